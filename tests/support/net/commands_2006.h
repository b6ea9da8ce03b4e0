// The command words of the 2006 protocol, as its original programs wrote them (docs/2006.md).
#pragma once

#include <cstdint>

namespace hubbub::tests::commands_2006 {

inline constexpr std::int32_t kLogin = 0;
inline constexpr std::int32_t kLogout = 1;
inline constexpr std::int32_t kMessage = 2;
inline constexpr std::int32_t kList = 3;

}  // namespace hubbub::tests::commands_2006

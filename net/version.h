// What this program calls itself on the wire.
#pragma once

#include <string_view>

namespace hubbub::net {

inline constexpr std::string_view kSoftware = "Hubbub 0.1.0";

}  // namespace hubbub::net

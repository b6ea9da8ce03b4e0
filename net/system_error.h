// What the operating system said, as a condition: Asio 1.22's own category does not map its errors
// to the generic ones, so `error == std::errc::x` is never true of an error that Asio reports.
#pragma once

#include <cerrno>
#include <system_error>

namespace hubbub::net {

// `error` comes from Asio, whose values are those of errno.
inline bool is(const std::error_code& error, std::errc condition) {
  return error.value() == static_cast<int>(condition);
}

// Of the last call of this thread that failed.
inline std::error_code last_system_error() {
  return {errno, std::generic_category()};
}

}  // namespace hubbub::net

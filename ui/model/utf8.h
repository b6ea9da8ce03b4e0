// Code points in and out of UTF-8 for what the model does with text.
//
// RFC 3629: no surrogates, no overlong forms, at most U+10FFFF. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hubbub::ui::model {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t size = 1;  // bytes it took; 1 for a byte that begins no code point
  bool valid = false;
};

// The code point at `at` < text.size().
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

// `value` must be a scalar value.
void append_utf8(std::string& out, char32_t value);

// The start of the code point before `at` (0 < at <= text.size()); text must be valid UTF-8.
[[nodiscard]] std::size_t code_point_before(std::string_view text, std::size_t at);

}  // namespace hubbub::ui::model

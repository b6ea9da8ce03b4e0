// UTF-8, as far as the wire needs it: well-formedness (Unicode 15, table 3-7) and UTF-16 lengths.
//
// Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hubbub::net::wire {

// What stands at the front of a text.
struct Utf8Step {
  std::size_t bytes = 0;  // of the code point; 0: ill-formed or cut off
  char32_t code_point = 0;
};

// Reads one code point. `text` must not be empty.
Utf8Step next_code_point(std::string_view text);

// The text without the byte order mark (U+FEFF) that some programs put at its front: it says only
// that the text is UTF-8, and would hide what the text begins with.
inline std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

// Bytes of the longest well-formed prefix; equals text.size() when all of it is well-formed.
std::size_t well_formed_prefix(std::string_view text);

inline bool is_utf8(std::string_view text) {
  return well_formed_prefix(text) == text.size();
}

// Counts UTF-16 code units off the front of a text.
struct Utf16Prefix {
  enum class State : std::uint8_t {
    kWhole,      // `bytes` is what the units take
    kCutOff,     // the text ends before them; more of it may come
    kIllFormed,  // at `bytes` stands no code point, or one that only half belongs to the units
  };
  State state = State::kWhole;
  std::size_t bytes = 0;
};
Utf16Prefix utf16_prefix(std::string_view text, std::size_t units);

// UTF-16 code units that a well-formed text takes.
std::size_t utf16_units(std::string_view text);

// The longest prefix of `text` with at most `max_bytes` bytes that does not cut a code point.
std::string_view prefix_within(std::string_view text, std::size_t max_bytes);

}  // namespace hubbub::net::wire

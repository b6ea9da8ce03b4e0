// Whether there is anything to see in a text, and which characters act on whoever shows it.
//
// Tables of Unicode 15, so that every layer asks the same question. Pure functions; any thread.
#pragma once

#include <string_view>

namespace hubbub::net::wire {

// White space, controls, default-ignorable code points (Unicode 15, DerivedCoreProperties), and
// letters that are drawn as nothing (Hangul fillers, Braille's empty pattern).
[[nodiscard]] bool is_invisible(char32_t code_point);

// False for a text that is empty or all of which is invisible. Bytes that are no UTF-8 are seen.
[[nodiscard]] bool anything_to_see(std::string_view text);

// What follows the invisible characters at the front of `text`.
[[nodiscard]] std::string_view from_first_visible(std::string_view text);

// Controls of ASCII and C1, DEL, line and paragraph separators, and what turns the direction of
// text (Bidi_Control, UAX #9) or annotates it: a terminal obeys them, an editor shows other text.
[[nodiscard]] bool acts_on_display(char32_t code_point);

// The slash, and what looks like one: full-width, fraction and division slash, …
[[nodiscard]] bool looks_like_slash(char32_t code_point);

}  // namespace hubbub::net::wire

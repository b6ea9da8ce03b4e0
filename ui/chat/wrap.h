// Text cut into rows that fit a width. Main thread, inside a frame.
//
// ImGui's own wrapping breaks at blanks only; this one also breaks between ideographs and kana and
// after hyphens and slashes (a small part of Unicode UAX #14), and within a word only when the word
// is wider than the whole row.
#pragma once

#include <cstddef>
#include <string_view>

#include <imgui.h>

namespace hubbub::ui::chat {

// Where the row that begins at `begin` ends, in bytes; past the blanks at which it was broken, and
// past the '\n' that ends it. Always after `begin`, at most `end`.
[[nodiscard]] std::size_t wrap_row(ImFontBaked& font, std::string_view text, std::size_t begin,
                                   std::size_t end, float width);

// The width of text[begin, end) in pixels.
[[nodiscard]] float text_width(ImFontBaked& font, std::string_view text, std::size_t begin,
                               std::size_t end);

// The code point boundary in [begin, end] whose left edge is nearest to `x` pixels from begin's.
[[nodiscard]] std::size_t offset_at(ImFontBaked& font, std::string_view text, std::size_t begin,
                                    std::size_t end, float x);

}  // namespace hubbub::ui::chat

// Untrusted text made fit for drawing: emoji sequences become one glyph, controls become visible.
//
// ImGui draws one glyph a code point and does no shaping. displayable() therefore maps each emoji
// sequence (Unicode TS #51: ZWJ, skin tones, flags, keycaps) that the system's emoji font has a
// glyph for to one private code point, which ui/theme/font_loader draws. Nothing else in drawn text
// is private: such code points in the input become U+FFFD, so a peer can fake no icon. Call it once
// per line and keep the result; it is cheap for plain ASCII (one scan). Main thread, theme
// attached.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hubbub::ui::theme {

// What to hand to ImGui for this UTF-8 text. Keeps '\n' and '\t'; other C0/C1 controls become
// their Control Pictures, bidirectional overrides and variation selectors are dropped, invalid
// UTF-8 becomes U+FFFD.
std::string displayable(std::string_view utf8);

// What bytes [begin, end) of displayable(utf8) were made of: a part of `utf8`, emoji as they were
// written. What is not drawn goes with what stands before it, at the front with the whole.
std::string_view source_of(std::string_view utf8, std::size_t begin, std::size_t end);

}  // namespace hubbub::ui::theme

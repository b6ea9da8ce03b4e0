// Untrusted text made fit for drawing: emoji sequences become one glyph, controls become visible.
//
// ImGui draws one glyph a code point and does no shaping. displayable() therefore maps each emoji
// sequence (Unicode TS #51: ZWJ, skin tones, flags, keycaps) that the system's emoji font has a
// glyph for to one private code point, which ui/theme/font_loader draws. Nothing else in drawn text
// is private: such code points in the input become U+FFFD, so a peer can fake no icon. Call it once
// per line and keep the result; it is cheap for plain ASCII (one scan). Main thread, theme
// attached.
#pragma once

#include <string>
#include <string_view>

namespace hubbub::ui::theme {

// What to hand to ImGui for this UTF-8 text. Keeps '\n' and '\t'; other C0/C1 controls become
// their Control Pictures, bidirectional overrides and variation selectors are dropped, invalid
// UTF-8 becomes U+FFFD.
std::string displayable(std::string_view utf8);

// The inverse for the clipboard: emoji sequences as they were written.
std::string restored(std::string_view displayed);

}  // namespace hubbub::ui::theme

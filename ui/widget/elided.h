// Names that are too long for their place, cut so that one still sees which they are. Main thread,
// inside a frame.
#pragma once

#include <string>
#include <string_view>

namespace hubbub::ui::widget {

// What of `text` fits into `width` pixels in the present font, with an ellipsis for the rest; all
// of it, when that fits. It is cut between graphemes (Unicode Annex #29). `before` and `after`: the
// neighbours in a sorted list; from one that would look the same at its beginning the text is told
// apart by its end, so the ellipsis is put into the middle. All texts are ready to draw.
[[nodiscard]] std::string elided(std::string_view text, float width, std::string_view before = {},
                                 std::string_view after = {});

}  // namespace hubbub::ui::widget

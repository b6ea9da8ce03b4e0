// A tinted box with an icon and wrapped text: an error or a hint where one looks. Main thread.
#pragma once

#include <string_view>

#include "net/wire/events.h"

namespace hubbub::ui::widget {

// As wide as is available, as high as `text` (ready to draw) needs.
void notice_box(net::wire::Severity severity, std::string_view text);

}  // namespace hubbub::ui::widget

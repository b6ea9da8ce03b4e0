// What a conversation without a line shows. Main thread, inside a window.
#pragma once

#include <imgui.h>

#include "ui/model/view.h"

namespace hubbub::ui::chat {

void empty_state(const model::View& view, const model::RoomView& room, ImVec2 at, ImVec2 size);

}  // namespace hubbub::ui::chat

// What a conversation shows in which nobody has said anything. Main thread, inside a window.
#pragma once

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::chat {

// The height that it needs, in density-independent pixels.
inline constexpr float kEmptyStateHeight = 272.0F;

// Centred in `size`. To a host whose first guest is to come it says where guests join.
void empty_state(const model::View& view, const model::RoomView& room, ImVec2 at, ImVec2 size,
                 Actions& out);

}  // namespace hubbub::ui::chat

// The rooms we are in and the private conversations, with what is unread in each.
//
// Plain functions without state; main thread.
#pragma once

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::rooms {

// The width that suits the list, in density-independent pixels.
inline constexpr float kWidth = 180.0F;

// One room alone needs no list.
[[nodiscard]] bool is_needed(const model::View& view);

// Draws the list at ImGui's cursor in `size` pixels, inside the current window; a click asks for
// SelectRoom or CloseConversation.
void draw(const model::View& view, model::RoomId selected, ImVec2 size, Actions& out);

// Ctrl+PgUp and Ctrl+PgDn go to the neighbour, Alt+1 … Alt+9 to the place in the list. Call once a
// frame, also while the list is not drawn.
void handle_keys(const model::View& view, model::RoomId selected, Actions& out);

}  // namespace hubbub::ui::rooms

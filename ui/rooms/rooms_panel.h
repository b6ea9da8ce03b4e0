// The rooms we are in and the private conversations, with what is unread in each; below them the
// party's other rooms, and a new one. Main thread.
#pragma once

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"
#include "ui/rooms/room_list.h"
#include "ui/settings.h"

namespace hubbub::ui::rooms {

// The width that suits the list, in density-independent pixels.
inline constexpr float kWidth = 180.0F;

class RoomsPanel {
 public:
  // One room alone needs no list where there can be no other.
  [[nodiscard]] static bool is_needed(const model::View& view);

  // Ctrl+PgUp and Ctrl+PgDn go to the neighbour, Alt+1 … Alt+9 to the place in the list. Call once
  // a frame before draw(), also while the list is not drawn.
  void handle_keys(const model::View& view, model::RoomId selected, Actions& out);

  // Draws the list at ImGui's cursor in `size` pixels, inside the current window. A room that has
  // just been selected is scrolled into sight.
  void draw(const model::View& view, model::RoomId selected, const Settings& settings, ImVec2 size,
            Actions& out);

  [[nodiscard]] const RoomList& list() const { return list_; }

 private:
  void draw_joined(const model::View& view, model::RoomKind kind, const char* label,
                   const Settings& settings, Actions& out);
  void draw_others(Actions& out);
  void draw_menu(const model::View& view, const Settings& settings, Actions& out);

  RoomList list_;
  model::RoomId selected_ = model::RoomId::kNone;
  bool scroll_there_ = false;
  model::RoomId subject_ = model::RoomId::kNone;  // of the menu
  bool open_menu_ = false;
};

}  // namespace hubbub::ui::rooms

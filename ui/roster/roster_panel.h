// Who is in the room: ourselves first, then everybody by name.
//
// Sorted when the roster moved, not when it is drawn; only rows in sight are drawn. Main thread.
#pragma once

#include <memory>
#include <vector>

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/ignored.h"
#include "ui/model/view.h"

namespace hubbub::ui::roster {

// With more people than this a filter box appears.
inline constexpr std::size_t kFilterAbove = 20;

class RosterPanel {
 public:
  RosterPanel();
  ~RosterPanel();
  RosterPanel(const RosterPanel&) = delete;
  RosterPanel& operator=(const RosterPanel&) = delete;

  // Draws the people of `room` at ImGui's cursor in `size` pixels, inside the current window.
  void draw(const model::View& view, const model::RoomView& room,
            const std::vector<model::Ignored>& ignored, ImVec2 size, Actions& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::roster

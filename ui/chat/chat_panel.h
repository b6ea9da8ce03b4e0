// The chat log of one room: what was said, wrapped, selectable and searchable.
//
// Only the rows in sight are ever laid out. The scroll position is an item and an offset inside it,
// so nothing depends on how long the log is, and a resize moves nothing that is being read. Main
// thread; owns its scroll position, selection, search and a bounded cache of laid-out items.
#pragma once

#include <memory>
#include <optional>

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::chat {

class ChatPanel {
 public:
  ChatPanel();
  ~ChatPanel();
  ChatPanel(const ChatPanel&) = delete;
  ChatPanel& operator=(const ChatPanel&) = delete;

  // Draws `room` at ImGui's cursor in `size` pixels, inside the current window. Another room than
  // last time starts where that room was left.
  void draw(const model::View& view, const model::RoomView& room, ImVec2 size, Actions& out);

  // The newest line is in sight: together with the window's focus it decides Model::look_at.
  [[nodiscard]] bool at_newest() const;
  // Something moves or a search is under way: draw again without waiting for an event.
  [[nodiscard]] bool wants_frame() const;

  // The lower edge of the item that holds the line, in pixels from the log's upper edge, as drawn
  // in the last frame; nothing when it was out of sight.
  [[nodiscard]] std::optional<float> lower_edge(model::LineIndex line) const;

  // As the keys and menu entries do.
  void open_search();
  void scroll_to_newest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::chat

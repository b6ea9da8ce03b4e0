// The chat log of one room: what was said, wrapped, selectable and searchable.
//
// Only the rows in sight are ever laid out. The scroll position is an item and an offset inside it,
// so nothing depends on how long the log is, and a resize moves nothing that is being read. Main
// thread; owns its scroll position, selection, search and a bounded cache of laid-out items.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

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

  // The newest line of `room` is in sight, or will be when it is drawn: together with the window's
  // focus it decides Model::look_at.
  [[nodiscard]] bool at_newest(model::RoomId room) const;
  // Lines that came since that was so last, in the room drawn last.
  [[nodiscard]] std::uint64_t new_lines() const;
  // Something moves or a search is under way: draw again without waiting for an event.
  [[nodiscard]] bool wants_frame() const;

  // Nobody has said anything in the room drawn last, and what to do about it stands there.
  [[nodiscard]] bool shows_empty_state() const;

  // Brings the line with this number into sight as soon as `room` is drawn: loads earlier lines
  // until it is there, at most kMaxPagesToALine pages.
  void go_to(model::RoomId room, std::uint64_t seq);
  // Why that could not be done, once; empty: nothing is wrong.
  [[nodiscard]] std::string take_problem();

  // The lower edge of the item that holds the line, in pixels from the log's upper edge, as drawn
  // in the last frame; nothing when it was out of sight.
  [[nodiscard]] std::optional<float> lower_edge(model::LineIndex line) const;

  // Which keys are the log's in the next frame.
  struct Keys {
    bool any = true;
    bool end = true;  // End alone, too
  };
  void set_keys(Keys keys);

  // The messages of the room drawn next that are shown as removed though the host has them: their
  // removal can still be undone.
  void set_removed(std::vector<model::LineIndex> lines);

  // As the keys and menu entries do.
  void open_search();
  void scroll_to_newest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::chat

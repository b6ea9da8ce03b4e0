// What a ChatPanel keeps from frame to frame. Private to ui/chat/. Main thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/chat/chat_panel.h"
#include "ui/chat/layout_cache.h"
#include "ui/chat/scroll.h"
#include "ui/chat/search_bar.h"
#include "ui/chat/selection.h"

namespace hubbub::ui::chat {

// One frame's drawing of the log proper.
struct Frame {
  const model::View& view;
  const model::RoomView& room;
  const Items& items;
  ImVec2 at;
  ImVec2 size;
  Actions& out;
};

// What is under the pointer.
struct Target {
  Item item;
  std::size_t byte = 0;      // of the item's text, the nearest
  bool in_text = false;      // the pointer is over a row
  bool on_name = false;      // over the name or picture that heads a group
  std::optional<Span> link;  // in the item's text: an address, or a place to connect to
};

// What the pop-up is about, as it was when that was clicked: only the room's end and beginning may
// change under it.
struct Subject {
  LineIndex line = 0;                      // never looked up but with `removable`
  std::optional<std::uint64_t> removable;  // number of a message that we may remove
  std::string nick;                        // somebody else's; empty: nobody's
  std::string url;                         // empty: none was clicked
  std::string endpoint;                    // likewise
  std::string message;
  std::string whole_line;  // with name and time
};

// A line that is to be brought into sight.
struct Wanted {
  model::RoomId room = model::RoomId::kNone;
  std::uint64_t seq = 0;
  std::optional<LineIndex> looked_from;  // at this line and after it was looked
  std::size_t pages = 0;
};

// Where a room was left.
struct Reading {
  Scroll scroll;
  LineIndex seen_end = 0;      // what was there when the newest line was last in sight
  LineIndex counted_from = 0;  // `fresh` counts the lines from here
  LineIndex counted_to = 0;    // up to here
  std::uint64_t fresh = 0;     // messages of others that have come since, as of the last frame
};

struct ChatPanel::State {
  void enter_room(const model::View& view, const model::RoomView& room);
  Reading& reading() { return readings[present_room]; }
  Scroll& scroll() { return reading().scroll; }
  void count_fresh(const Items& items);

  void follow_log(const Frame& frame);
  void keep_place(const Frame& frame, float log_width);
  void ask_for_earlier(const Frame& frame);
  // chat_jump.cpp
  void go_on_to_wanted(const Frame& frame);
  void draw_log(const Frame& frame);
  void handle_scrolling(const Frame& frame, bool hovered);
  void paint(const Frame& frame, float log_width);
  void draw_empty_state(const Frame& frame);

  // chat_mouse.cpp
  void handle_mouse(const Frame& frame, bool hovered);
  void let_go() { dragging = drag_scrolls = false; }
  void start_selection(const Frame& frame, const Target& target);
  void drag_selection(const Frame& frame);
  void clicked(const Frame& frame, const Target& target);
  std::optional<Target> target_at(const Frame& frame, ImVec2 mouse);
  void handle_copying(const Frame& frame);
  void open_popup(const Frame& frame, const Target& target);
  void draw_popup(const Frame& frame);
  void draw_popup(const Frame& frame, const Subject& about);

  // chat_overlay.cpp
  void draw_pill(const Frame& frame);
  void draw_top(const Frame& frame);
  void draw_more(const Frame& frame, const Placed& item, const Layout& layout);
  void draw_failure(const Frame& frame, const Placed& item, const Layout& layout);

  Keys keys;
  std::vector<LineIndex> removed;  // for now, of the room drawn
  model::RoomId present_room = model::RoomId::kNone;
  std::unordered_map<model::RoomId, Reading> readings;
  LayoutCache layouts;
  SearchBar search;
  Selection selection;
  std::vector<Placed> placed;
  std::optional<Item> to_show_whole;  // was asked for while it was drawn
  Item hovered_item;
  bool dragging = false;
  bool drag_scrolls = false;
  int drawn_in = -1;  // frame
  bool shows_empty_state = false;
  std::optional<Wanted> wanted;
  std::optional<LineIndex> shown_line;  // that was wanted: stands out until something is clicked
  std::string problem;
  std::uint64_t seen_changes = 0;
  LineIndex seen_first = 0;
  LineIndex seen_log_end = 0;
  float seen_width = 0.0F;
  float scrollbar_grab = 0.0F;
  std::optional<Subject> subject;  // of the pop-up; none: it closes
};

}  // namespace hubbub::ui::chat

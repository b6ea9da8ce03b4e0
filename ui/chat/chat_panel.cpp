#include "ui/chat/chat_panel.h"

#include <algorithm>
#include <utility>

#include "ui/chat/chat_state.h"
#include "ui/chat/draw_item.h"
#include "ui/chat/empty_state.h"
#include "ui/chat/local_time.h"
#include "ui/chat/scrollbar.h"
#include "ui/theme/theme.h"
#include "ui/widget/keys.h"

namespace hubbub::ui::chat {
namespace {

using theme::px;

constexpr float kScrollbarWidth = 12.0F;
constexpr float kBelow = 8.0F;  // under the newest line
constexpr float kWheelStep = 60.0F;
constexpr double kScreensAhead = 2.0;

// Lines of a room that may be looked through in each frame.
constexpr std::size_t kFewLines = 16;

// Only comings and goings, and the program's own words.
bool is_silent(const model::RoomView& room) {
  const bool more = room.past == model::Past::kMore || room.past == model::Past::kFetching;
  if (room.log.size() > kFewLines || !room.outgoing.empty() || (more && !room.log.empty())) {
    return false;
  }
  for (LineIndex at = room.log.first(); at < room.log.end(); ++at) {
    if (model::is_said(room.log.line(at).kind)) {
      return false;
    }
  }
  return true;
}

bool typed(ImGuiKeyChord chord) {
  return widget::window_key(chord, true);
}

}  // namespace

ChatPanel::ChatPanel() : state_(std::make_unique<State>()) {}
ChatPanel::~ChatPanel() = default;

bool ChatPanel::at_newest(model::RoomId room) const {
  const auto left = state_->readings.find(room);
  const bool goes_elsewhere = state_->wanted && state_->wanted->room == room;
  return !goes_elsewhere && (left == state_->readings.end() || left->second.scroll.follows());
}

std::uint64_t ChatPanel::new_lines() const {
  return state_->reading().fresh;
}

bool ChatPanel::wants_frame() const {
  // Not drawn (people instead of the chat), neither goes on.
  const bool drawn = state_->drawn_in == ImGui::GetFrameCount();
  return drawn && (state_->search.is_working() || state_->drag_scrolls);
}

std::optional<float> ChatPanel::lower_edge(model::LineIndex line) const {
  for (const Placed& item : state_->placed) {
    if (item.item.begin <= line && line < item.item.end) {
      return item.y + item.height;
    }
  }
  return std::nullopt;
}

bool ChatPanel::shows_empty_state() const {
  return state_->shows_empty_state;
}

void ChatPanel::open_search() {
  state_->search.open();
}
void ChatPanel::set_keys(Keys keys) {
  state_->keys = keys;
}
void ChatPanel::set_removed(std::vector<model::LineIndex> lines) {
  state_->removed = std::move(lines);
}
void ChatPanel::scroll_to_newest() {
  state_->scroll().to_newest();
}

void ChatPanel::draw(const model::View& view, const model::RoomView& room, ImVec2 size,
                     Actions& out) {
  ImGui::PushID("chat");
  state_->enter_room(view, room);
  state_->drawn_in = ImGui::GetFrameCount();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Items items(room);
  if (state_->keys.any && widget::window_key(ImGuiMod_Ctrl | ImGuiKey_F)) {
    state_->search.open();
  }
  if (state_->search.is_open()) {
    state_->search.offer_whole_history(view.connection.online() && view.connection.history);
    const LineIndex from = state_->placed.empty() ? items.end() : state_->placed.back().item.end;
    const auto hit = state_->search.draw(room.log, from, size.x);
    if (state_->search.take_whole_history()) {
      out.emplace_back(SearchHistory{state_->search.query(), ""});
    }
    if (hit) {
      state_->scroll().to_line(*hit, 0.4F);
    }
    state_->search.work(room.log);
  }
  const float bar = state_->search.height();
  const Frame frame{view, room, items, {at.x, at.y + bar}, {size.x, size.y - bar}, out};
  state_->follow_log(frame);
  state_->go_on_to_wanted(frame);
  if (items.empty()) {
    state_->let_go();
    state_->placed.clear();
  } else {
    state_->draw_log(frame);
  }
  state_->draw_empty_state(frame);
  state_->ask_for_earlier(frame);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
  ImGui::PopID();
}

void ChatPanel::State::enter_room(const model::View& view, const model::RoomView& room) {
  if (room.id == present_room) {
    return;
  }
  present_room = room.id;
  seen_changes = room.log.changes();
  seen_first = room.log.first();
  seen_log_end = room.log.end();
  shown_line.reset();
  subject.reset();
  selection.clear();
  let_go();
  placed.clear();
  if (search.is_open()) {
    search.close();
  }
  std::erase_if(readings, [&view](const auto& entry) { return view.find(entry.first) == nullptr; });
  // On the first visit nothing is new but what is unread.
  const LineIndex seen = room.first_unread.value_or(Items(room).end());
  readings.try_emplace(room.id, Reading{{}, seen});
}

// What is remembered by index is forgotten when an index names another line now.
void ChatPanel::State::follow_log(const Frame& frame) {
  const model::LogView& log = frame.room.log;
  if (log.changes() == seen_changes) {
    seen_log_end = log.end();
    return;
  }
  seen_changes = log.changes();
  // A removal changes a line where it stands; otherwise lines have gone from the end.
  const bool in_place = log.end() >= std::exchange(seen_log_end, log.end());
  reading().seen_end = std::min(reading().seen_end, frame.items.end());
  reading().counted_to = 0;
  reading().counted_from = frame.items.end() + 1;  // counts anew
  subject.reset();
  search.start_over(log, frame.items.end());
  if (in_place) {
    return;
  }
  shown_line.reset();
  selection.clear();
  let_go();
  placed.clear();
  hovered_item = {};
}

// What was first is first no more: its date and what was told above it may be gone. What is being
// read stays where it is.
void ChatPanel::State::keep_place(const Frame& frame, float log_width) {
  const bool same_width = std::exchange(seen_width, log_width) == log_width;
  if (!placed.empty() && placed.front().item.begin == seen_first && same_width &&
      !scroll().follows() && seen_first >= frame.items.first()) {
    const Item item = frame.items.containing(seen_first);
    scroll().grown_above(layouts.get(frame.items, item).height - placed.front().height);
  }
  seen_first = frame.items.first();
}

// Two screens ahead, so that who scrolls at leisure never waits.
void ChatPanel::State::ask_for_earlier(const Frame& frame) {
  if (frame.room.past != model::Past::kMore) {
    return;
  }
  const double above =
      placed.empty() ? 0.0 : static_cast<double>(placed.front().item.begin - frame.items.first());
  if (frame.items.empty() || above <= kScreensAhead * scroll().lines_in_sight()) {
    frame.out.emplace_back(FetchEarlier{frame.room.id});
  }
}

void ChatPanel::State::draw_log(const Frame& frame) {
  const float log_width = frame.size.x - px(kScrollbarWidth);
  layouts.begin_frame({frame.room.id, log_width, Metrics::now(), frame.room.first_unread,
                       frame.view.connection.nick, calendar(now()), frame.items.first(),
                       frame.room.past, frame.room.log.changes(), removed});
  keep_place(frame, log_width);
  ImGui::SetCursorScreenPos(frame.at);
  ImGui::SetNextItemAllowOverlap();
  ImGui::InvisibleButton("Log", {log_width, std::max(frame.size.y, 1.0F)},
                         ImGuiButtonFlags_MouseButtonLeft);
  const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenOverlappedByItem);
  handle_scrolling(frame, hovered);
  scroll().place(
      frame.items, frame.size.y - px(kBelow),
      [&](const Item& item) { return layouts.get(frame.items, item).height; }, placed);
  handle_mouse(frame, hovered);
  handle_copying(frame);
  ImGui::PushClipRect(frame.at, {frame.at.x + log_width, frame.at.y + frame.size.y}, true);
  paint(frame, log_width);
  ImGui::PopClipRect();
  draw_popup(frame);
  count_fresh(frame.items);
  draw_pill(frame);
  draw_top(frame);
  scrollbar(frame.items, scroll(), {frame.at.x + log_width, frame.at.y},
            {px(kScrollbarWidth), frame.size.y}, scrollbar_grab);
}

// Where the log leaves room: that somebody came in is no conversation yet.
void ChatPanel::State::draw_empty_state(const Frame& frame) {
  const float top = placed.empty() ? 0.0F : std::max(placed.front().y, 0.0F);
  const float bottom =
      placed.empty() ? 0.0F : std::min(placed.back().y + placed.back().height, frame.size.y);
  const bool above = top > frame.size.y - bottom;
  const ImVec2 at(frame.at.x, frame.at.y + (above ? 0.0F : bottom));
  const ImVec2 size(frame.size.x, above ? top : frame.size.y - bottom);
  shows_empty_state = is_silent(frame.room) && size.y >= px(kEmptyStateHeight);
  if (shows_empty_state) {
    empty_state(frame.view, frame.room, at, size, frame.out);
  }
}

void ChatPanel::State::count_fresh(const Items& items) {
  Reading& here = reading();
  // Without what was discarded meanwhile.
  here.seen_end = here.scroll.follows() ? items.end() : std::min(here.seen_end, items.end());
  const model::LogView& log = items.room().log;
  const LineIndex from = std::max(here.seen_end, items.first());
  if (from != here.counted_from || here.counted_to > log.end()) {
    here.counted_from = here.counted_to = from;
    here.fresh = 0;
  }
  for (; here.counted_to < log.end(); ++here.counted_to) {
    const model::Line line = log.line(here.counted_to);
    here.fresh += line.kind == model::LineKind::kMessage && !line.own ? 1 : 0;
  }
}

void ChatPanel::State::handle_scrolling(const Frame& frame, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  if (hovered && io.MouseWheel != 0.0F && !io.KeyCtrl) {
    scroll().by(-io.MouseWheel * px(kWheelStep));
  }
  if (!keys.any) {
    return;
  }
  const float page = std::max(frame.size.y - px(40.0F), px(40.0F));
  if (typed(ImGuiKey_PageUp)) {
    scroll().by(-page);
  } else if (typed(ImGuiKey_PageDown)) {
    scroll().by(page);
  } else if (typed(ImGuiMod_Ctrl | ImGuiKey_Home)) {
    scroll().to_oldest(frame.items);
  } else if (typed(ImGuiMod_Ctrl | ImGuiKey_End) || (keys.end && typed(ImGuiKey_End))) {
    scroll().to_newest();
  }
}

void ChatPanel::State::paint(const Frame& frame, float log_width) {
  const Metrics metrics = Metrics::now();
  const Fonts fonts(metrics);
  const Paint paint{metrics,   fonts,      search.needle(),
                    log_width, frame.at.y, frame.at.y + frame.size.y};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (const Placed& item : placed) {
    const Layout& layout = layouts.get(frame.items, item.item);
    ItemLook look;
    look.at = {frame.at.x, frame.at.y + item.y};
    look.selected = selection.within(item.item, layout.content.text.size());
    look.sending = sending_of(frame.items, item.item);
    look.hovered = item.item == hovered_item;
    const auto holds = [&item](const std::optional<LineIndex>& line) {
      return line && *line >= item.item.begin && *line < item.item.end;
    };
    look.present_hit = holds(search.present()) || holds(shown_line);
    draw_item(draw, paint, layout, look);
    if (layout.more_y >= 0.0F) {
      draw_more(frame, item, layout);
    }
    if (look.sending == Sending::kFailed) {
      draw_failure(frame, item, layout);
    }
  }
  // Not before all is painted: layouts are good until the next is asked for.
  if (const std::optional<Item> item = std::exchange(to_show_whole, std::nullopt)) {
    layouts.show_whole(frame.items, *item);
    scroll().stay();
  }
}

}  // namespace hubbub::ui::chat

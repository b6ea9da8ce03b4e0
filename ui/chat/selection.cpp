#include "ui/chat/selection.h"

#include <algorithm>
#include <deque>
#include <limits>

#include "ui/chat/local_time.h"

namespace hubbub::ui::chat {
namespace {

constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();

std::string prefix(const Items& items, const Item& item, const std::string& own_nick,
                   bool with_date) {
  const bool outgoing = items.is_outgoing(item);
  const auto stamp = [with_date](wire::HostTime time) {
    return "[" + (with_date ? full_text(time) : clock_text(time)) + "] ";
  };
  if (outgoing) {
    return stamp(items.outgoing(item).time) + own_nick + ": ";
  }
  const model::Line line = items.room().log.line(item.begin);
  const bool said = model::is_said(line.kind);
  return stamp(line.time) + (said ? std::string(line.from) + ": " : "* ");
}

// The item's text as it was sent, without the detour over what is drawn.
std::string whole_text(const Items& items, const Item& item) {
  if (items.is_outgoing(item)) {
    return items.outgoing(item).text;
  }
  const model::LogView& log = items.room().log;
  const model::Line line = log.line(item.begin);
  if (model::is_foldable(line.kind)) {
    return run_text(log, item);
  }
  // A clipboard's text ends at a NUL.
  const bool whole = line.said().find('\0') == std::string_view::npos;
  return std::string(whole ? line.said() : line.text);
}

std::string part_text(const Items& items, const Item& item, const Range& part) {
  // The parts of a run are places in what is drawn, folded or not; it is copied whole.
  const bool run =
      !items.is_outgoing(item) && model::is_foldable(items.room().log.line(item.begin).kind);
  return run || part == Range{0, kWhole} ? whole_text(items, item)
                                         : source_text(items, item, false, part);
}

}  // namespace

void Selection::set(Place from, Place to) {
  anchor_ = from;
  head_ = to;
}

void Selection::select_all(const Items& items) {
  if (!items.empty()) {
    set({items.first(), 0}, {items.containing(items.end() - 1).begin, kWhole});
  }
}

Range Selection::within(const Item& item, std::size_t size) const {
  if (!any() || end().line < item.begin || begin().line >= item.end) {
    return {};
  }
  Range range{0, size};
  if (begin().line >= item.begin) {
    range.begin = std::min(begin().byte, size);
  }
  if (end().line < item.end) {
    range.end = std::min(end().byte, size);
  }
  return range;
}

std::string copied_text(const Items& items, const Selection& selection,
                        const std::string& own_nick) {
  if (!selection.any() || items.empty()) {
    return {};
  }
  const LineIndex first = std::clamp(selection.begin().line, items.first(), items.end() - 1);
  const LineIndex last = std::clamp(selection.end().line, items.first(), items.end() - 1);
  const Item last_item = items.containing(last);
  if (last_item.begin <= first) {
    return part_text(items, last_item, selection.within(last_item, kWhole));
  }
  std::deque<std::string> lines;
  std::size_t bytes = 0;
  for (LineIndex at = last; at >= first && bytes < kMaxCopyBytes;) {
    const Item item = items.containing(at);
    lines.push_front(prefix(items, item, own_nick, false) +
                     part_text(items, item, selection.within(item, kWhole)));
    bytes += lines.front().size() + 1;
    at = item.begin - 1;
  }
  std::string text;
  text.reserve(bytes + lines.size());
  for (const std::string& line : lines) {
    text += text.empty() ? "" : "\n";
    text += line;
  }
  return text;
}

std::string copied_line(const Items& items, const Item& item, const std::string& own_nick) {
  return prefix(items, item, own_nick, true) + whole_text(items, item);
}

}  // namespace hubbub::ui::chat

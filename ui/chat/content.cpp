#include "ui/chat/content.h"

#include <algorithm>
#include <utility>

#include "ui/chat/local_time.h"
#include "ui/model/fold.h"
#include "ui/theme/text.h"

namespace hubbub::ui::chat {
namespace {

using model::Line;
using model::LineKind;

struct Origin {
  LineKind kind = LineKind::kMessage;
  std::string_view from;
  bool own = false;
  wire::HostTime time{};
};

Origin origin_of(const Items& items, const Item& item, const std::string& own_nick) {
  if (items.is_outgoing(item)) {
    return {LineKind::kMessage, own_nick, true, items.outgoing(item).time};
  }
  const Line line = items.room().log.line(item.begin);
  return {line.kind, line.from, line.own, line.time};
}

bool goes_on(const Origin& before, const Origin& now) {
  return model::is_said(before.kind) && before.from == now.from && before.own == now.own &&
         std::chrono::abs(now.time - before.time) < kGroupPause;
}

Style style_of(LineKind kind) {
  switch (kind) {
    case LineKind::kMessage:
    case LineKind::kRemoved:
      return Style::kMessage;
    case LineKind::kJoined:
    case LineKind::kLeft:
    case LineKind::kRenamed:
    case LineKind::kTopic:
    case LineKind::kOrder:
    case LineKind::kSystem:
      return Style::kEvent;
    case LineKind::kInfo:
    case LineKind::kWarning:
    case LineKind::kError:
      return Style::kNotice;
    case LineKind::kGap:
      return Style::kGap;
  }
  return Style::kMessage;
}

std::string unfolded_text(const model::LogView& log, const Item& item) {
  std::string text;
  for (LineIndex at = item.begin; at < item.end; ++at) {
    text += at > item.begin ? "\n" : "";
    text += clock_text(log.line(at).time) + "  " + run_text(log, {at, at + 1});
  }
  return text;
}

std::string raw_text(const Items& items, const Item& item, bool unfolded) {
  if (items.is_outgoing(item)) {
    return items.outgoing(item).text;
  }
  const model::LogView& log = items.room().log;
  const Line line = log.line(item.begin);
  if (!model::is_foldable(line.kind)) {
    return std::string(line.text);
  }
  return unfolded ? unfolded_text(log, item) : run_text(log, item);
}

void mark_spans(Content& content, const std::string& own_nick) {
  const std::vector<Range> urls = find_urls(content.text);
  for (const Range& url : urls) {
    content.spans.push_back({url, Span::Kind::kUrl});
  }
  for (const Range& endpoint : find_endpoints(content.text)) {
    const auto url = std::partition_point(
        urls.begin(), urls.end(),
        [&endpoint](const Range& candidate) { return candidate.end <= endpoint.begin; });
    if (url == urls.end() || endpoint.end <= url->begin) {
      content.spans.push_back({endpoint, Span::Kind::kEndpoint});
    }
  }
  if (content.mention) {
    const std::string name = theme::displayable(own_nick);
    for (const net::text::ByteRange& word : model::Needle(name).find_words(content.text)) {
      content.spans.push_back({{word.begin, word.end}, Span::Kind::kMention});
    }
  }
  std::stable_sort(content.spans.begin(), content.spans.end(),
                   [](const Span& a, const Span& b) { return a.range.begin < b.range.begin; });
}

}  // namespace

void show_as_removed(Content& content) {
  content.kind = LineKind::kRemoved;
  content.mention = false;
  content.text = model::kRemovedText;
  content.blocks = {{{0, content.text.size()}, false}};
  content.spans.clear();
}

std::string top_text(const model::RoomView& room, const std::string& day) {
  switch (room.past) {
    case model::Past::kNone:
      break;
    case model::Past::kMore:
      return "Earlier lines";
    case model::Past::kFetching:
      return "Loading earlier lines\u2026";
    case model::Past::kBeginning:
      return "This is where the history begins \u00B7 " + day;
    case model::Past::kFull:
      return "There is more, but this window holds no more lines. Search finds them.";
    case model::Past::kUnkept:
      return "The host keeps only conversations between two encrypted people.";
    case model::Past::kUnavailable:
      return "Earlier lines cannot be had. " + theme::displayable(room.past_reason);
  }
  return {};
}

Content make_content(const Items& items, const Item& item, const std::optional<Item>& before,
                     bool unfolded, const std::string& own_nick) {
  const Origin origin = origin_of(items, item, own_nick);
  Content content;
  content.kind = origin.kind;
  content.style = style_of(origin.kind);
  content.own = origin.own;
  content.mention = origin.kind == LineKind::kMessage && !items.is_outgoing(item) &&
                    items.room().log.line(item.begin).mention;
  content.foldable = item.end - item.begin > 1;
  content.unfolded = content.foldable && unfolded;
  content.from = origin.from;
  content.text = theme::displayable(raw_text(items, item, unfolded));
  content.time = clock_text(origin.time);
  content.head = content.style == Style::kMessage;
  if (before) {
    const Origin above = origin_of(items, *before, own_nick);
    const bool same_day = local_day(above.time) == local_day(origin.time);
    content.head = content.head && (!same_day || !goes_on(above, origin));
    content.day = same_day ? "" : day_text(origin.time, now());
  } else {
    content.day = day_text(origin.time, now());
    content.top = top_text(items.room(), content.day);
  }
  if (content.head) {
    content.name = theme::displayable(content.from);
  }
  if (content.kind == LineKind::kMessage) {
    content.blocks = split_blocks(content.text);
    mark_spans(content, own_nick);
  } else {
    content.blocks.push_back({{0, content.text.size()}, false});
  }
  return content;
}

std::string source_text(const Items& items, const Item& item, bool unfolded, const Range& drawn) {
  const std::string text = raw_text(items, item, unfolded);
  return std::string(theme::source_of(text, drawn.begin, drawn.end));
}

}  // namespace hubbub::ui::chat

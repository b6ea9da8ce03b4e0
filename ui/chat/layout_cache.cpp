#include "ui/chat/layout_cache.h"

#include <algorithm>
#include <utility>

#include "ui/theme/theme.h"

namespace hubbub::ui::chat {
namespace {

Sending sending_of(const model::Outgoing& outgoing) {
  if (outgoing.state == model::Outgoing::State::kFailed) {
    return Sending::kFailed;
  }
  return outgoing.acknowledged ? Sending::kSent : Sending::kPending;
}

model::wire::MessageId id_of(const Items& items, const Item& item) {
  return items.is_outgoing(item) ? items.outgoing(item).id : items.room().log.line(item.begin).id;
}

}  // namespace

Sending sending_of(const Items& items, const Item& item) {
  if (items.is_outgoing(item)) {
    return sending_of(items.outgoing(item));
  }
  const model::Line line = items.room().log.line(item.begin);
  if (!line.own || line.kind != model::LineKind::kMessage) {
    return Sending::kNone;
  }
  const auto& waiting = items.room().outgoing;
  const auto found =
      std::find_if(waiting.begin(), waiting.end(), [&line](const model::Outgoing& outgoing) {
        return outgoing.in_log && outgoing.id == line.id;
      });
  return found == waiting.end() ? Sending::kSent : sending_of(*found);
}

void LayoutCache::begin_frame(LayoutKey key) {
  if (key.room != key_.room || key.changes != key_.changes) {
    unfolded_.clear();
  }
  if (key != key_ || entries_.size() > kMaxLayouts) {
    entries_.clear();
    key_ = std::move(key);
  }
}

const Layout& LayoutCache::get(const Items& items, const Item& item) {
  const model::wire::MessageId outgoing =
      items.is_outgoing(item) ? items.outgoing(item).id : model::wire::MessageId{};
  const Sending sending = sending_of(items, item);
  const auto found = entries_.find(item.begin);
  if (found != entries_.end() && found->second.item == item && found->second.outgoing == outgoing &&
      found->second.sending == sending) {
    return found->second.layout;
  }
  Entry entry{item, outgoing, sending, make(items, item, sending)};
  return entries_.insert_or_assign(item.begin, std::move(entry)).first->second.layout;
}

Layout LayoutCache::make(const Items& items, const Item& item, Sending sending) {
  ++made_;
  std::optional<Item> before;
  if (item.begin > items.first()) {
    before = items.containing(item.begin - 1);
  }
  const bool unread =
      key_.first_unread && *key_.first_unread >= item.begin && *key_.first_unread < item.end;
  const float extra = sending == Sending::kFailed ? theme::px(kFailedRow) : 0.0F;
  Content content =
      make_content(items, item, before, unfolded_.contains(item.begin), key_.own_nick);
  if (std::find(key_.removed.begin(), key_.removed.end(), item.begin) != key_.removed.end()) {
    show_as_removed(content);
  }
  const bool whole = content.kind != model::LineKind::kMessage || is_whole(items, item);
  return make_layout(std::move(content), key_.metrics, Fonts(key_.metrics), key_.width, unread,
                     extra, whole);
}

bool LayoutCache::is_whole(const Items& items, const Item& item) const {
  if (whole_.empty() && unfolded_.empty()) {
    return false;
  }
  const model::wire::MessageId id = id_of(items, item);
  return id.is_none() ? unfolded_.contains(item.begin) : whole_.contains(id);
}

// A host of 2006 gives no ids: there it lasts as long as the line's index names it.
void LayoutCache::show_whole(const Items& items, const Item& item) {
  const model::wire::MessageId id = id_of(items, item);
  if (id.is_none()) {
    unfolded_.insert(item.begin);
  } else {
    whole_.insert(id);
  }
  entries_.erase(item.begin);
}

void LayoutCache::toggle(const Item& item) {
  if (unfolded_.erase(item.begin) == 0) {
    unfolded_.insert(item.begin);
  }
  entries_.erase(item.begin);
}

}  // namespace hubbub::ui::chat

#include "ui/roster/people.h"

#include <algorithm>
#include <tuple>

#include "net/text/fold.h"
#include "ui/natural_order.h"
#include "ui/theme/text.h"

namespace hubbub::ui::roster {

void People::update(const model::RoomView& room, std::string_view own_nick,
                    const std::vector<model::Ignored>& ignored) {
  if (room.id == room_ && room.roster_revision == revision_ && own_nick == own_nick_ &&
      ignored == ignored_) {
    return;
  }
  room_ = room.id;
  revision_ = room.roster_revision;
  own_nick_ = own_nick;
  ignored_ = ignored;
  ++sorts_;
  all_.clear();
  all_.reserve(room.roster->size());
  for (const net::wire::RosterEntry& entry : *room.roster) {
    all_.push_back({entry.nick, theme::displayable(entry.nick), net::text::folded(entry.nick),
                    natural_key(entry.nick), entry.person, entry.nick == own_nick,
                    std::any_of(ignored.begin(), ignored.end(), [&](const model::Ignored& who) {
                      return model::is_meant(who, entry.nick, entry.person.key);
                    })});
  }
  std::sort(all_.begin(), all_.end(), [](const Person& a, const Person& b) {
    return std::tie(b.own, a.order, a.nick) < std::tie(a.own, b.order, b.nick);
  });
  apply_filter();
}

void People::filter(std::string_view text) {
  std::string folded = net::text::folded(text);
  if (folded != filter_) {
    filter_ = std::move(folded);
    apply_filter();
  }
}

void People::apply_filter() {
  shown_.clear();
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i].key.find(filter_) != std::string::npos) {
      shown_.push_back(i);
    }
  }
}

}  // namespace hubbub::ui::roster

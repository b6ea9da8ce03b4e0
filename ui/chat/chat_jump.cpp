// Bringing a line into sight that may not be loaded yet.
#include <utility>

#include "ui/chat/chat_state.h"
#include "ui/model/limits.h"

namespace hubbub::ui::chat {

void ChatPanel::go_to(model::RoomId room, std::uint64_t seq) {
  state_->wanted = Wanted{room, seq, std::nullopt, 0};
  state_->shown_line.reset();
  state_->problem.clear();
}

std::string ChatPanel::take_problem() {
  return std::exchange(state_->problem, {});
}

// Looks only through what is new above since it looked last. Before the floor the number is that of
// another line.
void ChatPanel::State::go_on_to_wanted(const Frame& frame) {
  const model::LogView& log = frame.room.log;
  if (!wanted || wanted->room != frame.room.id ||
      (wanted->looked_from == log.first() && frame.room.past == model::Past::kFetching)) {
    return;
  }
  if (wanted->looked_from != log.first()) {
    const auto found = log.find(wanted->seq, wanted->looked_from.value_or(log.end()));
    if (found && *found >= frame.room.floor) {
      scroll().to_line(*found, 0.4F);
      shown_line = found;
      wanted.reset();
      return;
    }
    wanted->looked_from = log.first();
  }
  if (frame.room.past == model::Past::kFetching) {
    return;
  }
  if (frame.room.past == model::Past::kMore && wanted->pages < model::kMaxPagesToALine) {
    ++wanted->pages;
    frame.out.emplace_back(FetchEarlier{frame.room.id});
    return;
  }
  problem = frame.room.past == model::Past::kBeginning
                ? "This line is not in what the host sends."
                : "This line is too far back to be loaded here.";
  wanted.reset();
}

}  // namespace hubbub::ui::chat

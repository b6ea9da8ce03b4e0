// A search through the host's history: one at a time, page by page, the newest first.
#include <utility>

#include "ui/model/clean_text.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {

// Each question has a token of its own, so an answer to an older one is known as such.
std::optional<wire::Command> State::ask(std::uint64_t before) {
  SearchView& search = answers_.search;
  search.searching = true;
  search.problem.clear();
  touch_answers();
  wire::SearchHistory question;
  question.token = ++search_token_;
  question.room = search.room;
  question.text = search.text;
  question.before = before;
  return question;
}

std::optional<wire::Command> State::search(std::string text, std::string room) {
  SearchView fresh;
  fresh.active = true;
  fresh.text = std::move(text);
  fresh.room = std::move(room);
  fresh.number = answers_.search.number + 1;
  answers_.search = std::move(fresh);
  search_next_ = 0;
  touch_answers();
  if (!connection_.online() || !connection_.history) {
    answers_.search.problem = connection_.online()
                                  ? "This host keeps no history; only what is loaded can be "
                                    "searched."
                                  : "You are offline.";
    return std::nullopt;
  }
  return ask(0);
}

std::optional<wire::Command> State::search_more() {
  const SearchView& search = answers_.search;
  if (!search.active || search.searching || !search.more || search.full || !connection_.online()) {
    return std::nullopt;
  }
  return ask(search_next_);
}

bool State::end_search() {
  if (!answers_.search.active) {
    return false;
  }
  const std::uint64_t number = answers_.search.number;
  answers_.search = {};
  answers_.search.number = number;
  ++search_token_;
  touch_answers();
  return true;
}

void State::stop_searching(std::string_view problem) {
  if (!answers_.search.searching) {
    return;
  }
  answers_.search.searching = false;
  answers_.search.problem = problem;
  ++search_token_;
  touch_answers();
}

bool State::on(wire::SearchFound& event) {
  SearchView& search = answers_.search;
  if (!search.searching || event.token != search_token_) {
    return false;
  }
  search.searching = false;
  search.problem = clean_text(event.problem, scratch_text_);
  // A refusal looked at nothing: where the last answer ended one can still go on.
  if (event.problem.empty() || event.next != 0) {
    search_next_ = event.next;
    search.more = event.next != 0;
  }
  for (wire::FoundEntry& found : event.entries) {
    if (search.entries.size() >= kMaxFound) {
      search.full = true;
      break;
    }
    const bool own = is_own(found.entry.who, found.entry.from);
    if (!own && is_ignored(found.entry.who, found.entry.from)) {
      continue;
    }
    found.entry.own = own ? 1 : 0;
    const bool removed = found.entry.kind == wire::EntryKind::kMessage && !found.room.empty() &&
                         was_removed(found.room, found.entry.seq);
    found.entry.text = removed ? kRemovedText : clean_text(found.entry.text, scratch_text_);
    search.entries.push_back(std::move(found));
  }
  touch_answers();
  return true;
}

}  // namespace hubbub::ui::model

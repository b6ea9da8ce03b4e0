// What a pipe has asked of the host and knows no answer to, in the order in which it was asked. The
// host answers in that order, apart from searches: they wait for its disk. One thread.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "net/wire/commands.h"

namespace hubbub::app {

class Asked {
 public:
  struct Request {
    net::wire::Command command;
    bool printed = true;  // whether the answer is to be printed
  };

  void add(Request request) { requests_.push_back(std::move(request)); }

  // The answer to the first request of that kind that suits has come. What was asked before it, and
  // is no search, has been carried out or refused. Nothing: nobody asked.
  template <class Command, class Suits>
  std::optional<Request> answered(Suits suits);
  template <class Command>
  std::optional<Request> answered() {
    return answered<Command>([](const Command&) { return true; });
  }
  // The host has carried out the first order of that kind that suits, and says so to everybody.
  template <class Command, class Suits>
  void carried_out(Suits suits);
  // The first of them that can be was refused. A search never is: its answer names the problem.
  void refused();

  // Whether it is answered in any case, and not only when it is refused.
  [[nodiscard]] static bool is_question(const net::wire::Command& command);
  [[nodiscard]] static bool is_search(const net::wire::Command& command);
  // Those that are.
  [[nodiscard]] std::size_t questions() const;
  [[nodiscard]] bool empty() const { return requests_.empty(); }

  // The connection was lost, and is there again. Returns what may be asked again without harm, and
  // counts in `uncertain` the orders that may have been carried out or not. All are forgotten.
  std::vector<Request> take_lost(std::size_t& uncertain);

 private:
  template <class Command, class Suits>
  std::vector<Request>::iterator find(Suits suits);

  std::vector<Request> requests_;
};

// ---- Templates --------------------------------------------------------------------------------

template <class Command, class Suits>
std::vector<Asked::Request>::iterator Asked::find(Suits suits) {
  auto at = requests_.begin();
  while (at != requests_.end()) {
    const Command* const command = std::get_if<Command>(&at->command);
    if (command != nullptr && suits(*command))
      break;
    ++at;
  }
  return at;
}

template <class Command, class Suits>
std::optional<Asked::Request> Asked::answered(Suits suits) {
  const auto found = find<Command>(suits);
  if (found == requests_.end())
    return std::nullopt;
  std::optional<Request> request(std::move(*found));
  std::vector<Request> left;
  for (auto at = requests_.begin(); at != requests_.end(); ++at) {
    if (at > found || (at < found && is_search(at->command)))
      left.push_back(std::move(*at));
  }
  requests_ = std::move(left);
  return request;
}

template <class Command, class Suits>
void Asked::carried_out(Suits suits) {
  const auto found = find<Command>(suits);
  if (found != requests_.end())
    requests_.erase(found);
}

}  // namespace hubbub::app

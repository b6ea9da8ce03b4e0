#include "app/asked.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace hubbub::app {
namespace {

template <class... Commands>
bool is_any_of(const net::wire::Command& command) {
  return (std::holds_alternative<Commands>(command) || ...);
}

}  // namespace

bool Asked::is_question(const net::wire::Command& command) {
  return is_any_of<net::wire::RequestRooms, net::wire::RequestBans, net::wire::SearchHistory>(
      command);
}

bool Asked::is_search(const net::wire::Command& command) {
  return is_any_of<net::wire::SearchHistory>(command);
}

void Asked::refused() {
  const auto first = std::find_if(requests_.begin(), requests_.end(), [](const Request& request) {
    return !is_any_of<net::wire::SearchHistory, net::wire::RequestRooms>(request.command);
  });
  if (first != requests_.end())
    requests_.erase(first);
}

std::size_t Asked::questions() const {
  return static_cast<std::size_t>(
      std::count_if(requests_.begin(), requests_.end(),
                    [](const Request& request) { return is_question(request.command); }));
}

std::vector<Asked::Request> Asked::take_lost(std::size_t& uncertain) {
  std::vector<Request> again;
  uncertain = 0;
  for (Request& request : std::exchange(requests_, {})) {
    // The rooms one is in, and who is there, come by themselves with the new connection.
    if (is_any_of<net::wire::JoinRoom, net::wire::LeaveRoom, net::wire::RequestRoster>(
            request.command)) {
      continue;
    }
    if (is_question(request.command) ||
        std::holds_alternative<net::wire::ChangeTopic>(request.command)) {
      again.push_back(std::move(request));
    } else {
      ++uncertain;
    }
  }
  return again;
}

}  // namespace hubbub::app

#include "tests/support/net/client_2006.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/support/net/commands_2006.h"

namespace hubbub::tests {

Client2006::Client2006(std::uint16_t port, std::string name, LengthUnit unit)
    : name_(std::move(name)), unit_(unit), socket_(port) {
  socket_.send(frame(commands_2006::kLogin, ""));
}

bool Client2006::pump() {
  if (!list_sent_) {
    list_sent_ = true;
    socket_.send(frame(commands_2006::kList, ""));
    return true;
  }
  if (deaf_ || !socket_.is_open()) {
    return false;
  }
  std::array<std::byte, kReceiveBuffer2006> buffer{};
  const Socket::Received received = socket_.receive(buffer);
  if (received.outcome == Socket::Outcome::kNothing) {
    return false;
  }
  if (received.outcome == Socket::Outcome::kReset) {
    deaf_ = "An existing connection was forcibly closed by the remote host";
    return true;
  }
  try {
    handle(original_reading(buffer));  // the count, even 0, is not looked at
  } catch (const std::exception& box) {
    deaf_ = box.what();
  }
  return true;
}

void Client2006::handle(const Data2006& data) {
  switch (data.command) {
    case commands_2006::kLogin:
      if (!data.name) {
        throw std::invalid_argument("Value cannot be null. Parameter name: item");
      }
      roster_.push_back(*data.name);
      break;
    case commands_2006::kLogout:
      if (data.name) {
        const auto found = std::find(roster_.begin(), roster_.end(), *data.name);
        if (found != roster_.end()) {
          roster_.erase(found);
        }
      }
      break;
    case commands_2006::kList:
      take_list(data.text);
      break;
    default:
      break;
  }
  if (data.text && data.command != commands_2006::kList) {
    chat_.push_back(*data.text);
  }
}

void Client2006::take_list(const std::optional<std::string>& text) {
  if (!text) {
    throw std::runtime_error("Object reference not set to an instance of an object.");
  }
  std::string_view rest = *text;
  for (;;) {
    const std::size_t star = rest.find('*');
    roster_.emplace_back(rest.substr(0, star));
    if (star == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(star + 1);
  }
  roster_.pop_back();  // meant for the empty part behind the trailing star
  chat_.push_back("<<<" + name_ + " has joined the room>>>");
}

void Client2006::say(std::string_view text) {
  socket_.send(frame(commands_2006::kMessage, text));
}

void Client2006::log_out() {
  socket_.send(frame(commands_2006::kLogout, ""));
  socket_.close();
}

bool Client2006::shows(std::string_view line) const {
  return std::find(chat_.begin(), chat_.end(), line) != chat_.end();
}

}  // namespace hubbub::tests

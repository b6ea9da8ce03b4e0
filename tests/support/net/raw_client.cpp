#include "tests/support/net/raw_client.h"

#include <algorithm>
#include <array>
#include <utility>

#include "net/wire/decoder.h"
#include "net/wire/messages.h"

namespace hubbub::tests {

using namespace net::wire;  // NOLINT(google-build-using-namespace): one file, one subject

// One overload a message of the host.
class RawClient::Ear {
 public:
  explicit Ear(RawClient& client) : client_(client) {}

  void operator()(const Welcome& welcome) { client_.welcome_ = welcome; }
  void operator()(const Roster& roster) {
    client_.roster_ = roster.members;
    client_.next_seq_ = roster.first;
  }
  void operator()(const Message& message) {
    client_.hear_number(message.seq);
    client_.chat_.push_back(message.from + ": " + message.text);
  }
  void operator()(const Joined& joined) {
    client_.hear_number(joined.seq);
    client_.roster_.push_back({joined.nick, joined.person});
  }
  void operator()(const Left& left) {
    client_.hear_number(left.seq);
    std::erase_if(client_.roster_, [&](const RosterMember& m) { return m.nick == left.nick; });
    client_.left_.push_back(left);
  }
  void operator()(const Renamed& renamed) { client_.hear_number(renamed.seq); }
  void operator()(const Refused& refused) { complain("refused: " + refused.text); }
  void operator()(const Farewell& farewell) { complain("farewell: " + farewell.text); }
  void operator()(const Topic& topic) { client_.hear_number(topic.seq); }
  void operator()(const Moderated& moderated) { client_.hear_number(moderated.seq); }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void complain(std::string what) {
    if (client_.complaint_.empty()) {
      client_.complaint_ = std::move(what);
    }
  }

  RawClient& client_;
};

RawClient::RawClient(std::uint16_t port, std::string nick) : socket_(port), nick_(std::move(nick)) {
  Login login;
  login.nick = nick_;
  login.software = "test";
  send(login);
}

bool RawClient::pump() {
  if (ended_ || !socket_.is_open()) {
    return false;
  }
  std::array<std::byte, 64 * 1024> buffer;
  const Socket::Received received = socket_.receive(buffer);
  if (received.outcome == Socket::Outcome::kNothing) {
    return false;
  }
  if (received.outcome != Socket::Outcome::kBytes) {
    ended_ = true;
    return true;
  }
  const auto broken =
      splitter_.feed({buffer.data(), received.count}, [this](const FrameView& frame) {
        if (const auto error = dispatch(HostMessages{}, frame, Ear(*this))) {
          complaint_ = sentence_for(*error);
        }
        return true;
      });
  if (broken) {
    complaint_ = sentence_for(*broken);
  }
  return true;
}

void RawClient::say(std::string_view text) {
  send(Post{"", MessageId::make(), std::string(text)});
}

void RawClient::hear_number(std::uint64_t seq) {
  in_order_ = in_order_ && seq == next_seq_;
  next_seq_ = seq + 1;
}

bool RawClient::shows(std::string_view line) const {
  return std::find(chat_.begin(), chat_.end(), line) != chat_.end();
}

bool RawClient::sees(std::string_view nick) const {
  return dialect_of(nick).has_value();
}

std::optional<Dialect> RawClient::dialect_of(std::string_view nick) const {
  for (const RosterMember& member : roster_) {
    if (member.nick == nick) {
      return member.person.dialect;
    }
  }
  return std::nullopt;
}

std::optional<std::string> RawClient::why_left(std::string_view nick) const {
  for (const Left& left : left_) {
    if (left.nick == nick) {
      return left.reason;
    }
  }
  return std::nullopt;
}

}  // namespace hubbub::tests

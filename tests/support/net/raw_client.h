// A client of our own dialect made of net/wire and nothing else: what a tool would write in an
// afternoon. It keeps what it hears. One thread; nothing blocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/splitter.h"
#include "tests/support/net/socket.h"

namespace hubbub::tests {

class RawClient {
 public:
  // Connects and sends its login.
  RawClient(std::uint16_t port, std::string nick);

  // Takes what has come. False when nothing was there.
  bool pump();

  // Posts to the lobby.
  void say(std::string_view text);
  template <class M>
  void send(const M& message) {
    socket_.send(net::wire::encoded(message));
  }
  void close() { socket_.close(); }

  [[nodiscard]] bool welcomed() const { return welcome_.has_value(); }
  [[nodiscard]] bool ended() const { return ended_; }
  // "NICK: TEXT" of every message, in order.
  [[nodiscard]] const std::vector<std::string>& chat() const { return chat_; }
  [[nodiscard]] bool shows(std::string_view line) const;
  // As the roster said and every joined and left since has changed it.
  [[nodiscard]] const std::vector<net::wire::RosterMember>& roster() const { return roster_; }
  [[nodiscard]] bool sees(std::string_view nick) const;
  [[nodiscard]] std::optional<net::wire::Dialect> dialect_of(std::string_view nick) const;
  // Why somebody left, as told to us; nothing while he is here.
  [[nodiscard]] std::optional<std::string> why_left(std::string_view nick) const;
  // Whether each number of the room came once and in order.
  [[nodiscard]] bool in_order() const { return in_order_; }
  // The first that was wrong with what the host sent; empty: nothing.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  class Ear;
  void hear_number(std::uint64_t seq);

  Socket socket_;
  std::string nick_;
  net::wire::FrameSplitter splitter_;
  std::optional<net::wire::Welcome> welcome_;
  bool ended_ = false;
  bool in_order_ = true;
  std::uint64_t next_seq_ = 0;
  std::vector<std::string> chat_;
  std::vector<net::wire::RosterMember> roster_;
  std::vector<net::wire::Left> left_;
  std::string complaint_;
};

}  // namespace hubbub::tests

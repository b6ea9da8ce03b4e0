// Malformed things that a peer may send, written so that they can be read, and what comes of them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "net/wire/encoder.h"
#include "net/wire/endian.h"
#include "net/wire/frame.h"
#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {

// ---- Bytes --------------------------------------------------------------------------------------

template <class Integer>
std::string little_endian(Integer value) {
  std::array<std::byte, sizeof(Integer)> bytes{};
  wire::store_le(value, bytes.data());
  return std::string(wire::as_text(bytes));
}
inline std::string u8(std::uint8_t value) {
  return little_endian(value);
}
inline std::string u16(std::uint16_t value) {
  return little_endian(value);
}
inline std::string u32(std::uint32_t value) {
  return little_endian(value);
}
inline std::string u64(std::uint64_t value) {
  return little_endian(value);
}
inline std::string text(const std::string& value) {
  return u32(static_cast<std::uint32_t>(value.size())) + value;
}
inline const std::string kNotUtf8 = "\xC3(";
inline const std::string kWithZero("a\0b", 3);
// Sixteen bytes that are not zero.
inline std::string id() {
  return std::string(16, 'i');
}

// A header with lengths of its own, whatever follows.
inline std::string header(std::int32_t command, std::int32_t name_length,
                          std::int32_t message_length) {
  return little_endian(command) + little_endian(name_length) + little_endian(message_length);
}
inline std::string frame(std::int32_t command, const std::string& name,
                         const std::string& message = "") {
  wire::Bytes bytes;
  wire::append_frame(command, name, message, bytes);
  return std::string(wire::as_text(bytes));
}
inline std::string frame(wire::CommandWord command, const std::string& name,
                         const std::string& message = "") {
  return frame(static_cast<std::int32_t>(command), name, message);
}
template <class M>
std::string frame_of(const M& message) {
  return std::string(wire::as_text(wire::encoded(message)));
}
inline std::string repeated(int times, const std::string& text) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

// ---- What comes of them -------------------------------------------------------------------------

struct BadInput {
  std::string name;
  std::string bytes;
  // What the peer gets, in order, as answers_in() has it.
  std::string answer;
  // What the others in the room get, besides who came and went.
  std::string heard{};
  // The connection ends after these bytes.
  bool then_ends = false;
};

// "page, refused not-in-room, farewell truncated", with "roster x3" for three in a row.
inline std::string answers_in(const std::vector<FromHost>& messages) {
  std::vector<std::pair<std::string, int>> answers;
  for (const FromHost& message : messages) {
    std::string answer = std::visit([](const auto& m) { return std::string(m.kName); }, message);
    if (const auto* refused = std::get_if<wire::Refused>(&message))
      answer += ' ' + refused->code;
    if (const auto* farewell = std::get_if<wire::Farewell>(&message))
      answer += ' ' + farewell->code;
    const auto* page = std::get_if<wire::Page>(&message);
    const auto* found = std::get_if<wire::Found>(&message);
    if ((page != nullptr && !page->problem.empty()) ||
        (found != nullptr && !found->problem.empty()))
      answer += " problem";
    if (answers.empty() || answers.back().first != answer)
      answers.emplace_back(answer, 0);
    ++answers.back().second;
  }
  std::string all;
  for (const auto& [answer, times] : answers) {
    all += (all.empty() ? "" : ", ") + answer;
    if (times > 1)
      all += " x" + std::to_string(times);
  }
  return all;
}

// A host with somebody in the lobby who minds his own business.
class DisturbedHall {
 public:
  explicit DisturbedHall(Server::Options options = Hall::open_house())
      : hall(std::move(options), &history), witness(hall.keyed("ann", 1)) {
    settle();
    witness.take_none();
  }
  void settle() {
    do {
      hall.settle();
      history.commit();
      history.answer();
    } while (hall.flush_wanted);
  }
  static void send(MemoryTransport& peer, const BadInput& input) {
    peer.peer_sends(wire::as_bytes(input.bytes));
    if (input.then_ends)
      peer.peer_ends("lost the connection");
  }
  // Nobody else was disturbed, and the host goes on.
  void check_the_others(const BadInput& input) {
    std::vector<FromHost> heard = witness.take();
    std::erase_if(heard, [](const FromHost& message) {
      return std::holds_alternative<wire::Joined>(message) ||
             std::holds_alternative<wire::Left>(message);
    });
    EXPECT_EQ(answers_in(heard), input.heard);
    Guest next = hall.keyed("next", 3);
    next.send(post("still here"));
    settle();
    EXPECT_EQ(answers_in(next.take()), "welcome, roster, message, ack");
    EXPECT_EQ(answers_in(witness.take()), "joined, message");
    EXPECT_TRUE(witness.well_formed());
    EXPECT_FALSE(witness.wire().finished());
  }

  MemoryHistory history;
  Hall hall;
  Guest witness;
};

}  // namespace hubbub::net::server::testing

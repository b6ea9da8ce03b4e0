// A dialogue that comes back to a host again and again, as "ann", over a line in memory. One
// thread.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>

#include <gtest/gtest.h>

#include "net/client/hubbub_dialogue.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "tests/net/client/memory_line.h"
#include "tests/support/net/manual_clock.h"

namespace hubbub::tests {

class Returning : public ::testing::Test {
 protected:
  Returning() {
    standing.target = "party:24280";
    standing.nick = "ann";
    standing.rooms.emplace_back().lobby = true;
    connect();
  }
  // Where a host takes private messages up again.
  struct Privates {
    std::uint64_t run;
    std::uint64_t kept;
  };
  static constexpr Privates kAllKept{0, std::numeric_limits<std::uint64_t>::max()};
  void connect(std::uint64_t private_as_of = 0, Privates privates = kAllKept) {
    line = {};
    line.secured.own_key = own_key;
    dialogue = std::make_unique<net::client::HubbubDialogue>(line, standing);
    dialogue->open(clock.now());
    net::wire::Welcome welcome;
    welcome.nick = "ann";
    welcome.lobby = "lobby";
    welcome.heartbeat_ms = 1000;
    welcome.max_text_bytes = 1000;
    welcome.epoch = 99;
    welcome.history = 1;
    welcome.private_as_of = private_as_of;
    welcome.run = privates.run;
    welcome.private_kept = privates.kept;
    hear(welcome);
  }
  template <class M>
  void hear(const M& message) {
    dialogue->feed(net::wire::encoded(message), clock.now());
  }
  void roster(std::uint64_t epoch, std::uint64_t run, std::uint64_t as_of, std::uint64_t first,
              std::uint64_t kept) {
    hear(net::wire::Roster{"lobby", epoch, run, as_of, first, kept, {}, 0, {{"ann", {}}}});
  }
  void message(std::uint64_t seq) {
    hear(net::wire::Message{"bob", seq, {}, net::wire::MessageId::make(), "lobby", "hi"});
  }

  net::wire::KeyId own_key;
  ManualClock clock;
  net::client::Standing standing;
  MemoryLine line;
  std::unique_ptr<net::client::HubbubDialogue> dialogue;
};

}  // namespace hubbub::tests

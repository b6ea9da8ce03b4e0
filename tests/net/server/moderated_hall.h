// A hall with a host, who keeps order, and two guests with keys. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {

inline constexpr std::uint8_t kHostKey = 9;

inline wire::Moderate act(wire::Act what, const std::string& who, std::uint32_t seconds = 0,
                          const std::string& reason = "") {
  return {who, what, "", 0, seconds, reason};
}

class ModeratedHall : public ::testing::Test {
 protected:
  ModeratedHall() { start(); }
  void start() {
    Server::Options options = Hall::open_house();
    options.owner = key_of(kHostKey);
    hall.emplace(options, &history);
    host = hall->keyed("host", kHostKey);
    ann = hall->keyed("ann", 1, {}, "10.0.0.1:5000");
    bob = hall->keyed("bob", 2, {}, "10.0.0.2:5000");
    commit();
    host->take_none();
    ann->take_none();
    bob->take_none();
  }
  void commit() {
    hall->settle();
    history.commit();
    history.answer();
    hall->settle();
    history.commit();
    hall->settle();
  }
  void does(Guest& who, const wire::Moderate& what) {
    who.send(what);
    commit();
  }
  // The number of the line; 0: it did not come.
  std::uint64_t say(Guest& who, const std::string& text) {
    who.send(post(text));
    commit();
    const auto said = ann->take_only<wire::Message>();
    return said.empty() ? 0 : said.back().seq;
  }
  static std::string refusal_of(Guest& guest) {
    const auto refused = guest.take_only<wire::Refused>();
    return refused.empty() ? "" : refused.front().code;
  }
  static std::string farewell_of(Guest& guest) {
    const auto farewells = guest.take_only<wire::Farewell>();
    return farewells.empty() ? "" : farewells.front().code;
  }

  MemoryHistory history;
  std::optional<Hall> hall;
  std::optional<Guest> host;
  std::optional<Guest> ann;
  std::optional<Guest> bob;
};

}  // namespace hubbub::net::server::testing

// A hall whose host keeps its history, and can be killed and started again.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {

class KeptHall : public ::testing::Test {
 protected:
  KeptHall() { start(); }
  void start() { hall = std::make_unique<Hall>(Hall::open_house(), &history); }
  // As SIGKILL does: what was not committed is gone.
  void kill_and_start() {
    hall.reset();
    start();
  }
  void settle() {
    for (int turn = 0; turn < 4; ++turn) {
      hall->settle();
      history.answer();
    }
    hall->settle();
  }
  void commit() {
    hall->settle();
    history.commit();
    settle();
  }
  Guest come(const std::string& nick, std::uint8_t key, wire::Login login = {}) {
    Guest guest = hall->keyed(nick, key, std::move(login));
    settle();
    return guest;
  }
  // Wants lines from before; its connection takes so many bytes at first. Key 0: none.
  Guest come_slowly(const std::string& nick, std::uint8_t key, std::size_t bytes) {
    auto transport = hall->connect();
    transport->set_peer_key(key_of(key));
    Guest guest(transport);
    wire::Login login = with_backlog(500);
    login.nick = nick;
    transport->allow(bytes);
    guest.send(login);
    return guest;
  }
  static wire::Login at(const wire::Roster& roster, std::uint64_t after) {
    wire::Login login;
    login.rooms = {{"lobby", roster.epoch, roster.run, after, 100}};
    return login;
  }
  static wire::Login with_backlog(std::uint32_t lines) {
    wire::Login login;
    login.rooms = {position("lobby", lines)};
    return login;
  }

  MemoryHistory history;
  std::unique_ptr<Hall> hall;
};

}  // namespace hubbub::net::server::testing

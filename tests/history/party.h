// A host as a process, a proxy that breaks connections, and guests that talk through it. One
// thread, besides those of the engines and of the proxy.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/engine.h"
#include "tests/history/host_process.h"
#include "tests/history/options.h"
#include "tests/history/witness.h"
#include "tests/support/net/fault_proxy.h"

namespace hubbub::history {

// The second room; the first is the lobby.
inline constexpr const char* kDen = "den";

class Guest {
 public:
  // Joins 127.0.0.1:`port`, the lobby and kDen.
  Guest(Board& board, const std::string& nick, std::uint16_t port, Lie lie = Lie::kNone);

  net::wire::MessageId say(const std::string& room, const std::string& text);
  void whisper(const std::string& to, const std::string& text);
  void fetch(const std::string& room, std::uint64_t before);
  [[nodiscard]] Witness& witness() { return witness_; }
  [[nodiscard]] const Witness& witness() const { return witness_; }
  [[nodiscard]] const std::string& nick() const { return nick_; }

 private:
  const std::string nick_;
  Witness witness_;
  net::Engine engine_;  // last: it must stop before the rest goes
};

class Party {
 public:
  // Throws std::runtime_error if not everybody gets in. `folder` is for the host's data.
  Party(const Options& options, const std::string& folder);

  [[nodiscard]] std::vector<std::unique_ptr<Guest>>& guests() { return guests_; }
  [[nodiscard]] tests::FaultProxy& proxy() { return proxy_; }
  [[nodiscard]] HostProcess& host() { return host_; }

  // Ends all faults, and waits until everybody is back, has an answer for all that was said and
  // has heard the last word of everybody. What did not happen in time, in a sentence; empty: it
  // did.
  std::string calm_down();
  // What everybody heard, and what a newcomer can fetch.
  Evidence evidence();
  // How often connections were lost, all guests together.
  std::uint64_t losses();

 private:
  template <class Holds>
  bool wait_for(const Holds& holds);
  void fetch_all(Evidence& evidence);

  Board board_;
  HostProcess host_;
  tests::FaultProxy proxy_;
  std::vector<std::unique_ptr<Guest>> guests_;
};

}  // namespace hubbub::history

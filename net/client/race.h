// Races connections to the addresses of one host: each begins a little after the one before, or as
// soon as that has failed, and the first to be there wins (RFC 8305, "Happy Eyeballs", section 5).
// So an address that swallows everything costs a quarter of a second and not a time-out.
//
// Net worker only. It owns the sockets until it hands one on.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include "net/client/ending.h"
#include "net/client/limits.h"
#include "net/client/lookup.h"

namespace hubbub::net::client {

// `endpoints` as they are to be tried (RFC 8305, section 4): `best`, if it is among them, comes
// first; then the two families take turns, beginning with the other one. Within a family they stay
// as they are, in the system's order of preference (RFC 6724).
[[nodiscard]] Endpoints in_order_of_trial(
    const Endpoints& endpoints, const std::optional<asio::ip::tcp::endpoint>& best = std::nullopt);

class Race {
 public:
  struct Outcome {
    // An address ("192.168.1.7:24280") is being tried.
    std::function<void(const std::string& address)> trying;
    // The last call. It may destroy the race.
    std::function<void(asio::ip::tcp::socket, const std::string& address)> connected;
    // The last call: none of the addresses answered. It may destroy the race.
    std::function<void(Ending)> failed;
  };
  struct Pace {
    std::chrono::milliseconds stagger{kConnectionAttemptDelay};
    std::chrono::milliseconds patience{kConnectTimeout};  // for each address
  };

  // `endpoints`, at least one, are tried in this order. Starts at once; the calls of `outcome` come
  // later, from the loop, but for the first `trying`.
  Race(asio::io_context& context, Endpoints endpoints, Outcome outcome, Pace pace);
  Race(asio::io_context& context, Endpoints endpoints, Outcome outcome)
      : Race(context, std::move(endpoints), std::move(outcome), Pace{}) {}
  // Gives up without a call.
  ~Race();
  Race(const Race&) = delete;
  Race& operator=(const Race&) = delete;

 private:
  // One address's turn; what is under way holds it weakly, so that a late answer finds it given up.
  struct Attempt;

  void start_next();
  void over(const std::shared_ptr<Attempt>& attempt, const std::error_code& error);

  asio::io_context& context_;
  const Endpoints endpoints_;
  const Outcome outcome_;
  const Pace pace_;
  std::size_t next_ = 0;
  std::vector<std::shared_ptr<Attempt>> under_way_;  // the newest last
  std::optional<Ending> failure_;
};

}  // namespace hubbub::net::client

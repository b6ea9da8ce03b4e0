// One visit at a host: from the wish to join until it is over for good, lost connections included.
//
// Net worker only. It owns the way there (Dial), the connection (Link) and what survives one
// (Standing). Its states go to the event sink as ConnectionChanged; requests that come while there
// is no connection are kept, as far as the bounds in limits.h allow.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include "net/client/backoff.h"
#include "net/client/dial.h"
#include "net/client/dialogue.h"
#include "net/client/link.h"
#include "net/client/standing.h"
#include "net/client/trust.h"
#include "net/event_sink.h"
#include "net/tap.h"

namespace hubbub::net::client {

class Visit : public std::enable_shared_from_this<Visit> {
 public:
  // Context, tap and trust outlive the visit.
  Visit(asio::io_context& context, Tap& tap, EventSink sink, Trust& trust, wire::Connect wish);
  // One that is over already: it only answers requests.
  static std::shared_ptr<Visit> nowhere(asio::io_context& context, Tap& tap, EventSink sink,
                                        Trust& trust);
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  // Before start(): takes up the place of an earlier visit, if that was at the same host.
  void follow(const Place& last);
  void start();
  void carry_out(const Request& request);
  // Logs out and closes; calls `gone` when no connection is left, perhaps at once.
  void leave(std::function<void()> gone);
  [[nodiscard]] bool over() const { return over_; }
  // For the next visit there; nothing if it was never let in.
  [[nodiscard]] std::optional<Place> place();

 private:
  void dial();
  void connected(asio::ip::tcp::socket socket, const std::string& address);
  [[nodiscard]] bool encrypts() const { return wish_.encrypt && !wish_.plain; }
  [[nodiscard]] std::unique_ptr<SecureChannel> make_channel() const;
  void take(wire::Event event);
  void ended(const Ending& ending);
  [[nodiscard]] bool worth_another_try(const Ending& ending) const;
  void retry_later(const Ending& ending);
  void finish(const Ending& ending);
  void link_gone();
  void keep(const Request& request);
  void report(wire::ConnectionState state, const std::string& address, const Ending& why,
              std::chrono::milliseconds retry_in = {});

  asio::io_context& context_;
  Tap& tap_;
  const EventSink sink_;
  Trust& trust_;
  const wire::Connect wish_;
  std::optional<wire::Target> target_;
  std::string shown_target_;  // names the same host to whoever reads it later
  std::string known_as_;      // HOST:PORT in its canonical form
  Standing standing_;
  std::unique_ptr<Dial> dial_;
  std::shared_ptr<Link> link_;       // the present connection
  std::shared_ptr<Link> last_link_;  // one that is saying its last words
  asio::steady_timer retry_timer_;
  Backoff backoff_;
  Ending loss_;           // why we are reconnecting
  unsigned attempt_ = 0;  // 0: not reconnecting
  unsigned ghosts_ = 0;   // times in a row that the host said our name is taken
  std::string address_;
  asio::ip::tcp::endpoint endpoint_;                    // of the connection
  std::optional<asio::ip::tcp::endpoint> welcomed_by_;  // the next dial tries it first
  TimePoint online_since_ = kNever;
  TimePoint host_ended_at_ = kNever;  // in order; never: it did not, or we have been in since
  bool leaving_ = false;
  bool over_ = false;
  std::function<void()> on_gone_;
};

}  // namespace hubbub::net::client

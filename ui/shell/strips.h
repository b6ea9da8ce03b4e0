// Bars between header and chat that tell what cannot wait: where guests join, that the connection
// is lost, what went wrong. Main thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::shell {

class Strips {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Draws what there is to tell at ImGui's cursor, as wide as is available. `offer_addresses`: here
  // and now a host wants to see where guests join; else it is told if it was asked for.
  void draw(const model::View& view, Time now, bool offer_addresses, Actions& out);

  // In every room, until they are put away.
  void show_addresses() { addresses_ = Addresses::kAsked; }
  [[nodiscard]] bool shows_addresses() const { return shows_addresses_; }
  // What Connect to repeat for "Try now".
  void set_last_connect(const net::wire::Connect& connect) { last_connect_ = connect; }
  [[nodiscard]] const std::optional<net::wire::Connect>& last_connect() const {
    return last_connect_;
  }
  [[nodiscard]] std::optional<Time> next_change() const { return next_change_; }

 private:
  void draw_addresses(const model::HostView& host, Actions& out);
  void draw_lost(const model::ConnectionView& connection, Time now, Actions& out);
  void draw_ended(const model::ConnectionView& connection, Actions& out);
  void draw_notice(const model::View& view);

  enum class Addresses : std::uint8_t { kOffered, kAsked, kHidden };
  Addresses addresses_ = Addresses::kOffered;
  bool shows_addresses_ = false;
  bool was_listening_ = false;
  std::uint64_t seen_notice_ = 0;
  std::optional<net::wire::Connect> last_connect_;
  std::optional<Time> next_change_;
};

}  // namespace hubbub::ui::shell

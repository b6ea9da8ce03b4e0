// The original client of 2006, as docs/2006.md sections 5 and 7 measured it, over a real socket.
//
// It has the original's faults: a fresh buffer of 1,024 zeroed bytes per receive, of which one is
// taken for one frame, whatever it brought; a roster that is appended to; and an exception on what
// it does not expect, after which it is deaf for good. A host that keeps it well is a host that
// suits the programs in the field. One thread; nothing blocks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/net/original_2006.h"
#include "tests/support/net/socket.h"

namespace hubbub::tests {

class Client2006 {
 public:
  // Connects and sends Login. The wild descendants that count bytes differ in `unit` only.
  Client2006(std::uint16_t port, std::string name, LengthUnit unit = LengthUnit::kUtf16);

  // What its callbacks do: first sends List, then takes one receive per call. False when nothing
  // was there.
  bool pump();

  // Enter in the composer; an empty text goes out too.
  void say(std::string_view text);
  // The window is closed: Logout, then the socket.
  void log_out();
  // The process is killed: FIN without Logout, or RST.
  void die_with_fin() { socket_.close(); }
  void die_with_reset() { socket_.reset(); }
  // Anything else, as it is.
  void send_raw(net::wire::ByteView bytes) { socket_.send(bytes); }
  [[nodiscard]] net::wire::Bytes frame(std::int32_t command, std::string_view text) const {
    return original_frame(command, name_, text, unit_);
  }
  // Do without the List of a regular start, or send it otherwise.
  void skip_list() { list_sent_ = true; }

  [[nodiscard]] const std::string& name() const { return name_; }
  // The list box.
  [[nodiscard]] const std::vector<std::string>& roster() const { return roster_; }
  // The chat window, a line each.
  [[nodiscard]] const std::vector<std::string>& chat() const { return chat_; }
  [[nodiscard]] bool shows(std::string_view line) const;
  // Why it no longer hears anything: the text of the message box.
  [[nodiscard]] const std::optional<std::string>& deaf() const { return deaf_; }

 private:
  void handle(const Data2006& data);
  void take_list(const std::optional<std::string>& text);

  std::string name_;
  LengthUnit unit_;
  Socket socket_;
  bool list_sent_ = false;
  std::vector<std::string> roster_;
  std::vector<std::string> chat_;
  std::optional<std::string> deaf_;
};

}  // namespace hubbub::tests

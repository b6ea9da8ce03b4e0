// The command line: what hubbub was started to do. Main thread, before anything else.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "net/wire/commands.h"
#include "net/wire/events.h"
#include "net/wire/limits.h"

namespace hubbub::app {

enum class Mode : std::uint8_t {
  kWindow,      // connection dialog
  kHostWindow,  // host in this process and join it
  kJoinWindow,
  kServe,     // host without a window
  kPipe,      // join without a window
  kDiscover,  // list the parties on the local networks
};

struct Options {
  Mode mode = Mode::kWindow;
  std::string target;  // of --join; empty: the one party that is found, which is
  std::optional<net::wire::Party> party{};  // then this one
  std::optional<std::uint16_t> port;        // as given
  std::vector<std::string> bind;
  std::optional<std::string> nick;
  std::string room;  // empty: not given
  std::optional<std::string> title;
  bool plain = false;
  bool encrypt = true;       // when joining
  bool require_tls = false;  // when hosting
  bool announce = true;      // when hosting: to the local networks
  std::chrono::seconds discover_for{3};
  bool history = true;
  net::wire::Retention retention;
  net::wire::FloodLimit flood;
  std::string password;   // of the party, from --password-file; never shown
  std::string warning;    // a sentence for whoever started the program; empty: all is well
  std::string data;       // folder; empty: the XDG folders
  std::string log_level;  // empty: the mode's own

  [[nodiscard]] std::uint16_t port_or_default() const {
    return port.value_or(net::wire::kDefaultPort);
  }
};

inline constexpr int kDone = 0;
inline constexpr int kFailure = 1;
inline constexpr int kUsage = 2;

// Either options, or the code to exit with: --help and --version print to `out` and are kDone; what
// can't be understood is told on `err` in a sentence and is kUsage.
struct Parsed {
  Options options;
  std::optional<int> exit_code;
};
Parsed parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace hubbub::app

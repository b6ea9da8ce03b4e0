// hubbub: hosts and joins, with a window or without. Everything else is in the files named below.
#include <chrono>
#include <exception>
#include <iostream>
#include <utility>
#include <vector>

#include "app/discover.h"
#include "app/log.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/pipe.h"
#include "app/posix_process.h"
#include "app/serve.h"
#include "app/settings_file.h"
#include "app/start_values.h"
#include "app/window.h"
#include "app/wishes.h"

namespace hubbub::app {
namespace {

// A quiet network answers within a few milliseconds; a lost datagram is sent again.
constexpr std::chrono::milliseconds kLookForParty{1'000};

// --join without an address: the one party that is there. False: told why not on standard error.
// A window shows several in its dialog.
bool find_party(Options& options) {
  const std::vector<net::wire::Party> parties = parties_around(kLookForParty);
  if (parties.empty()) {
    std::cerr << "hubbub: No party was found on this network. Whoever hosts sees the address to "
                 "type; hubbub --join ADDRESS.\n";
    return false;
  }
  if (parties.size() == 1) {
    options.party = parties.front();
    options.target = options.party->addresses.front();
    return true;
  }
  if (options.mode == Mode::kJoinWindow) {
    options.mode = Mode::kWindow;
    return true;
  }
  std::cerr << "hubbub: Several parties were found; hubbub --join ADDRESS joins one of them:\n"
            << list_of(parties);
  return false;
}

int run(Options options) {
  set_up_log(log_level(options));
  if (!options.warning.empty()) {
    log_warning(options.warning);
  }
  if (options.mode == Mode::kServe) {
    return serve(options, wish_to_host(options));
  }
  if (options.mode == Mode::kDiscover) {
    return discover(options);
  }
  const bool joins = options.mode == Mode::kPipe || options.mode == Mode::kJoinWindow;
  if (joins && options.target.empty() && !find_party(options)) {
    return kFailure;
  }
  SettingsFile file(find_paths(options.data).settings);
  ReadSettings read = file.load();
  apply_options(options, login_name(), read.settings);
  if (options.mode == Mode::kPipe) {
    if (!read.problem.empty()) {
      log_warning(read.problem);
    }
    return pipe(options, read.settings.nick);
  }
  return run_window(options, file, std::move(read));
}

}  // namespace
}  // namespace hubbub::app

int main(int argc, char** argv) {
  namespace app = hubbub::app;
  app::open_closed_streams();
  try {
    app::ignore_broken_pipes();
    const app::Parsed parsed = app::parse_options(argc, argv, std::cout, std::cerr);
    return parsed.exit_code ? *parsed.exit_code : app::run(parsed.options);
  } catch (const std::exception& fault) {
    std::cerr << "hubbub: " << fault.what() << '\n';
    return app::kFailure;
  }
}

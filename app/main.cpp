// hubbub: hosts and joins, with a window or without. Everything else is in the files named below.
#include <exception>
#include <iostream>
#include <utility>

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

int run(const Options& options) {
  set_up_log(log_level(options));
  if (!options.warning.empty()) {
    log_warning(options.warning);
  }
  if (options.mode == Mode::kServe) {
    return serve(options, wish_to_host(options));
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

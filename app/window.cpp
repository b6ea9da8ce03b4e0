#include "app/window.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <semaphore>
#include <utility>

#include <spdlog/spdlog.h>

#include "app/log.h"
#include "app/party_files.h"
#include "app/paths.h"
#include "app/posix_process.h"
#include "app/serve.h"
#include "app/wishes.h"
#include "app/xdg_opener.h"
#include "net/engine.h"
#include "ui/model/model.h"
#include "ui/shell/shell.h"
#include "ui/shell/wake.h"

namespace hubbub::app {
namespace {

namespace shell = ui::shell;
namespace wire = net::wire;

wire::StartHost host_options(const Options& options, const ui::Settings& settings) {
  wire::StartHost start = wish_to_host(options);
  start.port = settings.host_port;
  start.title = settings.title;
  start.announce = options.announce && settings.announce;
  start.require_tls = options.require_tls || settings.require_encryption;
  return start;
}

int without_window(const Options& options, const ui::Settings& settings, const std::string& error) {
  if (options.mode == Mode::kHostWindow) {
    std::cerr << "hubbub: " << error << " Hosting goes on without a window.\n";
    return serve(options, host_options(options, settings));
  }
  std::cerr << "hubbub: " << error << " Without a window there are --serve and --pipe.\n";
  return kFailure;
}

void tell(ui::model::Model& model, const std::string& problem) {
  spdlog::warn("{}", problem);
  model.apply({wire::Notice{wire::Severity::kWarning, "settings", problem, {}}});
}

// Called from within Xlib, which can't be returned to: the guests of a party that is hosted here
// stay, as with --serve, until the process is told to stop.
[[noreturn]] void end_without_display(ui::model::Model& model, net::Engine& engine,
                                      std::binary_semaphore& stopped) {
  ui::model::View view;
  model.pull(view);
  const bool hosting = view.host.listening;
  std::cerr << "hubbub: The display is gone."
            << (hosting ? " Hosting goes on without a window." : "") << std::endl;
  if (hosting) {
    stopped.acquire();
  }
  engine.stop();
  std::_Exit(hosting ? kDone : kFailure);
}

}  // namespace

// The order of these is the order of destruction backwards: the window goes first, so that it does
// not stand there dead while the connection says its last words; the model outlives both.
int run_window(const Options& options, SettingsFile& file, ReadSettings read) {
  ui::model::Model model(shell::wake);
  net::Engine engine(
      [&model](wire::EventBatch batch) {
        for (const wire::Event& event : batch) {
          log_event(event);
        }
        model.apply(std::move(batch));
      },
      {net::Capture::kOn, find_paths(options.data).data});
  const auto save = [&](const ui::Settings& settings) {
    if (const auto problem = file.save(settings)) {
      tell(model, *problem);
    }
  };
  PartyFiles parties(find_paths(options.data).data / kPartiesFolder,
                     [&model](const std::string& problem) { tell(model, problem); });
  std::binary_semaphore stopped(0);
  const auto display_lost = [&] { end_without_display(model, engine, stopped); };
  std::string error;
  XdgOpener links;
  auto window = shell::Shell::open(
      {model, read.settings, [&](wire::Command command) { engine.post(std::move(command)); }, save,
       display_lost, &links, &parties},
      error);
  if (!window) {
    engine.stop();
    return without_window(options, read.settings, error);
  }
  if (!read.problem.empty()) {
    tell(model, read.problem);
  }
  const StopOrder order([&stopped] {
    stopped.release();
    shell::request_quit();
  });
  if (options.mode == Mode::kHostWindow) {
    window->perform(wire::Command(host_options(options, read.settings)));
  } else if (options.mode == Mode::kJoinWindow) {
    wire::Connect join = wish_to_join(options, read.settings.nick);
    join.wait_for_host = true;
    window->perform(wire::Command(std::move(join)));
  }
  window->run();
  window.reset();
  engine.stop();
  return kDone;
}

}  // namespace hubbub::app

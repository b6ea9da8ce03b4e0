// A host whose frames are captured, as a window's are: what the tap costs is the difference to
// `hubbub --serve`, which captures nothing. Prints where it listens like that does; ends on
// SIGTERM.
#include <cstdio>
#include <variant>

#include <signal.h>

#include "net/engine.h"

int main() {
  namespace wire = hubbub::net::wire;
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigprocmask(SIG_BLOCK, &ends, nullptr);  // before the engine's thread, which inherits it
  hubbub::net::Engine engine(
      [](const wire::EventBatch& batch) {
        for (const wire::Event& event : batch) {
          if (const auto* host = std::get_if<wire::HostListening>(&event)) {
            std::printf("{\"event\":\"listening\",\"port\":%u}\n", unsigned{host->port});
            std::fflush(stdout);
          }
        }
      },
      {hubbub::net::Capture::kOn, {}});
  wire::StartHost start;
  start.port = 0;
  start.flood = {0, 0};
  start.bind = {"127.0.0.1"};
  engine.post(start);
  int signal = 0;
  sigwait(&ends, &signal);
  engine.stop();
  return 0;
}

#include "app/serve.h"

#include <variant>

#include "app/inbox.h"
#include "app/json_line.h"
#include "app/log.h"
#include "app/paths.h"
#include "app/posix_process.h"
#include "app/posix_stdio.h"
#include "net/engine.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

// Turns events into lines; notes when the host has ended.
class ServeOutput {
 public:
  explicit ServeOutput(JsonSink sink) : sink_(std::move(sink)) {}

  void take(const wire::EventBatch& batch) {
    for (const wire::Event& event : batch) {
      log_event(event);
      std::visit(*this, event);
    }
  }
  [[nodiscard]] bool over() const { return over_; }
  [[nodiscard]] bool failed() const { return failed_; }

  void operator()(const wire::HostListening& host) {
    sink_({{"event", "listening"}, {"port", host.port}, {"addresses", host.addresses}});
  }
  void operator()(const wire::HostAddressesChanged& host) {
    sink_({{"event", "addresses"}, {"addresses", host.addresses}});
  }
  void operator()(const wire::HostClientJoined& client) {
    sink_({{"event", "joined"}, {"nick", client.nick}, {"address", client.address}});
  }
  void operator()(const wire::HostClientLeft& client) {
    sink_({{"event", "left"},
           {"nick", client.nick},
           {"address", client.address},
           {"reason", client.reason}});
  }
  void operator()(const wire::HostProblem& problem) {
    failed_ = failed_ || problem.code == "history-lost";  // as the host ended
    sink_(error_event(problem.code, problem.text));
  }
  void operator()(const wire::HostStopped& host) {
    over_ = true;
    if (!host.code.empty()) {
      failed_ = true;
      sink_(error_event(host.code, host.reason));
    }
  }
  void operator()(const wire::Notice& notice) {
    if (notice.severity == wire::Severity::kError) {
      sink_(error_event(notice.code, notice.text));
    }
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  const JsonSink sink_;
  bool over_ = false;
  bool failed_ = false;
};

}  // namespace

int serve(const Options& options, const wire::StartHost& start) {
  // Whoever started us may not read on: then lines are lost, but the host does not stand still.
  Inbox inbox(Inbox::WhenFull::kDrop);
  const StopOrder order([&inbox] { inbox.stop(); });
  ServeOutput output([&inbox](const Json& object) {
    write_stdout(line_of(object), [&inbox] { return inbox.stopped(); });
  });
  net::Engine engine([&inbox](wire::EventBatch batch) { inbox.push(std::move(batch)); },
                     {net::Capture::kOff, find_paths(options.data).data});
  engine.post(start);

  while (!output.over()) {
    const Inbox::Item item = inbox.next(false, Inbox::TimePoint::max());
    if (std::holds_alternative<Inbox::Stop>(item)) {
      break;
    }
    if (const auto* batch = std::get_if<wire::EventBatch>(&item)) {
      output.take(*batch);
    }
    if (const std::size_t lost = inbox.take_dropped(); lost > 0) {
      output(wire::HostProblem{"output-blocked", std::to_string(lost) +
                                                     " events were not written: standard output "
                                                     "was not read."});
    }
  }
  engine.stop();
  for (auto item = inbox.next_waiting_events(); item.index() != 0;
       item = inbox.next_waiting_events()) {
    output.take(std::get<wire::EventBatch>(item));
  }
  return output.failed() ? kFailure : kDone;
}

}  // namespace hubbub::app

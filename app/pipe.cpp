#include "app/pipe.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "app/inbox.h"
#include "app/json_line.h"
#include "app/log.h"
#include "app/paths.h"
#include "app/patience.h"
#include "app/pipe_session.h"
#include "app/posix_process.h"
#include "app/posix_stdio.h"
#include "app/wishes.h"
#include "net/engine.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

// Takes what comes, in order, until there is a reason to leave. Returns the exit code.
class PipeLoop {
 public:
  PipeLoop(Inbox& inbox, PipeSession& session) : inbox_(inbox), session_(session) {}

  int run() {
    while (!left_) {
      const Inbox::Item item = inbox_.next(session_.takes_lines(Clock::now()), wait_until());
      std::visit(*this, item);
      if (session_.over()) {
        return kFailure;
      }
      if (session_.quit()) {
        (*this)(Inbox::EndOfInput{});
      }
      if (input_over_) {
        wind_up();
      }
    }
    return code_;
  }

  void operator()(const wire::EventBatch& batch) {
    for (const wire::Event& event : batch) {
      log_event(event);
      session_.take(event);
    }
  }
  void operator()(const std::string& line) { session_.take_line(line); }
  void operator()(Inbox::EndOfInput) {
    if (!std::exchange(input_over_, true)) {
      session_.end_of_lines();
      patience_.begin(Clock::now());
    }
  }
  void operator()(Inbox::Stop) { leave(); }
  void operator()(Inbox::TimedOut) {
    const bool hold_is_over = Clock::now() < patience_.until();
    if (!hold_is_over && !patience_.waits_on(session_.held_until(), Clock::now())) {
      leave();
    }
  }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] Clock::time_point wait_until() const {
    const auto held_until = session_.held_until();
    return held_until > Clock::now() ? std::min(held_until, patience_.until()) : patience_.until();
  }
  void leave() {
    session_.report_unconfirmed();
    code_ = session_.failed() || session_.unconfirmed() > 0 ? kFailure : kDone;
    left_ = true;
  }
  void wind_up() {
    patience_.note(session_.unconfirmed() + session_.questions(), Clock::now());
    if (session_.settled()) {
      leave();
    }
  }

  Inbox& inbox_;
  PipeSession& session_;
  Patience patience_;
  bool input_over_ = false;
  bool left_ = false;
  int code_ = kDone;
};

wire::Connect wish(const Options& options, const std::string& nick) {
  wire::Connect connect = wish_to_join(options, nick);
  if (options.plain) {
    connect.room.clear();  // one room is all that a server of 2006 has
  }
  return connect;
}

}  // namespace

int pipe(const Options& options, const std::string& nick) {
  // A reader that does not read holds up this client, and nobody else.
  Inbox inbox(Inbox::WhenFull::kWait);
  const StopOrder order([&inbox] { inbox.stop(); });
  bool unread = false;
  const auto print = [&inbox, &unread](const Json& object) {
    if (!write_stdout(line_of(object), [&inbox] { return inbox.stopped(); })) {
      unread = unread || !inbox.stopped();
      inbox.stop();
    }
  };
  net::Engine engine([&inbox](wire::EventBatch batch) { inbox.push(std::move(batch)); },
                     {net::Capture::kOff, find_paths(options.data).data});
  PipeSession session(
      print, [&engine](wire::Command command) { engine.post(std::move(command)); },
      options.plain ? std::string() : options.room);
  engine.post(wish(options, nick));

  int code = kFailure;
  {
    const StdinLines input({[&inbox](std::string line) { return inbox.push_line(std::move(line)); },
                            [&inbox] { inbox.end_of_input(); }});
    code = PipeLoop(inbox, session).run();
    inbox.open_gates();
  }
  engine.stop();
  for (auto item = inbox.next_waiting_events(); item.index() != 0;
       item = inbox.next_waiting_events()) {
    for (const wire::Event& event : std::get<wire::EventBatch>(item)) {
      session.take(event);
    }
  }
  return unread ? kFailure : code;
}

}  // namespace hubbub::app

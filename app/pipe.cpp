#include "app/pipe.h"

#include <utility>
#include <variant>

#include "app/inbox.h"
#include "app/json_line.h"
#include "app/paths.h"
#include "app/pipe_loop.h"
#include "app/pipe_session.h"
#include "app/posix_process.h"
#include "app/posix_stdio.h"
#include "app/wishes.h"
#include "net/engine.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

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

// The loop of --pipe: takes what comes, in order, until there is a reason to leave. Main thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "app/inbox.h"
#include "app/patience.h"
#include "app/pipe_session.h"

namespace hubbub::app {

class PipeLoop {
 public:
  using TimePoint = Patience::TimePoint;
  using Now = std::function<TimePoint()>;

  // Both outlive the loop.
  PipeLoop(
      Inbox& inbox, PipeSession& session, Now now = [] { return std::chrono::steady_clock::now(); })
      : inbox_(inbox), session_(session), now_(std::move(now)) {}

  // Until it is over. Returns the exit code.
  int run();
  // Takes the next thing, or waits in vain for it. False: it is over.
  bool step();
  [[nodiscard]] int exit_code() const { return code_; }

  // For std::visit:
  void operator()(const net::wire::EventBatch& batch);
  void operator()(const std::string& line) { session_.take_line(line); }
  void operator()(Inbox::EndOfInput) { input_over_ = true; }
  void operator()(Inbox::Stop) { leave(); }
  void operator()(Inbox::TimedOut);

 private:
  [[nodiscard]] TimePoint wait_until() const;
  // Lines that have been read and not been taken; none any more once the input said /quit.
  [[nodiscard]] std::size_t unsent() const;
  void leave();
  void wind_up();

  Inbox& inbox_;
  PipeSession& session_;
  const Now now_;
  Patience patience_;
  bool input_over_ = false;  // what is in the inbox is all there is
  bool lines_over_ = false;  // and has been taken
  bool is_patient_ = false;  // the patience has begun
  bool left_ = false;
  int code_ = 0;
};

}  // namespace hubbub::app

// What the program asks of a POSIX system about its own process: signals, login name.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace hubbub::app {

// A write to a closed pipe or socket then fails with an error instead of ending the process.
void ignore_broken_pipes();

// The login name of whoever started the program; may be empty.
std::string login_name();

// Turns SIGINT, SIGTERM and, unless it is ignored, SIGHUP (the terminal is gone) into a call from
// an ordinary thread. One object in a process.
class StopOrder {
 public:
  // From here on the signals end nothing by themselves. `ordered` is called from a thread of
  // this object's, at the first of them.
  explicit StopOrder(std::function<void()> ordered);
  // No call any more; a further signal ends the process as usual.
  ~StopOrder();
  StopOrder(const StopOrder&) = delete;
  StopOrder& operator=(const StopOrder&) = delete;

 private:
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace hubbub::app

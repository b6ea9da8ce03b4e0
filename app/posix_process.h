// What the program asks of a POSIX system about its own process: signals, login name.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace hubbub::app {

// A write to a closed pipe or socket then fails with an error instead of ending the process.
void ignore_broken_pipes();

// The login name of whoever started the program; may be empty.
std::string login_name();

// HOME, if it is an absolute path; else what the system's list of users says. None: neither is one.
std::optional<std::filesystem::path> home_folder();

// Standard streams that were closed lead to /dev/null from here on, so that no other file gets
// their place: what is read ends at once, and what is written goes nowhere. The first thing to do.
void open_closed_streams();

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

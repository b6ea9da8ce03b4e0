// Standard input and output on a POSIX system, in ways that can be walked away from.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace hubbub::app {

// Writes all of `bytes` to standard output, at once and unbuffered. Waits for a reader that is
// slow, as long as `give_up` says no (asked a few times a second). False when nobody reads any
// more, or when it gave up. One thread at a time.
bool write_stdout(std::string_view bytes, const std::function<bool()>& give_up);

// Writes a line to standard error if that takes it now; false: it is dropped, or a part of it. Who
// logs waits for nobody. One thread at a time.
bool write_stderr_now(std::string_view line);

// Reads standard input line by line on a thread of its own.
class StdinLines {
 public:
  // A line above this is cut off there.
  static constexpr std::size_t kMaxLineBytes = 1024 * 1024;

  struct Callbacks {
    // A line without its end ("\n" or "\r\n") and without a byte order mark at its front. Returns
    // false to read no more.
    std::function<bool(std::string)> line;
    // Nothing follows.
    std::function<void()> end;
  };

  // Starts reading; the calls come from the thread.
  explicit StdinLines(Callbacks callbacks);
  // Stops reading. `line` has to return soon by then.
  ~StdinLines();
  StdinLines(const StdinLines&) = delete;
  StdinLines& operator=(const StdinLines&) = delete;

 private:
  void read_all();
  bool take_in(std::string_view bytes);
  bool give_line();

  const Callbacks callbacks_;
  int wake_[2] = {-1, -1};  // a pipe: closing its end wakes the thread
  std::string line_;
  std::thread thread_;
};

}  // namespace hubbub::app

#include "app/posix_stdio.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "net/wire/utf8.h"

namespace hubbub::app {
namespace {

constexpr int kLookUpEveryMs = 200;
// A pipe that is reported writable takes this much without blocking (POSIX: PIPE_BUF >= 512).
constexpr std::size_t kChunkBytes = 512;

bool write_to(int file, std::string_view bytes, const std::function<bool()>& give_up) {
  while (!bytes.empty()) {
    pollfd ready = {file, POLLOUT, 0};
    const int polled = poll(&ready, 1, give_up() ? 0 : kLookUpEveryMs);
    if (polled <= 0) {
      if ((polled < 0 && errno != EINTR) || give_up()) {
        return false;
      }
      continue;
    }
    const ssize_t written = write(file, bytes.data(), std::min(bytes.size(), kChunkBytes));
    if (written < 0 && errno != EINTR && errno != EAGAIN) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
  return true;
}

}  // namespace

bool write_stdout(std::string_view bytes, const std::function<bool()>& give_up) {
  return write_to(STDOUT_FILENO, bytes, give_up);
}

bool write_stderr_now(std::string_view line) {
  return write_to(STDERR_FILENO, line, [] { return true; });
}

StdinLines::StdinLines(Callbacks callbacks) : callbacks_(std::move(callbacks)) {
  if (pipe2(wake_, O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  thread_ = std::thread([this] { read_all(); });
}

StdinLines::~StdinLines() {
  close(wake_[1]);
  thread_.join();
  close(wake_[0]);
}

void StdinLines::read_all() {
  std::array<char, 64 * 1024> buffer{};
  while (true) {
    std::array<pollfd, 2> ready = {{{STDIN_FILENO, POLLIN, 0}, {wake_[0], POLLIN, 0}}};
    if (poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR) {
      break;
    }
    if (ready[1].revents != 0) {
      return;
    }
    if (ready[0].revents == 0) {
      continue;
    }
    const ssize_t size = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) {
      continue;
    }
    if (size <= 0) {
      break;
    }
    if (!take_in({buffer.data(), static_cast<std::size_t>(size)})) {
      return;
    }
  }
  if (line_.empty() || give_line()) {
    callbacks_.end();
  }
}

bool StdinLines::take_in(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    line_ += bytes.substr(0, std::min(end, kMaxLineBytes - std::min(kMaxLineBytes, line_.size())));
    if (end == bytes.size()) {
      return true;
    }
    bytes.remove_prefix(end + 1);
    if (line_.ends_with('\r')) {
      line_.pop_back();
    }
    if (!give_line()) {
      return false;
    }
  }
  return true;
}

// At the front of any line, not of the first alone: several files may come one after the other.
bool StdinLines::give_line() {
  const std::string line = std::exchange(line_, {});
  return callbacks_.line(std::string(net::wire::without_byte_order_mark(line)));
}

}  // namespace hubbub::app

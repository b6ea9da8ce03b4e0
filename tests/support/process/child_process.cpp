#include "tests/support/process/child_process.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace hubbub::tests {
namespace {

struct Pipe {
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw std::system_error(errno, std::generic_category(), "pipe");
    }
  }
  std::array<int, 2> ends{};
};

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments, bool quiet) {
  // A child that is gone must not take the test with it.
  ::signal(SIGPIPE, SIG_IGN);
  const Pipe input;
  const Pipe output;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.ends[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.ends[1], STDOUT_FILENO);
  if (quiet) {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  // Sockets of the test that the child kept would stay open when the test closes them.
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::vector<char*> argv;
  for (std::string& argument : arguments) {
    argv.push_back(argument.data());
  }
  argv.push_back(nullptr);
  const int error = posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(input.ends[0]);
  close(output.ends[1]);
  input_ = input.ends[1];
  output_ = output.ends[0];
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), argv[0]);
  }
}

ChildProcess::~ChildProcess() {
  close_input();
  close(output_);
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
}

void ChildProcess::write_line(std::string_view line) {
  const std::string bytes = std::string(line) + '\n';
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = write(input_, bytes.data() + at, bytes.size() - at);
    if (written < 0 && errno != EINTR) {
      return;
    }
    at += written > 0 ? static_cast<std::size_t>(written) : 0;
  }
}

void ChildProcess::close_input() {
  if (input_ >= 0) {
    close(input_);
    input_ = -1;
  }
}

void ChildProcess::signal(int number) const {
  kill(pid_, number);
}

std::optional<std::string> ChildProcess::wait_for_line(
    const std::function<bool(const std::string&)>& suits) {
  const Deadline deadline = std::chrono::steady_clock::now() + kPatience;
  while (auto line = next_line(deadline)) {
    if (suits(*line)) {
      return line;
    }
  }
  return std::nullopt;
}

std::vector<std::string> ChildProcess::remaining_lines() {
  const Deadline deadline = std::chrono::steady_clock::now() + kPatience;
  std::vector<std::string> lines;
  while (auto line = next_line(deadline)) {
    lines.push_back(std::move(*line));
  }
  return lines;
}

std::optional<std::string> ChildProcess::next_line(Deadline deadline) {
  while (true) {
    if (const std::size_t end = partial_.find('\n'); end != std::string::npos) {
      std::string line = partial_.substr(0, end);
      partial_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd ready = {output_, POLLIN, 0};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) <= 0) {
      return std::nullopt;
    }
    std::array<char, 4096> buffer;
    const ssize_t size = read(output_, buffer.data(), buffer.size());
    if (size <= 0) {
      return std::nullopt;
    }
    partial_.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

int ChildProcess::wait_for_exit() {
  // glibc 2.36 declares pidfd_open() without C linkage.
  const int ended = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  pollfd end = {ended, POLLIN, 0};
  const int ready = poll(&end, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count()));
  close(ended);
  if (ready != 1) {
    return -1;
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace hubbub::tests

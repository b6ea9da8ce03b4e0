#include "tests/bench/fanout/server_process.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hubbub::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kStartPatience = 10s;
constexpr auto kEndPatience = 5s;

// False when nothing can be read from it in that time.
bool readable_within(int fd, std::chrono::milliseconds patience) {
  pollfd wanted{fd, POLLIN, 0};
  return ::poll(&wanted, 1, static_cast<int>(patience.count())) == 1;
}

// In the child, between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, int output) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  pin_to_core(0);
  ::dup2(output, STDOUT_FILENO);
  ::execv(arguments[0], arguments);
  ::_exit(127);
}

}  // namespace

std::size_t raise_open_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

void pin_to_core(unsigned core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  ::sched_setaffinity(0, sizeof(cores), &cores);
}

ServerProcess::ServerProcess(const std::vector<std::string>& command) {
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  std::array<int, 2> pipe{-1, -1};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("can't make a pipe");
  }
  pid_ = ::fork();
  if (pid_ == 0) {
    become(arguments.data(), pipe[1]);
  }
  ::close(pipe[1]);
  output_ = pipe[0];
  // glibc 2.36 declares pidfd_open() without C linkage.
  ended_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  try {
    await_port();
  } catch (const std::runtime_error& error) {
    end();
    throw std::runtime_error(command.front() + ": " + error.what());
  }
  drain_ = std::thread([output = output_] {
    std::array<char, 4096> ignored;
    while (::read(output, ignored.data(), ignored.size()) > 0) {
    }
  });
}

ServerProcess::~ServerProcess() {
  end();
}

bool ServerProcess::ends_within(std::chrono::milliseconds patience) const {
  return readable_within(ended_, patience);
}

void ServerProcess::end() {
  ::kill(pid_, SIGTERM);
  if (!ends_within(kEndPatience)) {
    ::kill(pid_, SIGKILL);
  }
  ::waitpid(pid_, nullptr, 0);
  if (drain_.joinable()) {
    drain_.join();
  }
  ::close(output_);
  ::close(ended_);
}

void ServerProcess::await_port() {
  constexpr std::string_view kKey = "\"port\":";
  const auto deadline = std::chrono::steady_clock::now() + kStartPatience;
  std::string line;
  while (line.find('\n') == std::string::npos) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !readable_within(output_, left)) {
      throw std::runtime_error("did not listen within ten seconds");
    }
    std::array<char, 4096> text;
    const ssize_t size = ::read(output_, text.data(), text.size());
    if (size <= 0) {
      throw std::runtime_error("ended instead of listening");
    }
    line.append(text.data(), static_cast<std::size_t>(size));
  }
  const std::size_t at = line.find(kKey);
  if (at == std::string::npos) {
    throw std::runtime_error("said something else than its port: " + line);
  }
  port_ = static_cast<std::uint16_t>(std::strtoul(line.c_str() + at + kKey.size(), nullptr, 10));
}

std::chrono::nanoseconds ServerProcess::cpu_time() const {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("the server is gone");
  }
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

std::size_t ServerProcess::resident_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace hubbub::bench

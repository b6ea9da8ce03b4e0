#include "tests/bench/fanout/server_process.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hubbub::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollInterval = 2ms;

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
  output_ = ::memfd_create("server-output", MFD_CLOEXEC);
  pid_ = ::fork();
  if (pid_ == 0) {
    become(arguments.data(), output_);
  }
  if (pid_ < 0 || output_ < 0) {
    throw std::runtime_error("can't start " + command.front());
  }
  try {
    await_port();
  } catch (const std::runtime_error& error) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    ::close(output_);
    throw std::runtime_error(command.front() + ": " + error.what());
  }
}

ServerProcess::~ServerProcess() {
  ::kill(pid_, SIGTERM);
  const auto deadline = std::chrono::steady_clock::now() + 5s;
  while (::waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) {
      ::kill(pid_, SIGKILL);
    }
    std::this_thread::sleep_for(kPollInterval);
  }
  ::close(output_);
}

void ServerProcess::await_port() {
  constexpr std::string_view kKey = "\"port\":";
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  for (;;) {
    std::array<char, 4096> text{};
    const ssize_t size = ::pread(output_, text.data(), text.size() - 1, 0);
    const std::string_view line(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    const std::size_t at = line.find(kKey);
    if (at != std::string_view::npos && line.find('\n') != std::string_view::npos) {
      port_ = static_cast<std::uint16_t>(std::strtoul(line.data() + at + kKey.size(), nullptr, 10));
      return;
    }
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) {
      throw std::runtime_error("ended instead of listening");
    }
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("did not listen within ten seconds");
    }
    std::this_thread::sleep_for(kPollInterval);
  }
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

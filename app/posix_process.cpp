#include "app/posix_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <pwd.h>
#include <semaphore.h>
#include <unistd.h>

namespace hubbub::app {
namespace {

// Of the one StopOrder: a signal handler can reach nothing else, and may call little but sem_post.
sem_t stop_asked;

extern "C" void hubbub_note_signal(int) {
  const int saved = errno;
  sem_post(&stop_asked);
  errno = saved;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

bool is_ignored(int signal) {
  struct sigaction action = {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

void ignore_broken_pipes() {
  handle(SIGPIPE, SIG_IGN);
}

std::string login_name() {
  std::array<char, 4096> buffer{};
  passwd entry = {};
  passwd* found = nullptr;
  if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
    return found->pw_name;
  }
  const char* const user = std::getenv("USER");
  return user != nullptr ? user : "";
}

std::optional<std::filesystem::path> home_folder() {
  const char* const set = std::getenv("HOME");
  if (set != nullptr && std::filesystem::path(set).is_absolute()) {
    return set;
  }
  std::array<char, 4096> buffer{};
  passwd entry = {};
  passwd* found = nullptr;
  if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr &&
      std::filesystem::path(found->pw_dir).is_absolute()) {
    return found->pw_dir;
  }
  return std::nullopt;
}

void open_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) {
      continue;
    }
    // The lowest free number, which is this one.
    static_cast<void>(open("/dev/null", O_RDWR));
  }
}

StopOrder::StopOrder(std::function<void()> ordered) {
  sem_init(&stop_asked, 0, 0);
  thread_ = std::thread([this, ordered = std::move(ordered)] {
    while (sem_wait(&stop_asked) != 0 && errno == EINTR) {
    }
    if (!over_.load()) {
      ordered();
    }
  });
  handle(SIGINT, hubbub_note_signal);
  handle(SIGTERM, hubbub_note_signal);
  if (!is_ignored(SIGHUP)) {  // by nohup
    handle(SIGHUP, hubbub_note_signal);
  }
}

StopOrder::~StopOrder() {
  over_.store(true);
  sem_post(&stop_asked);
  thread_.join();
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
  if (!is_ignored(SIGHUP)) {
    handle(SIGHUP, SIG_DFL);
  }
}

}  // namespace hubbub::app

#include "app/xdg_opener.h"

#include <cerrno>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/shell/wake.h"

namespace hubbub::app {
namespace {

class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&value); }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  posix_spawn_file_actions_t value{};
};

class Attributes {
 public:
  Attributes() { posix_spawnattr_init(&value); }
  ~Attributes() { posix_spawnattr_destroy(&value); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  posix_spawnattr_t value{};
};

// Nothing: it cannot be started.
std::optional<pid_t> start(std::string program, std::string argument) {
  FileActions files;
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&files.value, stream, "/dev/null", O_RDWR, 0);
  }
  posix_spawn_file_actions_addclosefrom_np(&files.value, STDERR_FILENO + 1);
  // Signals that we block or ignore mean to it what they mean to any program.
  Attributes attributes;
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes.value, &none);
  posix_spawnattr_setsigdefault(&attributes.value, &all);
  posix_spawnattr_setflags(&attributes.value,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
  char* const arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, program.c_str(), &files.value, &attributes.value, arguments, environ);
  return error == 0 ? std::optional(child) : std::nullopt;
}

bool ends_well(pid_t child) {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = waitpid(child, &status, 0);
  } while (ended < 0 && errno == EINTR);
  return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

struct XdgOpener::Shared {
  std::mutex mutex;
  std::size_t running = 0;          // guarded by mutex
  std::vector<std::string> failed;  // guarded by mutex

  void ended(bool well, const std::string& address) {
    {
      const std::lock_guard lock(mutex);
      --running;
      if (!well) {
        failed.push_back(address);
      }
    }
    if (!well) {
      ui::shell::wake();
    }
  }
};

XdgOpener::XdgOpener(std::string program)
    : program_(std::move(program)), shared_(std::make_shared<Shared>()) {}

void XdgOpener::open(const ui::links::WebAddress& address) {
  {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->running++ >= kMaxRunning) {
      --shared_->running;
      shared_->failed.push_back(address.text());
      return ui::shell::wake();
    }
  }
  const std::optional<pid_t> child = start(program_, address.text());
  if (!child) {
    return shared_->ended(false, address.text());
  }
  std::thread([shared = shared_, child = *child, text = address.text()] {
    shared->ended(ends_well(child), text);
  }).detach();
}

std::vector<std::string> XdgOpener::take_failed() {
  const std::lock_guard lock(shared_->mutex);
  return std::exchange(shared_->failed, {});
}

}  // namespace hubbub::app

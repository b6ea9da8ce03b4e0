#include "net/posix_file.h"

#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/links.h"
#include "net/system_error.h"

namespace hubbub::net {
namespace {

constexpr mode_t kOwnerReadsAndWrites = S_IRUSR | S_IWUSR;

int open_private(const std::filesystem::path& file) {
  return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kOwnerReadsAndWrites);
}

}  // namespace

std::error_code make_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error))
    return {};
  if (folder.has_parent_path()) {
    std::filesystem::create_directories(folder.parent_path(), error);
    if (error)
      return error;
  }
  return ::mkdir(folder.c_str(), S_IRWXU) == 0 ? std::error_code{} : last_system_error();
}

std::error_code make_private_file(const std::filesystem::path& file) {
  const int opened = open_private(file);
  if (opened < 0)
    return last_system_error();
  const std::error_code error =
      ::fchmod(opened, kOwnerReadsAndWrites) == 0 ? std::error_code{} : last_system_error();
  ::close(opened);
  return error;
}

void ignore_file_size_signal() {
  std::signal(SIGXFSZ, SIG_IGN);
}

FileLock::~FileLock() {
  if (file_ >= 0)
    ::close(file_);
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

std::error_code FileLock::take(const std::filesystem::path& file) {
  return lock(file, LOCK_EX | LOCK_NB);
}

std::error_code FileLock::wait_for(const std::filesystem::path& file) {
  return lock(file, LOCK_EX);
}

std::error_code FileLock::lock(const std::filesystem::path& file, int operation) {
  const int opened = open_private(file);
  if (opened < 0)
    return last_system_error();
  int locked = 0;
  do {
    locked = ::flock(opened, operation);
  } while (locked != 0 && errno == EINTR);
  if (locked != 0) {
    const std::error_code error = last_system_error();
    ::close(opened);
    return error;
  }
  if (file_ >= 0)
    ::close(file_);
  file_ = opened;
  return {};
}

FileLock lock_beside(const std::filesystem::path& named) {
  const std::filesystem::path file = behind_links(named);  // one lock, whatever it is called
  FileLock lock;
  if (!make_private_folder(file.parent_path()))
    static_cast<void>(lock.wait_for(file.string() + ".lock"));
  return lock;
}

}  // namespace hubbub::net

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/atomic_file.h"
#include "net/links.h"

namespace hubbub::net {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxSetAside = 1000;
constexpr mode_t kOwnerAlone = 0700;

std::string failed(const char* what, const fs::path& path) {
  return std::string(what) + " " + path.string() + ": " + std::generic_category().message(errno) +
         ".";
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return fsync(file) == 0;
}

// The new name is on the disk only when its folder is.
void sync_folder(const fs::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    fsync(file);
    close(file);
  }
}

// A folder that is there keeps its permissions: they are its owner's choice.
std::optional<std::string> make_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) {
    return std::nullopt;
  }
  if (folder.has_parent_path()) {
    fs::create_directories(folder.parent_path(), error);
  }
  if (error || (mkdir(folder.c_str(), kOwnerAlone) != 0 && errno != EEXIST)) {
    return "Could not make the folder " + folder.string() + ": " +
           (error ? error.message() : std::generic_category().message(errno)) + ".";
  }
  return std::nullopt;
}

// A whole file beside `path` whose name is `temporary` then. Nothing on success.
std::optional<std::string> write_beside(const fs::path& path, std::string_view content,
                                        std::string& temporary) {
  if (auto problem = make_folder(path.parent_path())) {
    return problem;
  }
  temporary = path.string() + ".XXXXXX";
  const int file = mkostemp(temporary.data(), O_CLOEXEC);  // for its owner alone
  if (file < 0) {
    return failed("Could not write beside", path);
  }
  const bool written = write_all(file, content);
  const bool closed = close(file) == 0;
  if (written && closed) {
    return std::nullopt;
  }
  auto problem = failed("Could not write", path);
  unlink(temporary.c_str());
  return problem;
}

// Gives `from` the name `to`, unless something has it (EEXIST).
bool move_to_free_name(const fs::path& from, const fs::path& to) {
  if (link(from.c_str(), to.c_str()) == 0) {
    unlink(from.c_str());
    return true;
  }
  if (errno == EEXIST) {
    return false;
  }
  // A file system without hard links: the gap between question and answer is the best there is.
  struct stat found = {};
  if (lstat(to.c_str(), &found) == 0) {
    errno = EEXIST;
    return false;
  }
  return rename(from.c_str(), to.c_str()) == 0;
}

}  // namespace

std::optional<std::string> replace_file(const fs::path& named, std::string_view content) {
  const fs::path path = behind_links(named);
  std::string temporary;
  if (auto problem = write_beside(path, content, temporary)) {
    return problem;
  }
  if (rename(temporary.c_str(), path.c_str()) != 0) {
    auto problem = failed("Could not write", path);
    unlink(temporary.c_str());
    return problem;
  }
  sync_folder(path.parent_path());
  return std::nullopt;
}

Created create_file(const fs::path& named, std::string_view content) {
  const fs::path path = behind_links(named);
  std::string temporary;
  if (auto problem = write_beside(path, content, temporary)) {
    return {Creation::kFailed, std::move(*problem)};
  }
  if (move_to_free_name(temporary, path)) {
    sync_folder(path.parent_path());
    return {Creation::kDone, {}};
  }
  const bool exists = errno == EEXIST;
  std::string problem = exists ? std::string() : failed("Could not write", path);
  unlink(temporary.c_str());
  return {exists ? Creation::kExists : Creation::kFailed, std::move(problem)};
}

ReadFile read_file(const fs::path& path, std::size_t max_bytes) {
  // What is no file, such as a pipe that nobody writes to, shall not make us wait.
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    if (errno == ENOENT) {
      return {Reading::kMissing, {}, {}};
    }
    return {Reading::kFailed, {}, failed("Could not read", path)};
  }
  struct stat about = {};
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
    close(file);
    return {Reading::kFailed, {}, path.string() + " is not a file."};
  }
  // One byte more than allowed tells a file that is too large; its size alone may lie.
  std::string content(max_bytes + 1, '\0');
  std::size_t size = 0;
  ssize_t count = 0;
  while (size < content.size() && (count = read(file, &content[size], content.size() - size)) > 0) {
    size += static_cast<std::size_t>(count);
  }
  ReadFile result;
  if (count < 0) {
    result.problem = failed("Could not read", path);
  } else if (size > max_bytes) {
    result = {Reading::kTooLarge, {}, path.string() + " is too large to be a file of ours."};
  } else {
    content.resize(size);
    result = {Reading::kDone, std::move(content), {}};
  }
  close(file);
  return result;
}

std::optional<fs::path> set_aside(const fs::path& named) {
  const fs::path path = behind_links(named);
  for (int number = 1; number <= kMaxSetAside; ++number) {
    fs::path aside = path.string() + ".broken-" + std::to_string(number);
    if (move_to_free_name(path, aside)) {
      return aside;
    }
    if (errno != EEXIST) {
      break;
    }
  }
  return std::nullopt;
}

}  // namespace hubbub::net

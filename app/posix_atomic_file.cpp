#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "app/atomic_file.h"

namespace hubbub::app {
namespace {

std::string failed(const char* what, const std::filesystem::path& path) {
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
void sync_folder(const std::filesystem::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    fsync(file);
    close(file);
  }
}

}  // namespace

std::optional<std::string> replace_file(const std::filesystem::path& path,
                                        std::string_view content) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) {
    return "Could not make the folder " + path.parent_path().string() + ": " + error.message() +
           ".";
  }
  std::string temporary = path.string() + ".XXXXXX";
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) {
    return failed("Could not write beside", path);
  }
  const bool written = write_all(file, content);
  const bool closed = close(file) == 0;
  if (!written || !closed || rename(temporary.c_str(), path.c_str()) != 0) {
    auto sentence = failed("Could not write", path);
    unlink(temporary.c_str());
    return sentence;
  }
  sync_folder(path.parent_path());
  return std::nullopt;
}

}  // namespace hubbub::app

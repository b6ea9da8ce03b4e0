// Symbolic links in the paths of a person's files: followed, never replaced by a plain file. Any
// thread.
#pragma once

#include <filesystem>
#include <system_error>

namespace hubbub::net {

// The file that `path` means: where its last link leads, which need not be there yet. As it is when
// the links go in circles, so that whoever opens it hears of that.
inline std::filesystem::path behind_links(const std::filesystem::path& path) {
  constexpr int kMostLinks = 40;  // as many as Linux follows (path_resolution(7))
  std::filesystem::path file = path;
  std::error_code error;
  for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(file, error); ++i) {
    const std::filesystem::path target = std::filesystem::read_symlink(file, error);
    if (error)
      return path;
    file = file.parent_path() / target;  // an absolute one takes the folder's place
  }
  return std::filesystem::is_symlink(file, error) ? path : file;
}

}  // namespace hubbub::net

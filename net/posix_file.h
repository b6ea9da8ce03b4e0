// What is asked of a POSIX file system beyond what the standard library covers: files for their
// owner alone, and a lock that goes with its process. Another system adds another .cpp file.
#pragma once

#include <filesystem>
#include <optional>
#include <system_error>

namespace hubbub::net {

// The folder and those above it exist, and this one belongs to its owner alone (0700) if it was
// made here.
std::error_code make_private_folder(const std::filesystem::path& folder);

// The file exists, made empty if need be, and only its owner may read and write it (0600).
std::error_code make_private_file(const std::filesystem::path& file);

// A file that is too large for the process's limit shall be an error of the write, not a signal
// that ends the process.
void ignore_file_size_signal();

// Holds the lock of a file. Any thread.
class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

  // Makes the file for its owner alone and locks it until the end of the object, or of the
  // process, however that ends. resource_unavailable_try_again: somebody else has it.
  std::error_code take(const std::filesystem::path& file);
  // The same, and waits as long as somebody else has it.
  std::error_code wait_for(const std::filesystem::path& file);

 private:
  std::error_code lock(const std::filesystem::path& file, int operation);

  int file_ = -1;
};

// For whoever reads a file, changes it and puts it back, until the end of the lock: waits for other
// processes that do the same. Without a lock ("FILE.lock") where none can be made: nothing can be
// written there either.
[[nodiscard]] FileLock lock_beside(const std::filesystem::path& named);

}  // namespace hubbub::net

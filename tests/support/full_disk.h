// A disk that takes nothing more. One at a time.
#pragma once

#include <cstdint>

#include <sys/resource.h>

namespace hubbub::tests {

// While it lives, no file of this process grows beyond `bytes`: what a full disk does to SQLite's
// write-ahead log, by the same calls.
class FullDisk {
 public:
  explicit FullDisk(std::uintmax_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

}  // namespace hubbub::tests

// A mutex that clang can check: members marked HUBBUB_GUARDED_BY(mutex_) do not compile when they
// are touched without it.
#pragma once

#include <mutex>

#include "ui/model/thread_annotations.h"

namespace hubbub::ui::model {

class HUBBUB_CAPABILITY("mutex") Mutex {
 public:
  void lock() HUBBUB_ACQUIRE() { mutex_.lock(); }
  void unlock() HUBBUB_RELEASE() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

// Holds a Mutex for as long as it lives.
class HUBBUB_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) HUBBUB_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() HUBBUB_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

}  // namespace hubbub::ui::model

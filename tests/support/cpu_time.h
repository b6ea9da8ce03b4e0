// How much a test has computed, whatever else the machine does meanwhile.
#pragma once

#include <chrono>
#include <ctime>

namespace hubbub::tests {

// Of this thread, since it began.
inline std::chrono::nanoseconds thread_cpu_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

}  // namespace hubbub::tests

#include "net/posix_limits.h"

#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hubbub::net {

void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void SpareDescriptor::release() {
  if (descriptor_ >= 0)
    close(std::exchange(descriptor_, -1));
}

void SpareDescriptor::hold() {
  if (descriptor_ < 0)
    descriptor_ = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

}  // namespace hubbub::net

// What of the lines that a client has seen the host still has, going by the runs of the host in
// which they were seen. Any thread.
//
// Each run has a random number. What was seen in a run that the history has no record of is gone:
// the history was put back from a copy since, and its numbers were given out again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "net/history/history.h"
#include "net/wire/client_messages.h"

namespace hubbub::net::server {

// `ended`: the runs before the present one, and `last`: the last number of the present one. `seen`:
// the last numbers that the client saw in its runs, the newest first.
inline std::uint64_t kept_of(const std::vector<history::RunEnd>& ended, std::uint64_t present_run,
                             std::uint64_t last, const std::vector<wire::SeenRun>& seen) {
  for (const wire::SeenRun& each : seen) {
    if (each.run == present_run)
      return std::min(each.after, last);
    const auto found = std::find_if(ended.rbegin(), ended.rend(), [&](const history::RunEnd& end) {
      return end.run == each.run;
    });
    if (found != ended.rend())
      return std::min(each.after, found->last_seq);
  }
  return 0;
}

// The newest run and those before it, as a client tells them.
inline std::vector<wire::SeenRun> runs_seen(std::uint64_t run, std::uint64_t after,
                                            const std::vector<wire::SeenRun>& earlier) {
  std::vector<wire::SeenRun> seen{{run, after}};
  seen.insert(seen.end(), earlier.begin(), earlier.end());
  return seen;
}

}  // namespace hubbub::net::server

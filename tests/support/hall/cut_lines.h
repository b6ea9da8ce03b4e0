// How much of a history's lines an answer holds, for the history in memory. Pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "net/history/history.h"

namespace hubbub::net::server::testing {

inline std::vector<history::Line> below(std::vector<history::Line> lines, std::uint64_t before) {
  std::erase_if(lines,
                [before](const auto& each) { return before != 0 && each.entry.seq >= before; });
  return lines;
}
inline history::Lines cut(const std::vector<history::Line>& lines, history::Limit limit) {
  history::Lines answer;
  std::size_t bytes = 0;
  for (const history::Line& each : lines) {
    bytes += each.entry.text.size();
    const bool full = answer.lines.size() >= limit.lines || bytes > limit.bytes;
    if (full && !answer.lines.empty()) {
      answer.more = true;
      break;
    }
    answer.lines.push_back(each);
  }
  return answer;
}
inline history::Lines cut_end(std::vector<history::Line> lines, history::Limit limit) {
  std::reverse(lines.begin(), lines.end());
  history::Lines answer = cut(lines, limit);
  std::reverse(answer.lines.begin(), answer.lines.end());
  return answer;
}

}  // namespace hubbub::net::server::testing

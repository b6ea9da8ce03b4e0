// Problems that strangers can cause as often as they like: each kind is told once per kReportPause,
// with how many more there were. Net worker only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/server/clock.h"
#include "net/server/limits.h"

namespace hubbub::net::server {

class Repeats {
 public:
  // What to tell of that now; nothing: one of the kind was told of late. `code` is the kind, of
  // which the program has a few.
  std::optional<std::string> take(const std::string& code, std::string text, Clock::Instant now) {
    Kind& kind = kinds_[code];
    if (kind.told_at && now - *kind.told_at < kReportPause) {
      kind.last = std::move(text);
      ++kind.untold;
      return std::nullopt;
    }
    return kind.tell(text, kind.untold, now);
  }

  struct Report {
    std::string code;
    std::string text;
  };
  // What has waited long enough, though none of the kind has come since.
  std::vector<Report> due(Clock::Instant now) {
    std::vector<Report> reports;
    for (auto& [code, kind] : kinds_) {
      if (kind.untold > 0 && now - *kind.told_at >= kReportPause)
        reports.push_back({code, kind.tell(kind.last, kind.untold - 1, now)});
    }
    return reports;
  }

 private:
  struct Kind {
    std::optional<Clock::Instant> told_at{};
    std::size_t untold = 0;
    std::string last{};  // of those

    std::string tell(const std::string& text, std::size_t more, Clock::Instant now) {
      told_at = now;
      untold = 0;
      return more == 0 ? text : text + " (" + std::to_string(more) + " more of these)";
    }
  };
  std::map<std::string, Kind> kinds_;
};

}  // namespace hubbub::net::server

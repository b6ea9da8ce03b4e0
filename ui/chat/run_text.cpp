// The sentence for a run of joins, leaves and renames.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ui/chat/content.h"

namespace hubbub::ui::chat {
namespace {

using model::Line;
using model::LineKind;

// More names than this are counted instead.
constexpr std::size_t kNamed = 3;

// What became of one person in the run.
struct Fate {
  std::string_view name;
  bool was_here = false;  // before the run
  bool here = false;      // after it
  std::string_view reason;
};

std::string list(const std::vector<std::string_view>& names) {
  std::string text;
  const std::size_t named = names.size() <= kNamed + 1 ? names.size() : kNamed;
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) {
      text += i + 1 == names.size() ? " and " : ", ";
    }
    text += names[i];
  }
  if (named < names.size()) {
    text += " and " + std::to_string(names.size() - named) + " others";
  }
  return text;
}

void add_part(std::string& text, const std::vector<std::string_view>& names,
              std::string_view what) {
  if (names.empty()) {
    return;
  }
  if (!text.empty()) {
    text += " · ";
  }
  text += list(names);
  text += what;
}

// What counts is where somebody was before the run and is after it, not how often that changed.
std::vector<Fate> fates_of(const model::LogView& log, const Item& item, std::string& renames) {
  std::vector<Fate> fates;
  for (LineIndex at = item.begin; at < item.end; ++at) {
    const Line line = log.line(at);
    if (line.kind == LineKind::kRenamed) {
      renames += renames.empty() ? "" : " · ";
      renames.append(line.from).append(" is now ").append(line.text);
      continue;
    }
    auto fate = std::find_if(fates.begin(), fates.end(),
                             [&line](const Fate& known) { return known.name == line.from; });
    if (fate == fates.end()) {
      fate = fates.insert(fates.end(), Fate{line.from, line.kind != LineKind::kJoined, false, {}});
    }
    fate->here = line.kind == LineKind::kJoined;
    fate->reason = line.text;
  }
  return fates;
}

}  // namespace

std::string run_text(const model::LogView& log, const Item& item) {
  std::string renames;
  const std::vector<Fate> fates = fates_of(log, item, renames);
  std::vector<std::string_view> joined;
  std::vector<std::string_view> left;
  std::vector<std::string_view> passed;
  std::vector<std::string_view> back;
  std::string_view reason;
  for (const Fate& fate : fates) {
    if (fate.was_here) {
      (fate.here ? back : left).push_back(fate.name);
    } else {
      (fate.here ? joined : passed).push_back(fate.name);
    }
    if (fate.was_here && !fate.here) {
      reason = fate.reason;
    }
  }
  std::string text;
  add_part(text, joined, " joined");
  add_part(text, left, " left");
  // "left" is what everybody who leaves by himself gives as the reason.
  if (left.size() == 1 && !reason.empty() && reason != "left") {
    text.append(" (").append(reason).append(")");
  }
  add_part(text, passed, " came and went");
  add_part(text, back, " left and came back");
  if (!renames.empty()) {
    text += text.empty() ? renames : " · " + renames;
  }
  return text;
}

}  // namespace hubbub::ui::chat

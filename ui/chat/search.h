// Looks for a text in a log, a little at a time and the newest lines first, so that a million lines
// cost no frame its rate. Knows no ImGui. One thread.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "ui/model/fold.h"
#include "ui/model/log.h"

namespace hubbub::ui::chat {

class Search {
 public:
  // Lines found beyond this are not remembered; the search says so.
  static constexpr std::size_t kMaxHits = 100'000;

  // Starts over, at the end of `log`; the hit at or before `from` becomes the present one.
  void start(std::string_view query, const model::LogView& log, model::LineIndex from);
  void clear() { *this = {}; }

  // Looks through up to `lines` lines, of which a long one counts as several: those that came
  // since, then on backwards. Returns whether there is more to do.
  bool step(const model::LogView& log, std::size_t lines);

  [[nodiscard]] const model::Needle& needle() const { return needle_; }
  [[nodiscard]] bool active() const { return !needle_.empty(); }
  [[nodiscard]] bool done() const { return done_; }
  [[nodiscard]] bool full() const { return hits_.size() >= kMaxHits; }

  [[nodiscard]] std::size_t count() const { return hits_.size(); }
  // The line of the present hit.
  [[nodiscard]] std::optional<model::LineIndex> present() const { return present_; }
  // Its number, from 1 for the oldest; 0 without one.
  [[nodiscard]] std::size_t number() const;

  // To the hit above or below, around at the ends. Returns whether there is one.
  bool to_previous();
  bool to_next();

 private:
  // Takes what the line counts as from `lines`.
  [[nodiscard]] bool matches(const model::LogView& log, model::LineIndex at,
                             std::size_t& lines) const;
  void found_above(model::LineIndex at);

  model::Needle needle_;
  std::deque<model::LineIndex> hits_;  // rising
  std::optional<model::LineIndex> present_;
  model::LineIndex from_ = 0;
  model::LineIndex above_ = 0;  // lines from here on up are still to do
  model::LineIndex below_ = 0;  // and from here on down
  bool done_ = true;
};

}  // namespace hubbub::ui::chat

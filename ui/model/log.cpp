#include "ui/model/log.h"

#include <algorithm>

#include "ui/model/clean_text.h"
#include "ui/model/log_slab.h"

namespace hubbub::ui::model {
namespace {

std::uint8_t flags_of(const NewLine& line) {
  const int own = line.own ? LogSlab::kOwn : 0;
  const int mention = line.mention ? LogSlab::kMention : 0;
  const int replay = line.replay ? LogSlab::kReplay : 0;
  return static_cast<std::uint8_t>(own | mention | replay);
}

}  // namespace

Line LogView::line(LineIndex index) const {
  if (near_ >= parts_.size() || parts_[near_].first > index ||
      (near_ + 1 < parts_.size() && parts_[near_ + 1].first <= index)) {
    const auto after =
        std::upper_bound(parts_.begin(), parts_.end(), index,
                         [](LineIndex wanted, const Part& part) { return wanted < part.first; });
    near_ = static_cast<std::size_t>(after - parts_.begin()) - 1;
  }
  const Part& part = parts_[near_];
  const LogSlab& slab = *part.slab;
  const LogSlab::Record& record = slab.record(static_cast<std::size_t>(index - part.first));
  Line line;
  line.index = index;
  line.kind = record.kind;
  line.own = (record.flags & LogSlab::kOwn) != 0;
  line.mention = (record.flags & LogSlab::kMention) != 0;
  line.replay = (record.flags & LogSlab::kReplay) != 0;
  line.run = record.run;
  line.seq = record.seq;
  line.time = wire::HostTime(std::chrono::microseconds(record.time_us));
  line.id = record.id;
  line.from = slab.text(record.from_offset, record.from_size);
  line.text = slab.text(record.text_offset, record.text_size);
  return line;
}

Log::Log() = default;
Log::~Log() = default;
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;

LineIndex Log::append(const NewLine& line) {
  const std::string_view text = cut_utf8(line.text, kMaxLineBytes);
  const std::string_view from = cut_utf8(line.from, kMaxShownNickBytes);
  LogSlab::Record record{};
  record.time_us = line.time.time_since_epoch().count();
  record.seq = line.seq;
  record.id = line.id;
  record.kind = line.kind;
  record.flags = flags_of(line);
  record.run = run_of(line);
  slab_for(text.size() + from.size()).push(record, text, from);
  return end_++;
}

// Ordinals count up within a run, so a reader finds the run's start from any of its lines.
std::uint8_t Log::run_of(const NewLine& line) {
  if (!is_foldable(line.kind)) {
    run_length_ = 0;
    return 0;
  }
  const bool goes_on = run_length_ > 0 && run_length_ < kMaxRunLines &&
                       std::chrono::abs(line.time - run_time_) < kRunPause;
  if (!goes_on) {
    run_length_ = 0;
  }
  run_time_ = line.time;
  return static_cast<std::uint8_t>(run_length_++);
}

LogSlab& Log::slab_for(std::size_t text_bytes) {
  if (parts_.empty() || !parts_.back().slab->fits(text_bytes)) {
    const std::size_t wanted =
        parts_.empty() ? kFirstSlabBytes
                       : std::clamp(parts_.back().slab->bytes() * 2, kFirstSlabBytes, kSlabBytes);
    parts_.push_back({end_, std::make_shared<LogSlab>(wanted, text_bytes)});
    bytes_ += parts_.back().slab->bytes();
  }
  return *parts_.back().slab;
}

void Log::drop_oldest() {
  if (parts_.size() < 2) {
    return;
  }
  bytes_ -= parts_.front().slab->bytes();
  dropped_ += parts_.front().slab->count();
  parts_.pop_front();
  first_ = parts_.front().first;
}

void Log::pull(LogView& view) const {
  while (!view.parts_.empty() && view.parts_.front().first < first_) {
    view.parts_.pop_front();
  }
  // What is left of the view is a prefix of ours.
  for (std::size_t at = view.parts_.size(); at < parts_.size(); ++at) {
    view.parts_.push_back({parts_[at].first, parts_[at].slab});
  }
  view.first_ = first_;
  view.end_ = end_;
  view.dropped_ = dropped_;
  view.near_ = view.parts_.empty() ? 0 : view.parts_.size() - 1;
}

}  // namespace hubbub::ui::model

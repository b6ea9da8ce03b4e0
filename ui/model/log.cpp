#include "ui/model/log.h"

#include <algorithm>
#include <utility>

#include "ui/model/clean_text.h"
#include "ui/model/log_slab.h"

namespace hubbub::ui::model {
namespace {

std::uint8_t flags_of(const NewLine& line) {
  const int own = line.own ? LogSlab::kOwn : 0;
  const int mention = line.mention ? LogSlab::kMention : 0;
  const int replay = line.replay ? LogSlab::kReplay : 0;
  const int counted = line.counted ? LogSlab::kCounted : 0;
  return static_cast<std::uint8_t>(own | mention | replay | counted);
}

// Texts past the named limits are cut before it comes to slabs.
NewLine cut(NewLine line) {
  line.text = cut_utf8(line.text, kMaxLineBytes);
  line.uncleaned = cut_utf8(line.uncleaned, kMaxLineBytes);
  line.from = cut_utf8(line.from, kMaxShownNickBytes);
  return line;
}

std::size_t text_bytes(const NewLine& line) {
  return LogSlab::bytes_of({line.text, line.uncleaned}, line.from);
}

void put(const NewLine& line, std::uint8_t run, LogSlab& slab) {
  LogSlab::Record record{};
  record.time_us = line.time.time_since_epoch().count();
  record.seq = line.seq;
  record.id = line.id;
  record.kind = line.kind;
  record.flags = flags_of(line);
  record.run = run;
  slab.push(record, {line.text, line.uncleaned}, {line.from, line.who});
}

Line read(const LogSlab& slab, LineIndex first, LineIndex index) {
  const LogSlab::Record& record = slab.record(static_cast<std::size_t>(index - first));
  Line line;
  line.index = index;
  line.kind = record.kind;
  line.own = (record.flags & LogSlab::kOwn) != 0;
  line.mention = (record.flags & LogSlab::kMention) != 0;
  line.replay = (record.flags & LogSlab::kReplay) != 0;
  line.counted = (record.flags & LogSlab::kCounted) != 0;
  line.run = record.run;
  line.seq = record.seq;
  line.time = wire::HostTime(std::chrono::microseconds(record.time_us));
  line.id = record.id;
  const LogSlab::From from = slab.from(record);
  line.from = from.name;
  line.who = from.who;
  const LogSlab::Text text = slab.text(record);
  line.text = text.shown;
  line.uncleaned = text.uncleaned;
  return line;
}

NewLine again(const Line& line) {
  NewLine result;
  result.kind = line.kind;
  result.own = line.own;
  result.mention = line.mention;
  result.replay = line.replay;
  result.counted = line.counted;
  result.seq = line.seq;
  result.time = line.time;
  result.id = line.id;
  result.from = line.from;
  result.who = line.who;
  result.text = line.text;
  result.uncleaned = line.uncleaned;
  return result;
}

template <class Parts>
std::size_t part_holding(const Parts& parts, LineIndex index) {
  const auto after =
      std::upper_bound(parts.begin(), parts.end(), index,
                       [](LineIndex wanted, const auto& part) { return wanted < part.first; });
  return static_cast<std::size_t>(after - parts.begin()) - 1;
}

}  // namespace

Line LogView::line(LineIndex index) const {
  if (near_ >= parts_.size() || parts_[near_].first > index ||
      (near_ + 1 < parts_.size() && parts_[near_ + 1].first <= index)) {
    near_ = part_holding(parts_, index);
  }
  return read(*parts_[near_].slab, parts_[near_].first, index);
}

std::optional<LineIndex> LogView::find(std::uint64_t seq, LineIndex before) const {
  for (LineIndex at = std::min(before, end_); at-- > first_;) {
    if (line(at).seq == seq) {
      return at;
    }
  }
  return std::nullopt;
}

Log::Log() = default;
Log::~Log() = default;
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;

std::size_t Log::part_of(LineIndex index) const {
  return part_holding(parts_, index);
}

LineIndex Log::end_of(std::size_t part) const {
  return part + 1 < parts_.size() ? parts_[part + 1].first : end_;
}

Line Log::line(LineIndex index) const {
  const Part& part = parts_[part_of(index)];
  return read(*part.slab, part.first, index);
}

LineIndex Log::append(const NewLine& line) {
  const NewLine fitting = cut(line);
  put(fitting, runs_.next(line), slab_for(text_bytes(fitting)));
  return end_++;
}

// Ordinals count up within a run, so a reader finds the run's start from any of its lines.
std::uint8_t Log::Runs::next(const NewLine& line) {
  if (!is_foldable(line.kind)) {
    length_ = 0;
    return 0;
  }
  const bool goes_on =
      length_ > 0 && length_ < kMaxRunLines && std::chrono::abs(line.time - time_) < kRunPause;
  if (!goes_on) {
    length_ = 0;
  }
  time_ = line.time;
  return static_cast<std::uint8_t>(length_++);
}

LogSlab& Log::slab_for(std::size_t bytes) {
  if (parts_.empty() || sealed_ || !parts_.back().slab->fits(bytes)) {
    const std::size_t wanted =
        parts_.empty() ? kFirstSlabBytes
                       : std::clamp(parts_.back().slab->bytes() * 2, kFirstSlabBytes, kSlabBytes);
    parts_.push_back({end_, std::make_shared<LogSlab>(wanted, bytes)});
    bytes_ += parts_.back().slab->bytes();
    sealed_ = false;
  }
  return *parts_.back().slab;
}

// Each slab is just large enough: nothing is ever put behind these lines.
void Log::prepend(std::span<const NewLine> lines) {
  std::vector<Part> made;
  Runs runs;
  LineIndex at = first_ - static_cast<LineIndex>(lines.size());
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t bytes = 0;
    std::size_t end = begin;
    while (end < lines.size() && (end == begin || bytes < kSlabBytes)) {
      bytes += sizeof(LogSlab::Record) + text_bytes(cut(lines[end++]));
    }
    made.push_back({at, std::make_shared<LogSlab>(bytes, 0)});
    bytes_ += made.back().slab->bytes();
    for (; begin < end; ++begin, ++at) {
      put(cut(lines[begin]), runs.next(lines[begin]), *made.back().slab);
    }
  }
  if (made.empty()) {
    return;
  }
  sealed_ = sealed_ || parts_.empty();
  first_ = made.front().first;
  parts_.insert(parts_.begin(), made.begin(), made.end());
  ++shape_;
}

std::optional<LineIndex> Log::find(std::uint64_t seq, LineIndex floor) const {
  for (std::size_t part = parts_.size(); part-- > 0 && end_of(part) > floor;) {
    const LogSlab& slab = *parts_[part].slab;
    if (!slab.may_hold(seq)) {
      continue;
    }
    for (LineIndex at = end_of(part); at-- > std::max(parts_[part].first, floor);) {
      if (slab.record(static_cast<std::size_t>(at - parts_[part].first)).seq == seq) {
        return at;
      }
    }
  }
  return std::nullopt;
}

void Log::truncate(LineIndex cut) {
  while (!parts_.empty() && parts_.back().first >= cut) {
    bytes_ -= parts_.back().slab->bytes();
    parts_.pop_back();
  }
  end_ = cut;
  sealed_ = true;
  runs_ = {};
}

std::size_t Log::retract(LineIndex floor, std::uint64_t kept,
                         const std::function<void(const Line&)>& gone) {
  std::size_t count = 0;
  LineIndex cut = end_;
  for (LineIndex at = end_; at-- > std::max(floor, first_);) {
    const Line candidate = line(at);
    if (candidate.seq > kept) {
      cut = at;
      ++count;
      gone(candidate);
    } else if (candidate.seq != 0) {
      break;
    }
  }
  if (count == 0) {
    return 0;
  }
  // Holds the slabs until what stays of them has been copied.
  const std::deque<Part> before = parts_;
  const LineIndex before_end = end_;
  truncate(cut);
  for (LineIndex at = cut; at < before_end; ++at) {
    const Part& part = before[part_holding(before, at)];
    const Line candidate = read(*part.slab, part.first, at);
    if (candidate.seq <= kept) {
      append(again(candidate));
    }
  }
  ++changes_;
  ++shape_;
  return count;
}

void Log::replace(LineIndex index, LineKind kind, std::string_view text) {
  const std::size_t at = part_of(index);
  Part& part = parts_[at];
  const std::shared_ptr<LogSlab> old = part.slab;
  const bool last = at + 1 == parts_.size();
  std::vector<LogSlab::Record> records;
  std::size_t bytes = 0;
  for (LineIndex line = part.first; line < end_of(at); ++line) {
    records.push_back(old->record(static_cast<std::size_t>(line - part.first)));
    const LogSlab::Record& record = records.back();
    bytes += sizeof(LogSlab::Record) + LogSlab::bytes_of(old->text(record), old->from(record).name);
  }
  const std::string_view fitting = cut_utf8(text, kMaxLineBytes);
  bytes_ -= old->bytes();
  // The last one goes on growing as before.
  part.slab = std::make_shared<LogSlab>(
      last ? std::max(old->bytes(), bytes + fitting.size()) : bytes + fitting.size(), 0);
  bytes_ += part.slab->bytes();
  for (std::size_t i = 0; i < records.size(); ++i) {
    LogSlab::Record& record = records[i];
    const bool wanted = part.first + static_cast<LineIndex>(i) == index;
    record.kind = wanted ? kind : record.kind;
    part.slab->push(record, wanted ? LogSlab::Text{fitting, {}} : old->text(record),
                    old->from(record));
  }
  sealed_ = sealed_ && !last;
  ++changes_;
  ++shape_;
}

void Log::drop_oldest() {
  if (parts_.size() < 2) {
    return;
  }
  bytes_ -= parts_.front().slab->bytes();
  dropped_ += static_cast<std::uint64_t>(end_of(0) - first_);
  parts_.pop_front();
  first_ = parts_.front().first;
}

void Log::pull(LogView& view) const {
  if (view.shape_ != shape_) {
    view.parts_.clear();
    view.shape_ = shape_;
    view.changes_ = changes_;
  }
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

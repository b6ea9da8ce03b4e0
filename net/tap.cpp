#include "net/tap.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hubbub::net {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

wire::HostTime wall_now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace

Tap::Tap(Capture capture, Limits limits)
    : limits_(limits),
      enabled_(capture == Capture::kOn),
      started_(std::chrono::steady_clock::now()),
      started_wall_(wall_now()) {}

Tap::Tap(Capture capture) : Tap(capture, Limits{}) {}

Tap::Tap(Limits limits) : Tap(Capture::kOn, limits) {}

Tap::ConnectionId Tap::open(wire::Side side, std::string peer) {
  const ConnectionId id = next_connection_++;
  connections_[id] = {side, wire::Dialect::kHubbub, false, std::move(peer)};
  return id;
}

void Tap::name_peer(ConnectionId connection, std::string nick) {
  connections_[connection].peer = std::move(nick);
}

void Tap::set_dialect(ConnectionId connection, wire::Dialect dialect) {
  connections_[connection].dialect = dialect;
}

void Tap::close(ConnectionId connection) {
  const auto found = connections_.find(connection);
  if (found == connections_.end())
    return;
  if (found->second.used && !records_.empty()) {
    closed_.push_back({connection, next_number_});
  } else {
    connections_.erase(found);
  }
}

void Tap::received(ConnectionId connection, wire::ByteView frame, std::size_t read_boundary,
                   Time now) {
  if (!enabled_)
    return;
  Record record = copy_of(connection, wire::Direction::kReceived, frame, now);
  record.read_boundary = static_cast<std::uint32_t>(read_boundary);
  append(std::move(record));
}

void Tap::malformed(ConnectionId connection, wire::ByteView bytes, std::string why) {
  if (!enabled_)
    return;
  malformed_[next_number_] = std::move(why);
  append(copy_of(connection, wire::Direction::kReceived, bytes, std::chrono::steady_clock::now()));
}

void Tap::sent(ConnectionId connection, const wire::SharedBytes& storage, std::size_t begin,
               std::size_t size, std::size_t count) {
  if (!enabled_ || count == 0)
    return;
  if (!records_.empty()) {
    Record& last = records_.back();
    if (last.storage == storage && last.begin == begin && last.size == size &&
        last.direction == wire::Direction::kSent) {
      last.others.push_back(connection);
      return count_run(last);
    }
  }
  Record record;
  record.mono = std::chrono::steady_clock::now();
  record.storage = storage;
  record.begin = begin;
  record.size = static_cast<std::uint32_t>(size);
  record.count = static_cast<std::uint32_t>(count);
  record.connection = connection;
  append(std::move(record));
}

void Tap::sent_copy(ConnectionId connection, wire::ByteView frame) {
  if (enabled_) {
    append(copy_of(connection, wire::Direction::kSent, frame, std::chrono::steady_clock::now()));
  }
}

wire::CaptureAdvanced Tap::take_new(std::size_t max_frames) {
  wire::CaptureAdvanced batch;
  const auto first =
      std::partition_point(records_.begin(), records_.end(),
                           [this](const Record& r) { return r.end_number() <= next_untaken_; });
  for (auto record = first; record != records_.end() && batch.frames.size() < max_frames;
       ++record) {
    expand(*record, batch.frames, max_frames);
  }
  if (batch.frames.empty())
    next_untaken_ = next_number_;
  batch.evicted = evicted_untaken_;
  return batch;
}

void Tap::rewind() {
  next_untaken_ = 1;
  evicted_untaken_ = evicted_;
}

void Tap::clear() {
  while (!records_.empty())
    forget_oldest_run();
  evicted_ = 0;
  evicted_untaken_ = 0;
  next_untaken_ = next_number_;
}

void Tap::append(Record record) {
  record.first_number = next_number_;
  records_.push_back(std::move(record));
  count_run(records_.back());
}

// Of the newest record, which may be evicted by it.
void Tap::count_run(const Record& record) {
  const bool was_idle = next_untaken_ == next_number_;
  next_number_ += record.count;
  frames_ += record.count;
  bytes_ += record.size;
  evict();
  if (was_idle && on_new_)
    on_new_();
}

void Tap::evict() {
  while (!records_.empty() && (bytes_ > limits_.bytes || frames_ > limits_.frames)) {
    const std::uint64_t count = records_.front().count;
    const std::uint64_t first = oldest_number();
    evicted_ += count;
    evicted_untaken_ += count - std::clamp(next_untaken_, first, first + count) + first;
    forget_oldest_run();
  }
}

void Tap::forget_oldest_run() {
  const Record& oldest = records_.front();
  bytes_ -= oldest.size;
  frames_ -= oldest.count;
  if (++runs_gone_ == oldest.runs()) {
    malformed_.erase(oldest.first_number);
    records_.pop_front();
    runs_gone_ = 0;
  }
  while (!closed_.empty() && closed_.front().end_number <= oldest_number()) {
    connections_.erase(closed_.front().connection);
    closed_.pop_front();
  }
}

std::uint64_t Tap::oldest_number() const {
  if (records_.empty())
    return next_number_;
  const Record& oldest = records_.front();
  return oldest.first_number + oldest.count * runs_gone_;
}

Tap::Record Tap::copy_of(ConnectionId connection, wire::Direction direction, wire::ByteView bytes,
                         Time now) {
  connections_[connection].used = true;
  if (block_size_ - block_used_ < bytes.size()) {
    block_size_ = std::max(kBlockBytes, bytes.size());
    block_ = std::make_shared_for_overwrite<std::byte[]>(block_size_);
    block_used_ = 0;
  }
  if (!bytes.empty())
    std::memcpy(block_.get() + block_used_, bytes.data(), bytes.size());
  Record record;
  record.mono = now;
  record.storage = block_;
  record.begin = block_used_;
  record.size = static_cast<std::uint32_t>(bytes.size());
  record.count = 1;
  record.connection = connection;
  record.direction = direction;
  block_used_ += bytes.size();
  return record;
}

void Tap::expand(const Record& record, std::vector<wire::CapturedFrame>& out,
                 std::size_t max_frames) {
  const std::uint64_t from = std::max(next_untaken_, oldest_number());
  std::size_t run = from > record.first_number ? (from - record.first_number) / record.count : 0;
  for (; run < record.runs() && out.size() < max_frames; ++run) {
    expand_run(record, run, out, max_frames);
  }
}

void Tap::expand_run(const Record& record, std::size_t run, std::vector<wire::CapturedFrame>& out,
                     std::size_t max_frames) {
  const ConnectionId id = record.connection_of(run);
  const Connection& connection = connections_[id];
  wire::CapturedFrame frame;
  frame.mono = record.mono - started_;
  frame.wall = started_wall_ + std::chrono::duration_cast<std::chrono::microseconds>(frame.mono);
  frame.direction = record.direction;
  frame.side = connection.side;
  frame.dialect = connection.dialect;
  frame.connection = id;
  frame.peer = connection.peer;
  if (const auto why = malformed_.find(record.first_number); why != malformed_.end()) {
    frame.malformed = why->second;
  }
  frame.storage = record.storage;
  frame.read_boundary = record.read_boundary;
  std::size_t at = record.begin;
  std::size_t left = record.size;
  for (std::uint32_t i = 0; i < record.count && out.size() < max_frames; ++i) {
    frame.number = record.first_number + run * record.count + i;
    frame.begin = at;
    frame.size = left;
    if (record.count > 1) {
      frame.size = wire::frame_bytes(wire::read_header({record.storage.get() + at, left}));
    }
    at += frame.size;
    left -= frame.size;
    if (frame.number < next_untaken_)
      continue;
    next_untaken_ = frame.number + 1;
    out.push_back(frame);
  }
}

}  // namespace hubbub::net

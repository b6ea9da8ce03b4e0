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

Tap::Tap() : Tap(Limits{}) {}

Tap::Tap(Limits limits)
    : limits_(limits), started_(std::chrono::steady_clock::now()), started_wall_(wall_now()) {}

Tap::ConnectionId Tap::open(wire::Side side, std::string peer) {
  const ConnectionId id = next_connection_++;
  connections_[id] = {side, wire::Dialect::kHubbub, true, 0, std::move(peer)};
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
  found->second.open = false;
  if (found->second.records == 0)
    connections_.erase(found);
}

void Tap::received(ConnectionId connection, wire::ByteView frame, std::size_t read_boundary) {
  if (!enabled_)
    return;
  Record record = copy_of(connection, wire::Direction::kReceived, frame);
  record.read_boundary = static_cast<std::uint32_t>(read_boundary);
  append(std::move(record));
}

void Tap::malformed(ConnectionId connection, wire::ByteView bytes, std::string why) {
  if (!enabled_)
    return;
  malformed_[next_number_] = std::move(why);
  append(copy_of(connection, wire::Direction::kReceived, bytes));
}

void Tap::sent(ConnectionId connection, const wire::SharedBytes& storage, std::size_t begin,
               std::size_t size, std::size_t count) {
  if (!enabled_ || count == 0)
    return;
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
  if (enabled_)
    append(copy_of(connection, wire::Direction::kSent, frame));
}

wire::CaptureAdvanced Tap::take_new(std::size_t max_frames) {
  wire::CaptureAdvanced batch;
  const auto first = std::partition_point(
      records_.begin(), records_.end(),
      [this](const Record& r) { return r.first_number + r.count <= next_untaken_; });
  for (auto record = first; record != records_.end() && batch.frames.size() < max_frames;
       ++record) {
    expand(*record, batch.frames, max_frames);
  }
  if (batch.frames.empty())
    next_untaken_ = next_number_;
  batch.evicted = evicted_;
  return batch;
}

void Tap::clear() {
  while (!records_.empty())
    forget_oldest();
  evicted_ = 0;
  next_untaken_ = next_number_;
}

void Tap::append(Record record) {
  record.first_number = next_number_;
  next_number_ += record.count;
  frames_ += record.count;
  bytes_ += record.size;
  ++connections_[record.connection].records;
  const bool was_idle = next_untaken_ == record.first_number;
  records_.push_back(std::move(record));
  evict();
  if (was_idle && on_new_)
    on_new_();
}

void Tap::evict() {
  while (!records_.empty() && (bytes_ > limits_.bytes || frames_ > limits_.frames)) {
    evicted_ += records_.front().count;
    forget_oldest();
  }
}

void Tap::forget_oldest() {
  const Record& oldest = records_.front();
  malformed_.erase(oldest.first_number);
  bytes_ -= oldest.size;
  frames_ -= oldest.count;
  const auto owner = connections_.find(oldest.connection);
  if (--owner->second.records == 0 && !owner->second.open)
    connections_.erase(owner);
  records_.pop_front();
}

Tap::Record Tap::copy_of(ConnectionId connection, wire::Direction direction, wire::ByteView bytes) {
  if (block_size_ - block_used_ < bytes.size()) {
    block_size_ = std::max(kBlockBytes, bytes.size());
    block_ = std::make_shared_for_overwrite<std::byte[]>(block_size_);
    block_used_ = 0;
  }
  if (!bytes.empty())
    std::memcpy(block_.get() + block_used_, bytes.data(), bytes.size());
  Record record;
  record.mono = std::chrono::steady_clock::now();
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
  const Connection& connection = connections_[record.connection];
  wire::CapturedFrame frame;
  frame.mono = record.mono - started_;
  frame.wall = started_wall_ + std::chrono::duration_cast<std::chrono::microseconds>(frame.mono);
  frame.direction = record.direction;
  frame.side = connection.side;
  frame.dialect = connection.dialect;
  frame.connection = record.connection;
  frame.peer = connection.peer;
  if (const auto why = malformed_.find(record.first_number); why != malformed_.end()) {
    frame.malformed = why->second;
  }
  frame.storage = record.storage;
  frame.read_boundary = record.read_boundary;
  std::size_t at = record.begin;
  std::size_t left = record.size;
  for (std::uint32_t i = 0; i < record.count && out.size() < max_frames; ++i) {
    frame.number = record.first_number + i;
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

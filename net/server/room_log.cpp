#include "net/server/room_log.h"

#include <algorithm>
#include <cstring>

namespace hubbub::net::server {

void RoomLog::append(wire::ByteView frame) {
  if (chunks_.empty() || chunks_.back().capacity - chunks_.back().used < frame.size()) {
    Chunk chunk;
    chunk.base = end_;
    chunk.first_seq = next_seq_;
    chunk.capacity = std::max(kRoomLogChunkBytes, frame.size());
    chunk.bytes = std::make_shared_for_overwrite<std::byte[]>(chunk.capacity);
    chunk.shared = chunk.bytes;
    held_bytes_ += chunk.capacity;
    chunks_.push_back(std::move(chunk));
    evict();
  }
  Chunk& chunk = chunks_.back();
  std::memcpy(chunk.bytes.get() + chunk.used, frame.data(), frame.size());
  chunk.starts.push_back(static_cast<std::uint32_t>(chunk.used));
  chunk.used += frame.size();
  end_ += frame.size();
  ++next_seq_;
}

void RoomLog::evict() {
  while (chunks_.size() > 1 && held_bytes_ > max_bytes_) {
    held_bytes_ -= chunks_.front().capacity;
    chunks_.pop_front();
  }
}

const RoomLog::Chunk& RoomLog::chunk_at(Position at) const {
  if (at >= chunks_.back().base)
    return chunks_.back();
  const auto after = std::upper_bound(chunks_.begin(), chunks_.end(), at,
                                      [](Position p, const Chunk& c) { return p < c.base; });
  return *std::prev(after);
}

std::optional<RoomLog::Position> RoomLog::position_of(Seq seq) const {
  if (seq == next_seq_)
    return end_;
  if (seq < first_seq() || seq > next_seq_)
    return std::nullopt;
  const Chunk& chunk = chunks_[chunk_with(seq)];
  return chunk.base + chunk.starts[seq - chunk.first_seq];
}

// Of a frame that is here.
std::size_t RoomLog::chunk_with(Seq seq) const {
  const auto after = std::upper_bound(chunks_.begin(), chunks_.end(), seq,
                                      [](Seq s, const Chunk& c) { return s < c.first_seq; });
  return static_cast<std::size_t>(after - chunks_.begin()) - 1;
}

wire::ByteView RoomLog::frame(Seq seq) const {
  if (seq < first_seq() || seq >= next_seq_)
    return {};
  const Chunk& chunk = chunks_[chunk_with(seq)];
  const std::size_t start = chunk.starts[seq - chunk.first_seq];
  const auto end = static_cast<std::size_t>(frame_end(chunk.base + start) - chunk.base);
  return {chunk.bytes.get() + start, end - start};
}

void RoomLog::replace(Seq seq, wire::ByteView frame) {
  Chunk& chunk = chunks_[chunk_with(seq)];
  auto bytes = std::make_shared_for_overwrite<std::byte[]>(chunk.capacity);
  std::memcpy(bytes.get(), chunk.bytes.get(), chunk.used);
  std::memcpy(bytes.get() + chunk.starts[seq - chunk.first_seq], frame.data(), frame.size());
  chunk.bytes = std::move(bytes);
  chunk.shared = chunk.bytes;
}

RoomLog::Run RoomLog::run_from(Position at) const {
  if (at >= end_)
    return {};
  const Chunk& chunk = chunk_at(at);
  const auto offset = static_cast<std::size_t>(at - chunk.base);
  return {&chunk.shared, offset, chunk.used - offset, chunk.first_seq + chunk.starts.size()};
}

RoomLog::Position RoomLog::frame_end(Position at) const {
  const Chunk& chunk = chunk_at(at);
  const auto next = std::upper_bound(chunk.starts.begin(), chunk.starts.end(), at - chunk.base);
  return chunk.base + (next == chunk.starts.end() ? chunk.used : *next);
}

RoomLog::Seq RoomLog::seq_at(Position at) const {
  if (at >= end_)
    return next_seq_;
  const Chunk& chunk = chunk_at(at);
  const auto next = std::upper_bound(chunk.starts.begin(), chunk.starts.end(), at - chunk.base);
  return chunk.first_seq + static_cast<Seq>(next - chunk.starts.begin()) - 1;
}

}  // namespace hubbub::net::server

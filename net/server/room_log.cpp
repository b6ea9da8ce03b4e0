#include "net/server/room_log.h"

#include <algorithm>
#include <cstring>

#include "net/wire/command.h"

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
  const auto after = std::upper_bound(chunks_.begin(), chunks_.end(), seq,
                                      [](Seq s, const Chunk& c) { return s < c.first_seq; });
  const Chunk& chunk = *std::prev(after);
  return chunk.base + chunk.starts[seq - chunk.first_seq];
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

RoomLog::Seq RoomLog::backlog_start(std::uint32_t lines, std::size_t max_bytes) const {
  Seq oldest = next_seq_;
  std::size_t bytes = 0;
  for (auto chunk = chunks_.rbegin(); chunk != chunks_.rend() && lines > 0; ++chunk) {
    std::size_t frame_end = chunk->used;
    for (std::size_t i = chunk->starts.size(); i-- > 0 && lines > 0;) {
      bytes += frame_end - chunk->starts[i];
      frame_end = chunk->starts[i];
      if (bytes > max_bytes)
        return oldest;
      const std::size_t left = chunk->used - frame_end;
      const auto header = wire::read_header({chunk->bytes.get() + frame_end, left});
      if (header.command != static_cast<std::int32_t>(wire::CommandWord::kMessage))
        continue;
      oldest = chunk->first_seq + i;
      --lines;
    }
  }
  return oldest;
}

}  // namespace hubbub::net::server

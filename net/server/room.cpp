#include "net/server/room.h"

#include <algorithm>
#include <random>

#include "net/names.h"
#include "net/server/sender.h"
#include "net/wire/decoder.h"
#include "net/wire/frame.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::server {
namespace {

// Of a `message`: its header, seq, time, id, and the lengths of room and text.
constexpr std::size_t kFixedBytes = wire::kHeaderBytes + 8 + 8 + wire::MessageId::kBytes + 4 + 4;

std::size_t frame_bytes_of(const history::RecentMessage& message, const std::string& room) {
  return kFixedBytes + message.from.size() + room.size() + message.text_bytes;
}

}  // namespace

std::uint64_t random_epoch() {
  std::random_device random;
  return ((static_cast<std::uint64_t>(random()) << 32U) | random()) | 1U;
}

Room::Room(const history::StoredRoom& stored, std::size_t log_bytes)
    : name(stored.name),
      epoch(stored.epoch),
      number(stored.number),
      topic(stored.topic),
      first_kept(stored.first_seq),
      earlier_runs(stored.runs),
      last_time(stored.last_time),
      last_used(stored.last_used),
      maker(stored.maker),
      log(log_bytes, stored.next_seq),
      recent_after(stored.recent_after) {
  for (const history::RecentMessage& message : stored.recent) {
    recent.insert(message.id, sender_of(message.key, folded(message.from)), message.seq);
    recall.add(message.seq, frame_bytes_of(message, name));
  }
}

void Room::remove_member(const Session& session) {
  std::erase_if(members, [&](const Member& member) { return member.session == &session; });
}

void Room::wake_member(const Session& session) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.session == &session; });
  if (found != members.end())
    found->idle = false;
}

// Positions in the log are bytes, so the frame stays as long as it is: what follows its last field
// is read by nobody (net/wire/decoder.h).
void Room::clear_text(RoomLog::Seq seq) {
  const wire::ByteView frame = log.frame(seq);
  if (frame.empty())
    return;
  const wire::FrameView view = wire::view_frame(wire::read_header(frame), frame);
  if (view.command != static_cast<std::int32_t>(wire::Message::kCommand))
    return;
  auto message = wire::decode<wire::Message>(view);
  if (!message.ok())
    return;
  message->text.clear();
  wire::Bytes cleared = wire::encoded(*message);
  wire::FrameHeader header = wire::read_header(cleared);
  header.message_length += static_cast<std::int32_t>(frame.size() - cleared.size());
  cleared.resize(frame.size());
  wire::write_header(header, cleared.data());
  log.replace(seq, cleared);
}

}  // namespace hubbub::net::server

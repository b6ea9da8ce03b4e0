#include "tests/ui/gallery/party.h"

#include <cstring>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"

namespace hubbub::tests::ui {
namespace {

namespace wire = net::wire;
using std::chrono::seconds;

constexpr const char* kRoom = "lobby";
// 2026-11-20 19:30 UTC: a fixed evening, so that pictures can be compared.
constexpr wire::HostTime kEvening{std::chrono::seconds{1795203000}};

struct Said {
  const char* from;
  const char* text;
};

constexpr Said kTalk[] = {
    {"ann", "Evening everybody! Switch is up, 10 Gbit to the table in the back \U0001F389"},
    {"Борис", "Привет! Кто сегодня хостит первую игру?"},
    {"ann", "I can, give me five minutes"},
    {"Ελένη", "Καλησπέρα σε όλους, έφερα πίτες \U0001F967"},
    {"健太", "こんばんは。サーバーは 192.168.1.7 ですよね？"},
    {"ann", "Yes, 192.168.1.7:27015, password is on the whiteboard"},
    {"max",
     "Here is the config that worked last time:\n\n    sv_maxrate 0\n    sv_minrate 100000\n"
     "    fps_max 240\n\nPaste it into server.cfg and restart."},
    {"max",
     "my ping is 0.4 ms, this is the life \U0001F44D\U0001F3FD \u2764\uFE0F "
     "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1EB\U0001F1EE"},
    {"세라", "좋아요! 저도 곧 갈게요 \U0001F60A"},
    {"Борис",
     "@you возьмёшь красную команду? А то нас пятеро, и это уже третий раз подряд, когда "
     "мы проигрываем на этой карте только потому, что никто не хочет стоять на базе."},
    {"you", "Sure, I take red \U0001F3AE"},
};

wire::MessageReceived message(const Said& said, std::uint64_t seq) {
  wire::MessageReceived event;
  event.room = kRoom;
  event.from = said.from;
  event.text = said.text;
  event.id = wire::MessageId::make();
  event.seq = seq;
  event.time = kEvening + seconds(40 * seq);
  event.own = event.from == "you";
  return event;
}

wire::CapturedFrame captured(const wire::Bytes& bytes, std::uint64_t number, bool received) {
  wire::CapturedFrame frame;
  frame.number = number;
  frame.mono = std::chrono::microseconds(1'234 + 7'919 * number);
  frame.wall = kEvening + std::chrono::microseconds(7'919 * number);
  frame.direction = received ? wire::Direction::kReceived : wire::Direction::kSent;
  frame.connection = 1 + static_cast<std::uint32_t>(number % 3);
  frame.peer = number % 3 == 0 ? "Борис" : "192.168.1.7:24280";
  const auto storage = std::make_shared<std::byte[]>(bytes.size());
  std::memcpy(storage.get(), bytes.data(), bytes.size());
  frame.size = bytes.size();
  frame.storage = storage;
  return frame;
}

wire::Bytes frame_bytes(std::uint64_t number) {
  wire::Bytes bytes;
  if (number % 4 == 1) {
    wire::encode(wire::Ping{}, bytes);
  } else if (number % 4 == 2) {
    wire::Roster roster;
    roster.room = kRoom;
    roster.members = {{"ann", {wire::Dialect::kHubbub}}, {"Борис", {wire::Dialect::k2006}}};
    wire::encode(roster, bytes);
  } else {
    const Said& said = kTalk[number % std::size(kTalk)];
    wire::Message sent;
    sent.from = said.from;
    sent.seq = number;
    sent.time = kEvening;
    sent.id = wire::MessageId::make();
    sent.room = kRoom;
    sent.text = said.text;
    wire::encode(sent, bytes);
  }
  return bytes;
}

}  // namespace

wire::EventBatch connection(wire::ConnectionState state, std::string reason) {
  wire::ConnectionChanged event;
  event.state = state;
  event.target = "game-pc";
  event.address = "192.168.1.7:24280";
  event.code = reason.empty() ? "" : "refused";
  event.reason = std::move(reason);
  event.attempt = state == wire::ConnectionState::kReconnecting ? 3 : 0;
  event.retry_in = std::chrono::milliseconds(7'500);
  return {event};
}

wire::EventBatch party(std::size_t extra_lines) {
  wire::EventBatch batch = connection(wire::ConnectionState::kOnline);
  wire::Welcomed welcomed;
  welcomed.nick = "you";
  welcomed.title = "Friday night LAN";
  welcomed.lobby = kRoom;
  welcomed.max_text_bytes = 65536;
  batch.emplace_back(welcomed);
  wire::RosterReceived roster;
  roster.room = kRoom;
  for (const char* nick : {"ann", "Борис", "Ελένη", "健太", "max", "세라", "you"}) {
    roster.members.push_back({nick, {wire::Dialect::kHubbub}});
  }
  roster.members.push_back({"oldtimer", {wire::Dialect::k2006}});
  batch.emplace_back(roster);
  std::uint64_t seq = 0;
  for (std::size_t i = 0; i < extra_lines; ++i) {
    batch.emplace_back(message(kTalk[i % std::size(kTalk)], ++seq));
  }
  for (const Said& said : kTalk) {
    batch.emplace_back(message(said, ++seq));
    if (seq == extra_lines + 4) {
      batch.emplace_back(wire::MemberJoined{
          kRoom, {"oldtimer", {wire::Dialect::k2006}}, ++seq, kEvening + seconds(40 * seq), false});
    }
  }
  batch.emplace_back(wire::RoundTripMeasured{std::chrono::microseconds(430)});
  return batch;
}

namespace {

wire::KeyId key_of(std::uint8_t number) {
  wire::KeyId key;
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    key.bytes[i] = static_cast<std::uint8_t>(number * 31 + i * 17);
  }
  return key;
}

}  // namespace

wire::EventBatch guarded_party(std::uint32_t earlier) {
  wire::EventBatch batch = party();
  for (wire::Event& event : batch) {
    if (auto* welcomed = std::get_if<wire::Welcomed>(&event)) {
      welcomed->history = true;
      welcomed->encrypted = true;
      welcomed->first_visit = true;
      welcomed->host_key = key_of(1);
      welcomed->own_key = key_of(2);
      welcomed->role = wire::Role::kHost;
    } else if (auto* roster = std::get_if<wire::RosterReceived>(&event)) {
      roster->topic = "Quake at eight, pizza at ten; bring your own cables and a chair";
      for (wire::RosterEntry& member : roster->members) {
        const bool old = member.person.dialect == wire::Dialect::k2006;
        member.person.encrypted = !old && member.nick != "max" ? 1 : 0;
        member.person.key = old ? wire::KeyId{} : key_of(static_cast<std::uint8_t>(member.nick[0]));
      }
      roster->members[0].person.role = wire::Role::kModerator;
      roster->members[6].person.role = wire::Role::kHost;
    } else if (auto* said = std::get_if<wire::MessageReceived>(&event)) {
      said->seq += earlier;
    } else if (auto* joined = std::get_if<wire::MemberJoined>(&event)) {
      joined->seq += earlier;
    }
  }
  wire::ModerationReported cleared;
  cleared.room = kRoom;
  cleared.by = "ann";
  cleared.act = wire::Act::kClear;
  cleared.target = earlier + 3;
  cleared.text = "ann has removed a message";
  cleared.seq = earlier + 40;
  cleared.time = kEvening + seconds(900);
  batch.emplace_back(cleared);
  wire::ModerationReported locked = cleared;
  locked.act = wire::Act::kLock;
  locked.text = "you has locked the party";
  locked.by = "you";
  ++locked.seq;
  batch.emplace_back(locked);
  return batch;
}

wire::EventBatch earlier_lines(const wire::FetchHistory& asked) {
  wire::HistoryPage page;
  page.about = asked.about;
  page.is_private = asked.is_private;
  const std::uint64_t first = asked.before > asked.count ? asked.before - asked.count : 1;
  for (std::uint64_t seq = first; seq < asked.before; ++seq) {
    const Said& said = kTalk[seq % std::size(kTalk)];
    wire::Entry entry;
    entry.seq = seq;
    entry.time = kEvening - std::chrono::minutes(asked.before - seq);
    entry.id = wire::MessageId::make();
    entry.from = said.from;
    entry.text = said.text;
    page.entries.push_back(std::move(entry));
  }
  page.more = first > 1;
  return {page};
}

wire::EventBatch found_lines(const wire::SearchHistory& asked) {
  wire::SearchFound found;
  found.token = asked.token;
  const std::uint64_t newest = asked.before == 0 ? 400 : asked.before;
  for (std::uint64_t seq = newest; seq > newest - 40; --seq) {
    const Said& said = kTalk[seq % std::size(kTalk)];
    wire::FoundEntry entry;
    entry.room = seq % 9 == 0 ? "" : kRoom;
    entry.entry.seq = seq;
    entry.entry.time = kEvening - std::chrono::hours(3 * (400 - seq));
    entry.entry.from = said.from;
    entry.entry.about = seq % 9 == 0 ? "you" : "";
    entry.entry.text = std::string(said.text) + " (" + asked.text + ")";
    found.entries.push_back(std::move(entry));
  }
  found.next = newest > 80 ? newest - 40 : 0;
  return {found};
}

wire::EventBatch other_host_key() {
  wire::HostKeyChanged changed;
  changed.target = "game-pc";
  changed.known = key_of(1);
  changed.presented = key_of(2);
  wire::EventBatch batch =
      connection(wire::ConnectionState::kClosed, "The host game-pc has another key than before.");
  std::get<wire::ConnectionChanged>(batch.front()).code = "host-changed";
  batch.insert(batch.begin(), changed);
  return batch;
}

wire::EventBatch side_conversations() {
  wire::EventBatch batch;
  wire::RosterReceived roster;
  roster.room = "strategy";
  roster.members = {{"ann", {wire::Dialect::kHubbub}}, {"you", {wire::Dialect::kHubbub}}};
  batch.emplace_back(roster);
  wire::MessageReceived event = message({"ann", "Left side first, then the bridge."}, 1);
  event.room = "strategy";
  batch.emplace_back(event);
  event = message({"max", "psst, want to swap teams?"}, 0);
  event.room.clear();
  event.to = "you";
  event.is_private = true;
  batch.emplace_back(event);
  return batch;
}

wire::EventBatch hosting() {
  wire::HostListening listening;
  listening.port = wire::kDefaultPort;
  listening.addresses = {"192.168.1.7:24280", "10.8.0.2:24280", "[fe80::1c2b:3aff]:24280"};
  listening.title = "Friday night LAN";
  return {listening, wire::HostClientJoined{"you", "127.0.0.1:50312", {wire::Dialect::kHubbub}},
          wire::HostClientJoined{"ann", "192.168.1.12:50313", {wire::Dialect::kHubbub}}};
}

wire::EventBatch capture(std::size_t count) {
  wire::CaptureAdvanced advanced;
  for (std::uint64_t number = 1; number <= count; ++number) {
    advanced.frames.push_back(captured(frame_bytes(number), number, number % 2 == 0));
    wire::CapturedFrame& frame = advanced.frames.back();
    if (number % 9 == 7) {
      wire::Bytes broken = frame_bytes(3);
      broken.resize(broken.size() - 9);
      frame = captured(broken, number, true);
      frame.malformed = "The text ends 9 bytes early (offset 71).";
    }
    if (number % 4 == 0) {
      frame.read_boundary = 20;
    }
  }
  return {advanced};
}

}  // namespace hubbub::tests::ui

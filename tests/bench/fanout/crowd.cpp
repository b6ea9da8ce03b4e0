#include "tests/bench/fanout/crowd.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include <sys/epoll.h>
#include <unistd.h>

#include "net/wire/client_messages.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/endian.h"
#include "net/wire/host_messages.h"

namespace hubbub::bench {
namespace {

using namespace net::wire;  // NOLINT(google-build-using-namespace): one file, one subject
using namespace std::chrono_literals;

// More would overflow the server's queue of unaccepted connections, and wait a second each.
constexpr std::size_t kGreetingAtOnce = 64;
constexpr std::size_t kReadBytes = std::size_t{256} << 10U;
constexpr int kEventsAtOnce = 512;
constexpr auto kPingInterval = 4s;

// Where a `message` carries its id, in its message field: behind seq and time (messages.h). Checked
// against the decoder by the first one that each run hears.
constexpr std::size_t kIdAt = 16;

// What a post's id carries: when it was said and by whom.
struct Stamp {
  std::uint64_t nanoseconds = 0;
  std::uint32_t sender = 0;
  std::uint32_t count = 0;
};
static_assert(sizeof(Stamp) == MessageId::kBytes);

std::uint64_t nanoseconds_now() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch())
          .count());
}

[[noreturn]] void fail(const Member& member, const std::string& what) {
  throw Failure(member.nick + ": " + what);
}

void check_layout(const FrameView& frame) {
  const auto message = decode<Message>(frame);
  if (!message ||
      load_le<std::uint64_t>(frame.bytes.data() + kHeaderBytes + frame.name.size()) !=
          message->seq ||
      std::memcmp(frame.message.data() + kIdAt, message->id.bytes.data(), MessageId::kBytes) != 0) {
    throw Failure("the layout of `message` has changed; adapt kIdAt");
  }
}

}  // namespace

Crowd::Crowd(std::uint16_t port, Speech speech)
    : port_(port), speech_(speech), buffer_(kReadBytes), next_ping_(Clock::now() + kPingInterval) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  if (speech_ == Speech::kTls) {
    prepare_keys();
  }
}

Crowd::~Crowd() {
  ::close(epoll_);
}

Member& Crowd::connect() {
  auto& member = *members_.emplace_back(std::make_unique<Member>(
      port_, speech_, static_cast<std::uint32_t>(members_.size()), "m" + std::to_string(names_++)));
  ++greeting_;
  watch(member, EPOLL_CTL_ADD, false);
  Login login;
  login.nick = member.nick;
  login.software = "fanout";
  encode(login, member.line.to_say());
  send(member);
  return member;
}

void Crowd::close(Member& member) {
  member.line.reset();
  member.state = Member::State::kGone;
  ++gone_;
}

void Crowd::grow(std::size_t count, Clock::time_point deadline) {
  const std::size_t wanted = in_room_ + count;
  while (in_room_ < wanted) {
    while (greeting_ < kGreetingAtOnce && in_room_ + greeting_ < wanted) {
      connect();
    }
    turn(deadline);
    if (Clock::now() > deadline) {
      throw Failure("logging in took too long");
    }
  }
}

void Crowd::turn(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  const auto timeout = std::clamp<std::int64_t>(left.count(), 0, 1000);
  std::array<epoll_event, kEventsAtOnce> events;
  const int count = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, static_cast<int>(timeout));
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    Member& member = *members_[event.data.u32];
    if ((event.events & EPOLLOUT) != 0) {
      watch(member, EPOLL_CTL_MOD, false);
      send(member);
    }
    if ((event.events & ~std::uint32_t{EPOLLOUT}) != 0) {
      read_from(member);
    }
  }
  for (Member* member : to_refill_) {
    refill(*member);
  }
  to_refill_.clear();
  ping_now_and_then();
}

void Crowd::run_until(Clock::time_point until) {
  while (Clock::now() < until) {
    turn(until);
  }
}

void Crowd::settle(Clock::time_point deadline) {
  const auto settled = [this] {
    return came_back_ == posted_ &&
           std::all_of(members_.begin(), members_.end(), [this](const auto& member) {
             return member->state == Member::State::kGone || member->next_seq == newest_seq_ + 1;
           });
  };
  while (!settled()) {
    turn(deadline);
    if (Clock::now() > deadline) {
      throw Failure("not everybody heard everything: " + std::to_string(came_back_) + " of " +
                    std::to_string(posted_) + " posts came back");
    }
  }
}

void Crowd::read_from(Member& member) {
  const bool goes_on = member.line.read(buffer_, [&](ByteView bytes) {
    now_ns_ = nanoseconds_now();
    const auto error = member.splitter.feed(bytes, [&](const FrameView& frame) {
      handle(member, frame);
      return true;
    });
    if (error) {
      fail(member, sentence_for(*error));
    }
  });
  if (!goes_on) {
    if (member.state != Member::State::kLeaving) {
      fail(member, "the server closed the connection");
    }
    return close(member);
  }
  if (member.line.wants_flush()) {
    send(member);
  }
}

void Crowd::handle(Member& member, const FrameView& frame) {
  switch (static_cast<CommandWord>(frame.command)) {
    case CommandWord::kMessage:
      hear_message(member, frame);
      break;
    case CommandWord::kJoined:
    case CommandWord::kLeft:
    case CommandWord::kRenamed:
      hear_number(member, load_le<std::uint64_t>(as_bytes(frame.message).data()));
      break;
    case CommandWord::kRoster: {
      const auto roster = decode<Roster>(frame);
      if (!roster) {
        fail(member, sentence_for(roster.error()));
      }
      if (roster->more == 1 || member.state != Member::State::kGreeting) {
        break;
      }
      member.next_seq = roster->first;
      member.state = Member::State::kInRoom;
      newest_seq_ = std::max(newest_seq_, roster->first - 1);
      --greeting_;
      ++in_room_;
      if (cycling_) {
        --in_room_;
        member.state = Member::State::kLeaving;
        encode(Logout{member.nick, ""}, member.line.to_say());
        send(member);
      }
      break;
    }
    case CommandWord::kRefused:
      fail(member, "refused: " + std::string(frame.message));
    case CommandWord::kFarewell:
      fail(member, "sent away: " + std::string(frame.message));
    default:
      break;  // welcome, ack, pong
  }
}

void Crowd::hear_number(Member& member, std::uint64_t seq) {
  if (member.next_seq == 0) {
    fail(member, "a line of the room before its roster");
  }
  if (seq != member.next_seq) {
    fail(member,
         "number " + std::to_string(seq) + " instead of " + std::to_string(member.next_seq));
  }
  ++member.next_seq;
  newest_seq_ = std::max(newest_seq_, seq);
}

void Crowd::hear_message(Member& member, const FrameView& frame) {
  if (deliveries_ == 0) {
    check_layout(frame);
  }
  hear_number(member, load_le<std::uint64_t>(as_bytes(frame.message).data()));
  ++member.deliveries;
  ++deliveries_;
  Stamp stamp;
  std::memcpy(&stamp, frame.message.data() + kIdAt, sizeof(stamp));
  if (stamp.sender >= members_.size()) {
    return;  // of somebody who is not one of us
  }
  if (latencies_ != nullptr) {
    latencies_->push_back(now_ns_ - stamp.nanoseconds);
  }
  if (stamp.sender != member.index) {
    return;
  }
  ++came_back_;
  if (member.outstanding-- == window_ && window_ > 0) {
    to_refill_.push_back(&member);  // once a turn, whatever comes back in it
  }
}

void Crowd::refill(Member& member) {
  while (member.index < senders_ && member.outstanding < window_) {
    write_post(member, window_text_bytes_);
  }
  send(member);
}

void Crowd::keep_posting(std::size_t senders, std::uint32_t window, std::size_t text_bytes) {
  senders_ = window == 0 ? 0 : senders;
  window_ = window;
  window_text_bytes_ = text_bytes;
  for (std::size_t i = 0; i < senders_; ++i) {
    refill(*members_[i]);
  }
}

void Crowd::post(std::size_t member, std::size_t text_bytes) {
  write_post(*members_[member], text_bytes);
  send(*members_[member]);
}

void Crowd::write_post(Member& member, std::size_t text_bytes) {
  Post post;
  post.room = kDefaultRoom;
  post.text.assign(text_bytes, 'x');
  const Stamp stamp{nanoseconds_now(), member.index, static_cast<std::uint32_t>(++posted_)};
  std::memcpy(post.id.bytes.data(), &stamp, sizeof(stamp));
  encode(post, member.line.to_say());
  ++member.outstanding;
}

void Crowd::send(Member& member) {
  if (!member.line.flush()) {
    watch(member, EPOLL_CTL_MOD, true);
  }
}

void Crowd::watch(const Member& member, int operation, bool writable) const {
  epoll_event event{};
  event.events = EPOLLIN | (writable ? std::uint32_t{EPOLLOUT} : 0U);
  event.data.u32 = member.index;
  ::epoll_ctl(epoll_, operation, member.line.fd(), &event);
}

std::uint64_t Crowd::cycle(std::size_t slots, Clock::time_point until) {
  cycling_ = true;
  const std::size_t gone_before = gone_;
  std::size_t under_way = 0;
  while (Clock::now() < until) {
    const std::size_t started = members_.size();
    under_way = started - gone_;
    for (; under_way < slots; ++under_way) {
      connect();
    }
    turn(until);
  }
  const std::uint64_t cycles = gone_ - gone_before;
  // Those under way come to their end, so that the next measurement finds an empty room.
  while (members_.size() > gone_) {
    turn(until + 5s);
    if (Clock::now() > until + 5s) {
      throw Failure("a client that leaves is not let go");
    }
  }
  cycling_ = false;
  return cycles;
}

void Crowd::ping_now_and_then() {
  if (Clock::now() < next_ping_) {
    return;
  }
  next_ping_ = Clock::now() + kPingInterval;
  for (const auto& member : members_) {
    if (member->state == Member::State::kInRoom) {
      encode(Ping{1}, member->line.to_say());
      send(*member);
    }
  }
}

}  // namespace hubbub::bench

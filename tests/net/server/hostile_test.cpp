// What a broken or hostile client does to the server, and what it must not do to the others: see
// net/server/server.h for the turns in which sessions die.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

template <class... Ms>
wire::Bytes together(const Ms&... messages) {
  wire::Bytes bytes;
  (wire::encode(messages, bytes), ...);
  return bytes;
}

wire::Join join(const std::string& room) {
  wire::Join join;
  join.position.room = room;
  return join;
}

TEST(Hostile, NothingCountsAfterALogoutInTheSameSegment) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  ann.take_none();
  bob.wire().peer_sends(together(wire::Logout{"bob", {}}, wire::Ping{1}, post("from the grave"),
                                 join("crypt"), wire::ChangeNick{"zombie"}, wire::Who{""}));
  hall.settle();
  Guest next = hall.guest("zombie");
  hall.settle();
  EXPECT_THAT(next.take_only<wire::Welcome>(), SizeIs(1)) << "the name is nobody's";
  ann.send(post("still here"));
  hall.settle();
  const auto messages = ann.take_only<wire::Message>();
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].text, "still here");
}

TEST(Hostile, RenamesThatFlushTheirOwnSessionWhileItLeavesARoom) {
  Hall hall;
  Guest ann = hall.guest("ann");
  for (const char* room : {"y", "x", "z"})
    ann.send(join(room));
  hall.settle();
  wire::Bytes segment = together(wire::Leave{"y"});
  for (int i = 0; i < 5'000; ++i)
    wire::encode(wire::ChangeNick{i % 2 == 0 ? "b" : "a"}, segment);
  ann.wire().peer_sends(segment);
  hall.settle();
  EXPECT_FALSE(ann.take_only<wire::Renamed>().empty());
  EXPECT_TRUE(ann.well_formed());
}

TEST(Hostile, AHeldLogoutOf2006IsSettledByTime) {
  Hall hall;
  Guest ann = hall.guest("ann");
  const auto old = hall.connect();
  wire::Bytes frame;
  wire::append_frame(0, "Борис", "", frame);
  frame.resize(wire::k2006FrameBytes);
  old->peer_sends(frame);
  hall.settle();
  frame.clear();
  wire::append_frame(1, "Борис", "", frame);  // byte lengths: it may be cut off, or not
  old->peer_sends(frame);
  for (int i = 0; i < 5; ++i) {
    hall.clock.advance(kHoldTime);
    hall.settle();
  }
  EXPECT_THAT(ann.take_only<wire::Left>(), SizeIs(1));
  EXPECT_TRUE(old->closed());
}

TEST(Hostile, RoomsThatWereLeftUnreadCount) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.take_none();
  ann.wire().allow(0);
  for (int i = 0; i < 100; ++i)
    ann.wire().peer_sends(
        together(join("r" + std::to_string(i)), wire::Leave{"r" + std::to_string(i)}));
  hall.settle();
  ann.wire().allow(100'000'000);
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Roster>(), SizeIs(kMaxRoomsPerSession - 1));
}

TEST(Hostile, WhoeverAlwaysLeavesSomethingUnreadGetsAllOfItInOrder) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.take_none();
  std::uint64_t next = 0;
  ann.wire().allow(0);
  for (std::uint64_t token = 0; token < 100'000; ++token) {
    ann.send(wire::Ping{token});
    if (token % 1'000 != 999)
      continue;
    hall.settle();
    ann.wire().allow(token < 20'000 ? 7'001 : 20'003);  // never quite all, cut anywhere
    for (const wire::Pong& pong : ann.take_only<wire::Pong>())
      ASSERT_EQ(pong.token, next++);
  }
  ann.wire().allow(100'000'000);
  for (const wire::Pong& pong : ann.take_only<wire::Pong>())
    ASSERT_EQ(pong.token, next++);
  EXPECT_EQ(next, 100'000U);
  EXPECT_TRUE(ann.well_formed());
}

TEST(Hostile, ATextOfThousandsOfLinesThrowsNobodyOut) {
  Hall hall;
  Guest ann = hall.guest("ann");
  const auto old = hall.connect();
  wire::Bytes frame;
  wire::append_frame(0, "bob", "", frame);
  wire::append_frame(3, "bob", "", frame);
  old->peer_sends(frame);
  hall.settle();
  static_cast<void>(old->take_received());
  ann.send(post("x" + std::string(3'000, '\n')));
  hall.settle();
  EXPECT_FALSE(old->closed());
  const wire::Bytes got = old->take_received();
  ASSERT_EQ(got.size(), (k2006MaxFrames + 1) * wire::k2006FrameBytes);
  const auto last = wire::ByteView(got).last(wire::k2006FrameBytes);
  const auto header = wire::read_header(last);
  EXPECT_THAT(std::string(wire::view_frame(header, last.first(wire::frame_bytes(header))).message),
              AllOf(HasSubstr("2801"), HasSubstr("more lines")));
}

// Each fills its own outbox to just under its bound, reads nothing, and says that it is there.
TEST(Hostile, ACrowdThatReadsNothingHasABoundedMemoryTogether) {
  constexpr std::size_t kPeople = 40;
  Hall hall;
  Guest ann = hall.guest("ann");
  std::vector<Guest> deaf;
  for (std::size_t i = 0; i < kPeople; ++i) {
    deaf.push_back(hall.guest("deaf" + std::to_string(i)));
    deaf.back().wire().allow(0);
  }
  const std::string text(60'000, 'x');
  for (int round = 0; round < 30; ++round) {
    for (std::size_t i = 0; i < kPeople; ++i) {
      wire::Whisper whisper;
      whisper.to = "deaf" + std::to_string(i);
      whisper.text = text;
      ann.send(whisper);
      deaf[i].send(wire::Ping{1});
      hall.settle();
    }
    ann.take_none();
  }
  EXPECT_LE(hall.server.waiting_bytes(), kMaxAllOutboxBytes);
  const auto here = static_cast<std::size_t>(
      std::count_if(deaf.begin(), deaf.end(), [](Guest& guest) { return !guest.wire().closed(); }));
  EXPECT_LT(here, kPeople);
  EXPECT_GT(here, 5U) << "no more go than have to";
  EXPECT_FALSE(ann.wire().closed());
}

TEST(Hostile, WhoeverTakesNothingForLongGoesThoughItPings) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest deaf = hall.guest("deaf");
  Guest slow = hall.guest("slow");
  for (Guest* guest : {&deaf, &slow})
    guest->wire().allow(0);
  ann.send(post("hello"));
  hall.settle();
  for (std::chrono::milliseconds passed{}; passed < kStuckAfter + std::chrono::seconds(2);
       passed += kHeartbeat / 2) {
    hall.pass(kHeartbeat / 2);
    for (Guest* guest : {&ann, &deaf, &slow})
      guest->send(wire::Ping{1});
    slow.wire().allow(1);
    hall.settle();
  }
  hall.server.tick();
  hall.settle();
  EXPECT_TRUE(deaf.wire().closed());
  EXPECT_FALSE(slow.wire().closed());
  EXPECT_FALSE(ann.wire().closed());
}

TEST(Hostile, NobodyUsesUpAnothersMessageId) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest mallory = hall.guest("mallory");
  ann.take_none();
  const wire::Post line = post("mine");
  wire::Post stolen = line;
  stolen.text = "stolen";
  mallory.send(stolen);
  ann.send(line);
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Message>(), SizeIs(2));
}

TEST(Hostile, WhoComesBackFromFarBehindCatchesUpAtItsOwnPace) {
  Hall hall;
  Guest bob = hall.guest("bob");
  bob.send(join("x"));
  hall.settle();
  const auto roster = bob.take_only<wire::Roster>().back();
  const std::string text(1'000, 'x');
  for (int i = 0; i < 600; ++i)
    bob.send(post(text, "x"));
  hall.settle();
  Guest ann = hall.guest();
  ann.wire().allow(60'000);
  wire::Login login;
  login.nick = "ann";
  login.rooms = {{"x", roster.epoch, roster.run, roster.as_of, 0}};
  ann.send(login);
  hall.settle();
  std::size_t lines = ann.take_only<wire::Message>().size();
  for (int i = 0; i < 30 && !ann.wire().closed(); ++i) {
    bob.send(post("and on", "x"));
    hall.settle();
    ann.wire().allow(60'000);
    hall.settle();
    lines += ann.take_only<wire::Message>().size();
  }
  EXPECT_FALSE(ann.wire().closed());
  EXPECT_EQ(lines, 630U);
}

}  // namespace
}  // namespace hubbub::net::server::testing

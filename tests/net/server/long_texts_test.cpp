#include "net/server/long_texts.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/limits.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::size_t kTextBytes = 60'000;
constexpr std::size_t kMob = 39;
// What one text of theirs sends out, to them and the listener.
constexpr double kBytesOut = static_cast<double>(kTextBytes - kShortTextBytes) * (kMob + 1);

wire::Bytes frame_2006(wire::Command2006 command, std::string_view text = "") {
  wire::Bytes frame;
  wire::append_frame(static_cast<std::int32_t>(command), "old", text, frame);
  return frame;
}

// Many say something long, one after another.
class LongTextsTest : public ::testing::Test {
 protected:
  LongTextsTest() {
    for (std::size_t i = 0; i < kMob; ++i) {
      names_.push_back("mob" + std::to_string(i));
      mob_.push_back(hall_.guest(names_.back()));
    }
    listener_.take_none();
    for (Guest& one : mob_)
      one.send(post(std::string(kTextBytes, 'x')));
    hall_.settle();
  }
  std::vector<std::string> heard_from() {
    std::vector<std::string> names;
    for (const wire::Message& message : listener_.take_only<wire::Message>())
      names.push_back(message.from);
    return names;
  }

  Hall hall_{{.flood = {1000, 1000}}};
  Guest listener_ = hall_.guest("listener");
  std::vector<std::string> names_;
  std::vector<Guest> mob_;
};

TEST_F(LongTextsTest, AreHeldBackAndShortOnesAreNot) {
  std::size_t heard = heard_from().size();
  EXPECT_NEAR(static_cast<double>(heard), kLongTextBurstBytes / kBytesOut, 1.5);
  Guest talker = hall_.guest("talker");
  talker.send(post("short"));
  hall_.settle();
  EXPECT_EQ(listener_.take_only<wire::Message>().at(0).text, "short");
  for (int second = 0; second < 20; ++second) {
    hall_.pass(1s);
    const std::size_t now = heard_from().size();
    EXPECT_LE(static_cast<double>(now), kLongTextBytesPerSecond / kBytesOut + 1);
    heard += now;
  }
  EXPECT_EQ(heard, kMob) << "all come in the end";
}

TEST_F(LongTextsTest, OfOneLengthAreSaidInTheOrderInWhichTheyCame) {
  std::vector<std::string> heard = heard_from();
  for (int part = 0; part < 200 && heard.size() < kMob; ++part) {
    hall_.pass(100ms);
    for (std::string& name : heard_from())
      heard.push_back(std::move(name));
  }
  EXPECT_EQ(heard, names_);
}

TEST_F(LongTextsTest, EachIsToldItsOwnWait) {
  const std::size_t at_once = heard_from().size();
  std::uint32_t longest = 0;
  for (std::size_t i = at_once; i < kMob; ++i) {
    const auto told = mob_[i].take_only<wire::Held>();
    if (longest > 0) {
      ASSERT_THAT(told, SizeIs(1));
      EXPECT_GT(told[0].milliseconds, longest);
    }
    longest = told.empty() ? 0 : told[0].milliseconds;
  }
  const double expected =
      kBytesOut * static_cast<double>(kMob - at_once) / kLongTextBytesPerSecond * 1000;
  EXPECT_NEAR(longest, expected, kBytesOut / kLongTextBytesPerSecond * 1000);
}

TEST_F(LongTextsTest, AShorterOnePassesThoseThatAreLonger) {
  static_cast<void>(heard_from());
  Guest talker = hall_.guest("talker");
  talker.send(post(std::string(kShortTextBytes + 100, 'x')));
  hall_.settle();
  EXPECT_THAT(heard_from(), IsEmpty());
  hall_.pass(300ms);
  const std::vector<std::string> heard = heard_from();
  ASSERT_THAT(heard, Not(IsEmpty()));
  EXPECT_EQ(heard.front(), "talker");
}

TEST_F(LongTextsTest, ALongerOneIsNotPassedWithoutEnd) {
  LongTexts texts(hall_.clock.now());
  const auto stand_in_line = [&](const char* name, std::size_t bytes, Clock::Instant now) {
    texts.said(static_cast<std::size_t>(kLongTextBurstBytes) * 2, now);
    EXPECT_GT(texts.wait(*hall_.server.find_person(name), bytes, now), 0ms);
  };
  const Clock::Instant begin = hall_.clock.now();
  stand_in_line("mob0", static_cast<std::size_t>(kLongTextBytesPerSecond), begin);
  const Clock::Instant end = begin + 1s * kLongTextYields;
  stand_in_line("mob1", 10, end - 1s);
  stand_in_line("mob2", 10, end + 1s);
  for (const char* name : {"mob1", "mob0", "mob2"})
    EXPECT_EQ(texts.next(end + 1h)->nick(), name);
}

TEST_F(LongTextsTest, WhoeverIsPassedHearsThatItGoesOn) {
  Guest& passed = mob_.back();
  passed.take_none();
  // These are in already, and have half a minute's worth of shorter ones.
  for (std::size_t i = 0; i < kMob / 2; ++i) {
    for (int text = 0; text < 25; ++text)
      mob_[i].send(post(std::string(kTextBytes / 2, 'x')));
  }
  for (int second = 0; second < 30; ++second)
    hall_.pass(1s);
  EXPECT_TRUE(passed.wire().paused());
  EXPECT_THAT(passed.take_only<wire::Held>(), SizeIs(Ge(5U)));
}

TEST_F(LongTextsTest, WhoeverLeavesTheLineKeepsNobodyWaiting) {
  const std::size_t at_once = heard_from().size();
  for (std::size_t i = at_once; i + 1 < kMob; ++i)
    mob_[i].wire().peer_ends("gone");
  hall_.pass(500ms);
  EXPECT_EQ(heard_from(), std::vector<std::string>{names_.back()});
}

TEST_F(LongTextsTest, OfProgramsOf2006StandInTheSameLine) {
  static_cast<void>(heard_from());
  const auto old = hall_.connect();
  old->peer_sends(frame_2006(wire::Command2006::kLogin));
  const std::string text(4'000, 'x');
  wire::Bytes bytes = frame_2006(wire::Command2006::kMessage, "short");
  for (const std::string& said : {text, std::string("behind it")}) {
    const wire::Bytes frame = frame_2006(wire::Command2006::kMessage, said);
    bytes.insert(bytes.end(), frame.begin(), frame.end());
  }
  old->peer_sends(bytes);
  hall_.settle();
  EXPECT_THAT(texts_of(listener_.take_only<wire::Message>()), ElementsAre("short"));
  EXPECT_TRUE(old->paused());
  old->peer_sends(frame_2006(wire::Command2006::kMessage, "last"));
  std::vector<std::string> heard;
  for (int second = 0; second < 20; ++second) {
    hall_.pass(1s);
    for (const wire::Message& message : listener_.take_only<wire::Message>()) {
      if (message.from == "old")
        heard.push_back(message.text);
    }
  }
  EXPECT_THAT(heard, ElementsAre(text, "behind it", "last"));
  EXPECT_FALSE(old->paused());
}

TEST_F(LongTextsTest, APrivateOneOf2006WaitsForNobody) {
  const auto old = hall_.connect();
  old->peer_sends(frame_2006(wire::Command2006::kLogin));
  old->peer_sends(
      frame_2006(wire::Command2006::kMessage, "/msg listener " + std::string(2'000, 'x')));
  hall_.settle();
  EXPECT_THAT(listener_.take_only<wire::Private>(), SizeIs(1));
}

TEST_F(LongTextsTest, WhoeverLeavesTheLineIn2006SaysNothing) {
  static_cast<void>(heard_from());
  const auto old = hall_.connect();
  old->peer_sends(frame_2006(wire::Command2006::kLogin));
  old->peer_sends(frame_2006(wire::Command2006::kMessage, std::string(4'000, 'x')));
  old->peer_ends("gone");
  std::vector<std::string> heard;
  for (int second = 0; second < 20; ++second) {
    hall_.pass(1s);
    for (std::string& name : heard_from())
      heard.push_back(std::move(name));
  }
  EXPECT_THAT(heard, Not(Contains("old")));
}

TEST_F(LongTextsTest, NoneOwesMoreThanItself) {
  Session& session = *hall_.server.find_person("mob0");
  const Clock::Instant now = hall_.clock.now();
  LongTexts texts(now);
  const auto a_second = static_cast<std::size_t>(kLongTextBytesPerSecond);
  for (int i = 0; i < 1'000; ++i)
    texts.said(a_second, now);
  EXPECT_LE(texts.wait(session, 1, now), 1001ms);
}

}  // namespace
}  // namespace hubbub::net::server::testing

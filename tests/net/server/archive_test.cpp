#include "net/server/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/messages.h"
#include "tests/net/server/kept_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ArchiveTest = KeptHall;

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(ArchiveTest, FanOutDoesNotWaitForTheDiskAndTheAcknowledgementDoes) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  commit();
  ann.take_none();
  bob.take_none();
  const wire::Post line = post("hello");
  ann.send(line);
  settle();
  EXPECT_THAT(texts_of(bob.take_only<wire::Message>()), ElementsAre("hello"));
  EXPECT_THAT(ann.take_only<wire::Ack>(), IsEmpty());
  history.commit();
  settle();
  const auto acks = ann.take_only<wire::Ack>();
  ASSERT_THAT(acks, SizeIs(1));
  EXPECT_EQ(acks[0].id, line.id);
}

TEST_F(ArchiveTest, ARepeatedMessageIsAcknowledgedWhenTheFirstOneIsSafe) {
  Guest ann = come("ann", 1);
  commit();
  ann.take_none();
  const wire::Post line = post("hello");
  ann.send(line);
  ann.send(line);
  settle();
  auto messages = ann.take();
  EXPECT_THAT(messages, SizeIs(1)) << "said once, and not acknowledged yet";
  history.commit();
  settle();
  EXPECT_THAT(ann.take_only<wire::Ack>(), SizeIs(2));
}

TEST_F(ArchiveTest, WhoeverComesBackAfterAKillForgetsWhatWasNotOnTheDisk) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  const auto roster = bob.take_only<wire::Roster>().at(0);
  const wire::Post safe = post("safe");
  const wire::Post lost = post("lost");
  ann.send(safe);
  commit();
  const std::uint64_t kept = bob.take_only<wire::Message>().at(0).seq;
  ann.send(lost);
  settle();
  EXPECT_EQ(bob.take_only<wire::Message>().at(0).seq, kept + 1);
  kill_and_start();

  // Ann is first, and sends again what was not acknowledged.
  Guest ann_again = come("ann", 1, at(roster, kept + 1));
  ann_again.send(safe);
  ann_again.send(lost);
  commit();
  EXPECT_THAT(ann_again.take_only<wire::Ack>(), SizeIs(2));
  Guest bob_again = come("bob", 2, at(roster, kept + 1));
  settle();
  const auto messages = bob_again.take();
  const auto& place = std::get<wire::Roster>(messages.at(1));
  EXPECT_EQ(place.epoch, roster.epoch);
  EXPECT_NE(place.run, roster.run);
  EXPECT_EQ(place.kept, kept);
  EXPECT_EQ(place.first, kept + 1);
  std::vector<std::string> heard;
  for (const FromHost& message : messages) {
    if (const auto* line = std::get_if<wire::Message>(&message))
      heard.push_back(line->text);
  }
  EXPECT_THAT(heard, ElementsAre("lost")) << "once, in its new place; the safe one it has";
}

TEST_F(ArchiveTest, ANewcomersBacklogComesFromTheDiskAfterARestart) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 20; ++i)
    ann.send(post("line " + std::to_string(i)));
  commit();
  kill_and_start();
  Guest bob = come("bob", 2, with_backlog(3));
  EXPECT_THAT(texts_of(bob.take_only<wire::Message>()),
              ElementsAre("line 17", "line 18", "line 19"));
}

TEST_F(ArchiveTest, ANewcomersBacklogIsBoundedAfterARestartToo) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 20; ++i)
    ann.send(post(std::string(20'000, 'x')));
  commit();
  kill_and_start();
  Guest bob = come("bob", 2, with_backlog(20));
  settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(kMaxBacklogBytes / 20'100));
}

TEST_F(ArchiveTest, LinesFromBeforeAndLiveOnesComeInOneOrderWithoutGap) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 3'000; ++i)
    ann.send(post(std::string(100, 'x')));
  commit();
  kill_and_start();
  Guest talker = come("talker", 3);
  Guest bob = come_slowly("bob", 2, 2'000);
  // Slow, while others go on talking, and the history answers bit by bit.
  std::uint64_t next = 0;
  std::size_t heard = 0;
  const auto take_in = [&] {
    for (const FromHost& message : bob.take()) {
      std::uint64_t seq = 0;
      if (const auto* roster = std::get_if<wire::Roster>(&message))
        next = roster->first;
      if (const auto* line = std::get_if<wire::Message>(&message))
        seq = line->seq;
      if (const auto* joined = std::get_if<wire::Joined>(&message))
        seq = joined->seq;
      if (seq == 0)
        continue;
      EXPECT_EQ(seq, next++);
      ++heard;
    }
  };
  for (int turn = 0; turn < 200; ++turn) {
    talker.send(post("live " + std::to_string(turn)));
    hall->settle();
    history.answer();
    bob.wire().allow(2'000);
    hall->settle();
    take_in();
  }
  bob.wire().allow(100'000'000);
  settle();
  take_in();
  EXPECT_GE(heard, 700U);
  EXPECT_TRUE(bob.well_formed());
}

TEST_F(ArchiveTest, WhoeverFallsFarBehindIsServedFromTheHistoryAndLosesNothing) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  std::uint64_t next = bob.take_only<wire::Roster>().at(0).as_of + 1;
  bob.wire().allow(1'234);
  const std::string text(60'000, 'x');
  std::uint64_t sent = 0;
  for (; sent < 400; ++sent) {  // three times what the log holds
    ann.send(post(text));
    hall->settle();
    if (sent % 50 == 0)
      history.commit();
  }
  commit();
  EXPECT_FALSE(bob.wire().closed());
  std::uint64_t heard = 0;
  for (int turn = 0; turn < 2'000; ++turn) {
    bob.wire().allow(100'000);
    settle();
    for (const wire::Message& message : bob.take_only<wire::Message>()) {
      EXPECT_EQ(message.seq, next++);
      ++heard;
    }
  }
  EXPECT_EQ(heard, sent);
  EXPECT_TRUE(bob.well_formed());
}

TEST_F(ArchiveTest, RoomsTopicsAndTheirNumbersOutliveTheHost) {
  wire::Login login;
  login.rooms = {position("games")};
  Guest ann = come("ann", 1, login);
  ann.send(wire::SetTopic{"games", "chess\nat eight"});
  ann.send(post("e4", "games"));
  commit();
  kill_and_start();
  Guest bob = come("bob", 2);
  bob.send(wire::ListRooms{});
  settle();
  const auto rooms = bob.take_only<wire::Rooms>().at(0).rooms;
  ASSERT_THAT(rooms, SizeIs(2));
  EXPECT_EQ(rooms[0].room, "lobby");
  EXPECT_EQ(rooms[1].room, "games");
  EXPECT_EQ(rooms[1].topic, "chess at eight");
  EXPECT_EQ(rooms[1].people, 0U);
}

TEST_F(ArchiveTest, APageHoldsWhatCameBefore) {
  Guest ann = come("ann", 1);
  for (int i = 0; i < 10; ++i)
    ann.send(post("line " + std::to_string(i)));
  commit();
  const std::uint64_t last = ann.take_only<wire::Message>().back().seq;
  ann.send(wire::Fetch{"", 7, 0, last, 3});
  settle();
  const auto page = ann.take_only<wire::Page>().at(0);
  EXPECT_EQ(page.token, 7U);
  EXPECT_EQ(page.more, 1);
  ASSERT_THAT(page.entries, SizeIs(3));
  EXPECT_EQ(page.entries[2].text, "line 8");
  EXPECT_EQ(page.entries[2].seq, last - 1);
  EXPECT_EQ(page.entries[2].own, 1);
  EXPECT_EQ(page.entries[2].who, wire::head_of(key_of(1)));
  Guest bob = come("bob", 2);
  bob.send(wire::Fetch{"elsewhere", 8, 0, 0, 3});
  settle();
  EXPECT_FALSE(bob.take_only<wire::Page>().at(0).problem.empty());
}

TEST_F(ArchiveTest, QuestionsBeyondTheBoundAreAnsweredAtOnce) {
  Guest ann = come("ann", 1);
  commit();
  ann.take_none();
  for (std::uint32_t token = 0; token < kMaxQuestions + 3; ++token)
    ann.send(wire::Search{"", token, 0, "word"});
  hall->settle();
  EXPECT_THAT(ann.take_only<wire::Found>(), SizeIs(3));
  settle();
  EXPECT_THAT(ann.take_only<wire::Found>(), SizeIs(kMaxQuestions));
}

// Deep in the history a word may be that no index knows: one look does not get there.
TEST_F(ArchiveTest, ASearchGoesOnUntilSomethingIsFoundOrAllIsLookedAt) {
  Guest ann = come("ann", 1);
  ann.send(post("deep"));
  for (int i = 0; i < 20; ++i)
    ann.send(post("line"));
  commit();
  ann.take_none();
  history.set_lines_of_a_look(5);
  const auto look_for = [&](const std::string& text) {
    ann.send(wire::Search{"", 1, 0, text});
    for (int turn = 0; turn < 4; ++turn)
      settle();
    return ann.take_only<wire::Found>();
  };
  const auto found = look_for("deep");
  ASSERT_THAT(found, SizeIs(1)) << "one question, one answer";
  EXPECT_THAT(found[0].entries, SizeIs(1));
  const auto none = look_for("nothing");
  ASSERT_THAT(none, SizeIs(1));
  EXPECT_THAT(none[0].entries, SizeIs(0));
  EXPECT_EQ(none[0].next, 0U) << "all is looked at";
}

TEST_F(ArchiveTest, ManyPagesLeavePlaceForThoseWhoComeBack) {
  std::vector<Guest> crowd;
  for (std::size_t i = 0; i <= kMaxPages / kMaxQuestions; ++i)
    crowd.push_back(come("guest" + std::to_string(i), static_cast<std::uint8_t>(i + 1)));
  commit();
  const auto ask = [](Guest& guest) {
    for (std::uint32_t token = 0; token < kMaxQuestions; ++token)
      guest.send(wire::Fetch{"lobby", token, 0, 0, 3});
  };
  for (Guest& guest : crowd) {
    guest.take_none();
    ask(guest);
  }
  hall->settle();
  EXPECT_EQ(history.questions(), kMaxPages);
  const auto refused = crowd.back().take_only<wire::Page>();
  ASSERT_THAT(refused, SizeIs(kMaxQuestions));
  EXPECT_FALSE(refused[0].problem.empty());
  // Whoever goes without his answers gives their places back.
  crowd.front().wire().peer_ends("lost the connection");
  settle();
  for (std::size_t i = 1; i < crowd.size(); ++i) {
    crowd[i].take_none();
    ask(crowd[i]);
  }
  hall->settle();
  EXPECT_EQ(history.questions(), kMaxPages);
  EXPECT_THAT(crowd.back().take_only<wire::Page>(), IsEmpty());
}

TEST_F(ArchiveTest, AFullDiskRefusesNewMessagesAndLosesNone) {
  Guest ann = come("ann", 1);
  commit();
  ann.take_none();
  const wire::Post before = post("before");
  ann.send(before);
  hall->settle();
  history.set_writable(false);
  history.commit();
  settle();
  EXPECT_THAT(ann.take_only<wire::Ack>(), IsEmpty());
  ann.send(post("during"));
  ann.send(wire::Whisper{"ann", wire::MessageId::make(), "during"});
  ann.send(wire::SetTopic{"", "during"});
  settle();
  EXPECT_THAT(ann.take_only<wire::Refused>(), SizeIs(3));
  history.set_writable(true);
  history.commit();
  settle();
  EXPECT_EQ(ann.take_only<wire::Ack>().at(0).id, before.id);
}

TEST_F(ArchiveTest, WhatADamagedHistoryDoesNotKeepIsRefused) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  commit();
  ann.take_none();
  const wire::Post line = post("hello");
  const wire::Whisper whisper{"bob", wire::MessageId::make(), "psst"};
  ann.send(line);
  ann.send(whisper);
  settle();
  EXPECT_THAT(ann.take_only<wire::Refused>(), IsEmpty());
  history.damage();
  settle();
  const auto refused = ann.take_only<wire::Refused>();
  ASSERT_THAT(refused, SizeIs(2));
  EXPECT_EQ(refused[0].id, line.id);
  EXPECT_EQ(refused[1].id, whisper.id);
  ann.send(line);
  ann.send(whisper);
  settle();
  const auto messages = ann.take();
  ASSERT_THAT(messages, SizeIs(2)) << "again, at once";
  EXPECT_EQ(std::get<wire::Refused>(messages[0]).code, "not-kept");
  EXPECT_EQ(std::get<wire::Refused>(messages[1]).code, "read-only");
}

TEST_F(ArchiveTest, TellsHowManyLinesAreNoLongerKept) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  const auto roster = bob.take_only<wire::Roster>().at(0);
  const std::uint64_t seen = roster.as_of;
  for (int i = 0; i < 10; ++i)
    ann.send(post("line"));
  commit();
  bob.wire().peer_ends("lost the connection");
  kill_and_start();
  history.forget_below(1, seen + 5);
  Guest again = come("bob", 2, at(roster, seen));
  EXPECT_EQ(again.take_only<wire::Roster>().at(0).first, seen + 5);
}

TEST_F(ArchiveTest, ARepeatedMessageIsAcknowledgedAtOnceWhenNothingWaits) {
  Guest ann = come("ann", 1);
  const wire::Post line = post("hello");
  ann.send(line);
  commit();
  ann.take_none();
  ann.send(line);
  settle();
  EXPECT_THAT(ann.take_only<wire::Ack>(), SizeIs(1)) << "no commit would follow";
}

TEST_F(ArchiveTest, WhatItHasIsAcknowledgedThoughTheDiskTakesNoMore) {
  Guest ann = come("ann", 1);
  const wire::Post line = post("hello");
  ann.send(line);
  commit();
  ann.take_none();
  history.set_writable(false);
  ann.send(line);
  settle();
  const auto answer = ann.take();
  ASSERT_THAT(answer, SizeIs(1));
  EXPECT_EQ(std::get<wire::Ack>(answer[0]).id, line.id);
}

}  // namespace
}  // namespace hubbub::net::server::testing

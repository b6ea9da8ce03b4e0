#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/order.h"
#include "net/wire/messages.h"
#include "tests/net/server/moderated_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;
using wire::Act;

using Moderation = ModeratedHall;

TEST_F(Moderation, IsForTheHostAndThoseItPromoted) {
  does(*ann, act(Act::kMute, "bob"));
  EXPECT_EQ(refusal_of(*ann), "not-allowed");
  does(*host, act(Act::kPromote, "ann"));
  does(*ann, act(Act::kMute, "bob", 60));
  EXPECT_EQ(refusal_of(*ann), "");
  does(*ann, act(Act::kPromote, "bob"));
  EXPECT_EQ(refusal_of(*ann), "not-allowed") << "only the host promotes";
  does(*ann, act(Act::kKick, "host"));
  EXPECT_EQ(refusal_of(*ann), "not-allowed") << "nobody acts on those above";
  does(*host, act(Act::kDemote, "ann"));
  does(*ann, act(Act::kUnmute, "bob"));
  EXPECT_EQ(refusal_of(*ann), "not-allowed");
  ann->take_only<wire::Moderated>();
  does(*host, act(Act::kDemote, "ann"));
  EXPECT_EQ(refusal_of(*host), "not-changed");
  EXPECT_THAT(ann->take_only<wire::Moderated>(), SizeIs(0)) << "nothing happened";
}

TEST_F(Moderation, LeavesALineThatSaysAllOfIt) {
  does(*host, act(Act::kMute, "bob", 600, "spam"));
  const auto told = ann->take_only<wire::Moderated>();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].by, "host");
  EXPECT_EQ(told[0].who, "bob");
  EXPECT_EQ(told[0].room, "lobby");
  EXPECT_EQ(told[0].text, "host has muted bob for 10 minutes: spam");
  EXPECT_GT(told[0].until, told[0].time);
}

TEST_F(Moderation, WhoeverIsMutedIsRefusedUntilTheEnd) {
  does(*host, act(Act::kMute, "bob", 60));
  bob->send(post("hello"));
  bob->send(wire::Whisper{"ann", wire::MessageId::make(), "hello"});
  commit();
  const auto refused = bob->take_only<wire::Refused>();
  ASSERT_THAT(refused, SizeIs(2));
  EXPECT_EQ(refused[0].code, "muted");
  EXPECT_THAT(refused[0].text, HasSubstr("1 minute"));
  bob->send(wire::Whisper{"host", wire::MessageId::make(), "why?"});
  commit();
  EXPECT_THAT(host->take_only<wire::Private>(), SizeIs(1)) << "those who can undo it hear";
  hall->clock.advance(61s);
  bob->send(post("hello"));
  commit();
  EXPECT_THAT(ann->take_only<wire::Message>(), SizeIs(1));
}

TEST_F(Moderation, MutesAndBansEndByTheSteadyClockWhateverTheWallClockShows) {
  Guest eve = hall->keyed("eve", 3);
  does(*host, act(Act::kMute, "bob", 600));
  does(*host, act(Act::kBan, "eve", 600));
  for (const auto turn : {1h, -26h, 24h * 400}) {
    hall->clock.turn_wall(turn);
    bob->send(post("hello"));
    commit();
    EXPECT_EQ(refusal_of(*bob), "muted");
    Guest again = hall->keyed("eve", 3);
    EXPECT_EQ(farewell_of(again), "banned");
    static_cast<void>(host->take());
    host->send(wire::ListBans{});
    commit();
    const auto listed = host->take_only<wire::Bans>();
    ASSERT_THAT(listed, SizeIs(1));
    ASSERT_THAT(listed[0].bans, SizeIs(1));
    EXPECT_EQ(listed[0].bans[0].until, hall->clock.wall() + 600s) << "as the clock will show it";
  }
  hall->clock.turn_wall(-26h);
  hall->clock.advance(601s);
  bob->send(post("hello"));
  commit();
  EXPECT_EQ(refusal_of(*bob), "");
  Guest again = hall->keyed("eve", 3);
  EXPECT_EQ(farewell_of(again), "");
}

TEST_F(Moderation, WhatTheClockDoesIsToldToWhoeverRunsTheHost) {
  hall->clock.turn_wall(24h * 400);
  hall->pass(1s);
  hall->pass(1s);
  const auto problems = hall->events_of<wire::HostProblem>();
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].code, "clock-jumped");
}

TEST(Removal, IsGoneFromTheMemoryOfAHostWithoutAHistory) {
  Server::Options options = Hall::open_house();
  options.owner = key_of(kHostKey);
  Hall hall(options);
  Guest host = hall.keyed("host", kHostKey);
  Guest ann = hall.keyed("ann", 1);
  const auto text = [](std::size_t bytes) { return "rude" + std::string(bytes, 'x'); };
  for (const std::size_t bytes : {1U, 60'000U})
    ann.send(post(text(bytes)));
  ann.send(post("nice"));
  hall.settle();
  for (const wire::Message& message : host.take_only<wire::Message>()) {
    wire::Moderate clear = act(Act::kClear, "");
    clear.target = message.seq;
    if (message.text != "nice")
      host.send(clear);
  }
  hall.settle();
  wire::Login login;
  login.rooms = {position("lobby", 10)};
  Guest eve = hall.keyed("eve", 3, login);
  const auto heard = eve.take_only<wire::Message>();
  EXPECT_THAT(texts_of(heard), ElementsAre("", "", "nice"));
  EXPECT_TRUE(eve.well_formed());
  EXPECT_EQ(heard.at(0).from, "ann");
  EXPECT_EQ(heard.at(0).who, wire::head_of(key_of(1)));
  const RoomLog& log = hall.server.lobby().log;
  std::string all;
  for (RoomLog::Position at = log.begin(); at < log.end();) {
    const RoomLog::Run run = log.run_from(at);
    all += wire::as_text(run.bytes());
    at += run.size;
  }
  EXPECT_EQ(all.find("rude"), std::string::npos);
}

TEST_F(Moderation, MutesRolesAndBansOutliveTheHost) {
  does(*host, act(Act::kMute, "bob"));
  does(*host, act(Act::kPromote, "ann"));
  Guest eve = hall->keyed("eve", 3);
  does(*host, act(Act::kBan, "eve"));
  does(*host, act(Act::kLock, ""));
  hall.reset();
  start();
  bob->send(post("hello"));
  commit();
  EXPECT_EQ(refusal_of(*bob), "muted");
  does(*ann, act(Act::kUnmute, "bob"));
  EXPECT_EQ(refusal_of(*ann), "");
  Guest again = hall->keyed("eve", 3);
  EXPECT_EQ(farewell_of(again), "banned");
  Guest stranger = hall->keyed("stranger", 4);
  EXPECT_EQ(farewell_of(stranger), "locked");
}

TEST_F(Moderation, WhoeverIsThrownOutMayComeBack) {
  does(*host, act(Act::kKick, "bob", 0, "enough"));
  const auto farewells = bob->take_only<wire::Farewell>();
  ASSERT_THAT(farewells, SizeIs(1));
  EXPECT_EQ(farewells[0].code, "kicked");
  EXPECT_EQ(farewells[0].text, "host has thrown you out: enough");
  EXPECT_EQ(farewells[0].retry, 0) << "not by itself";
  Guest again = hall->keyed("bob", 2);
  EXPECT_EQ(farewell_of(again), "");
}

wire::Moderate removal_of(std::uint64_t seq) {
  wire::Moderate removal;
  removal.act = Act::kClear;
  removal.room = "lobby";
  removal.target = seq;
  return removal;
}

TEST_F(Moderation, AModeratorRemovesNothingOfThoseAbove) {
  does(*host, act(Act::kPromote, "ann"));
  const wire::Moderate clear = removal_of(say(*host, "by the host"));
  does(*ann, clear);
  EXPECT_EQ(refusal_of(*ann), "not-allowed");
  does(*host, clear);
  EXPECT_EQ(refusal_of(*host), "");
}

TEST_F(Moderation, OnlyMessagesAreRemovedAndOnlyOnce) {
  wire::Moderate clear = removal_of(say(*bob, "spam"));
  does(*host, clear);
  EXPECT_EQ(refusal_of(*host), "");
  does(*host, clear);
  EXPECT_EQ(refusal_of(*host), "not-changed");
  clear.target = 1;  // somebody came
  does(*host, clear);
  EXPECT_EQ(refusal_of(*host), "no-such-line");
}

TEST_F(Moderation, WhatWouldChangeNothingIsAnswered) {
  bob->send(wire::ChangeNick{"bob"});
  commit();
  EXPECT_EQ(refusal_of(*bob), "not-changed");
  bob->send(wire::SetTopic{"", "Cards"});
  commit();
  EXPECT_EQ(refusal_of(*bob), "");
  bob->send(wire::SetTopic{"", " Cards "});
  commit();
  EXPECT_EQ(refusal_of(*bob), "not-changed");
}

TEST_F(Moderation, AReasonAndATopicOfNothingVisibleAreRefused) {
  does(*host, act(Act::kKick, "bob", 0, "\u200B"));
  EXPECT_EQ(refusal_of(*host), "empty-text");
  host->send(wire::SetTopic{"", "\u3164"});
  commit();
  EXPECT_EQ(refusal_of(*host), "empty-text");
  for (const char* text : {"\u200B", "\u3164", "\u00A0", "\t", " \n"}) {
    bob->send(post(text));
    commit();
    EXPECT_EQ(refusal_of(*bob), "empty-text") << text;
    wire::Whisper whisper;
    whisper.to = "ann";
    whisper.text = text;
    bob->send(whisper);
    commit();
    EXPECT_EQ(refusal_of(*bob), "empty-text") << text;
  }
}

TEST_F(Moderation, ALockedPartyTakesThoseItKnows) {
  does(*host, act(Act::kLock, ""));
  bob->wire().peer_ends("lost the connection");
  hall->settle();
  Guest back = hall->keyed("bob", 2);
  EXPECT_EQ(back.take_only<wire::Welcome>().at(0).locked, 1);
  Guest stranger = hall->keyed("stranger", 4);
  EXPECT_EQ(farewell_of(stranger), "locked");
  Guest old = hall->guest("oldtimer");
  EXPECT_EQ(farewell_of(old), "locked");
  does(*host, act(Act::kUnlock, ""));
  Guest later = hall->keyed("stranger", 4);
  EXPECT_EQ(farewell_of(later), "");
}

TEST_F(Moderation, ARemovedMessageIsGoneForWhoeverComesLater) {
  ann->send(post("something rude"));
  ann->send(post("something nice"));
  commit();
  const std::uint64_t rude = bob->take_only<wire::Message>().at(0).seq;
  wire::Moderate clear = act(Act::kClear, "");
  clear.target = rude;
  does(*host, clear);
  EXPECT_EQ(bob->take_only<wire::Moderated>().at(0).target, rude);
  wire::Login login;
  login.rooms = {position("lobby", 10)};
  Guest eve = hall->keyed("eve", 3, login);
  history.answer();
  commit();
  std::vector<std::string> texts;
  for (const wire::Message& message : eve.take_only<wire::Message>())
    texts.push_back(message.text);
  EXPECT_THAT(texts, ElementsAre("", "something nice"));
  clear.target = 1'000'000;
  does(*host, clear);
  EXPECT_EQ(refusal_of(*host), "no-such-line");
}

TEST_F(Moderation, WhoeverWasAwayDuringARemovalIsToldWhatWasRemoved) {
  bob->send(wire::Logout{});
  ann->send(post("something rude"));
  commit();
  const wire::Message rude = ann->take_only<wire::Message>().at(0);
  wire::Login login;
  login.rooms = {position("lobby", 10)};
  Guest seen = hall->keyed("bob", 2, login, "10.0.0.2:5000");
  const wire::Roster roster = seen.take_only<wire::Roster>().at(0);
  seen.send(wire::Logout{});
  wire::Moderate clear = act(Act::kClear, "");
  clear.target = rude.seq;
  does(*host, clear);
  hall.reset();
  start();  // so that it comes from the history
  login.rooms = {{"lobby", roster.epoch, roster.run, roster.as_of, 100}};
  bob->send(wire::Logout{});
  commit();
  Guest back = hall->keyed("bob", 2, login, "10.0.0.2:5000");
  history.answer();
  commit();
  const auto told = back.take_only<wire::Moderated>();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].act, Act::kClear);
  EXPECT_EQ(told[0].target, rude.seq);
}

TEST_F(Moderation, RefusalsWithoutEndAreAbuse) {
  for (int i = 0; i < 250 && !ann->wire().finished(); ++i) {
    ann->send(act(Act::kLock, ""));
    hall->settle();
  }
  EXPECT_EQ(farewell_of(*ann), "abuse");
}

TEST(Admission, CanBeForEncryptedPeopleOnly) {
  Server::Options options = Hall::open_house();
  options.require_tls = true;
  Hall hall(options);
  Guest plain = hall.guest("ann");
  EXPECT_EQ(plain.take_only<wire::Farewell>().at(0).code, "tls-required");
  const auto old = hall.connect();
  wire::Bytes login;
  wire::append_2006(wire::Command2006::kLogin, "old", "", login);
  old->peer_sends(login);
  hall.settle();
  EXPECT_TRUE(old->finished());
  Guest ann = hall.keyed("ann", 1);
  EXPECT_THAT(ann.take_only<wire::Welcome>(), SizeIs(1));
}

TEST_F(Moderation, WhoeverIsMutedSaysNothingByANameOrAReasonToGo) {
  does(*host, act(Act::kMute, "bob"));
  ann->take_none();
  bob->send(wire::ChangeNick{"ann is a liar"});
  commit();
  EXPECT_EQ(refusal_of(*bob), "muted");
  bob->send(wire::Logout{"bob", "ann is a liar"});
  commit();
  const auto left = ann->take_only<wire::Left>();
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].reason, "left");
}

TEST_F(Moderation, WhatWasTakenBeforeIsAcknowledgedToTheMuted) {
  const wire::Post line = post("hello");
  bob->send(line);
  commit();
  does(*host, act(Act::kMute, "bob"));
  bob->take_none();
  bob->send(line);
  commit();
  const auto answer = bob->take();
  ASSERT_THAT(answer, SizeIs(1));
  EXPECT_EQ(std::get<wire::Ack>(answer[0]).id, line.id);
}

}  // namespace
}  // namespace hubbub::net::server::testing

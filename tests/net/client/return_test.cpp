// How a client takes its place again after a loss: what it asks for, and what it makes of the
// answer.
#include <gtest/gtest.h>

#include "net/client/hubbub_dialogue.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/net/client/returning.h"
#include "tests/support/net/events.h"

namespace hubbub::net::client {
namespace {

using tests::all_of;
using Return = tests::Returning;

// A name may have been somebody else's, and we may have had another one.
TEST_F(Return, OfWhatWasSaidBeforeTheKeyTellsWhatIsOurs) {
  line.secured.own_key.bytes[0] = 1;
  const wire::KeyHead own = wire::head_of(line.secured.own_key);
  const auto said = [&](const std::string& from, std::uint64_t seq, wire::KeyHead who) {
    hear(wire::Message{from, seq, {}, wire::MessageId::make(), "lobby", "hi", who});
  };
  roster(7, 3, 14, 11, 14);
  said("ann", 11, own + 1);
  said("anna", 12, own);
  said("ann", 13, 0);
  said("ann", 14, own);
  said("ann", 15, own);
  said("bob", 16, own);
  std::vector<bool> ours;
  for (const auto& message : tests::all_of<wire::MessageReceived>(line.events))
    ours.push_back(message.own);
  EXPECT_EQ(ours, std::vector<bool>({false, true, false, true, true, false}));
}

TEST_F(Return, AnotherOnesLineWithOurIdIsNotOurs) {
  line.secured.own_key.bytes[0] = 1;
  const wire::KeyHead own = wire::head_of(line.secured.own_key);
  roster(7, 3, 10, 11, 10);
  const wire::SendMessage ours{wire::MessageId::make(), "lobby", "mine"};
  dialogue->carry_out(ours, clock.now());
  connect();
  line.secured.own_key.bytes[0] = 1;
  roster(7, 3, 12, 11, 10);
  hear(wire::Message{"ann", 11, {}, ours.id, "lobby", "not mine", own + 1});
  hear(wire::Message{"eve", 12, {}, ours.id, "lobby", "nor this", own + 1});
  hear(wire::Unsure{"lobby", ours.id, 12});
  const auto lines = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_FALSE(lines[0].own || lines[1].own);
  EXPECT_TRUE(all_of<wire::MessageAcknowledged>(line.events).empty());
  EXPECT_EQ(line.take_sent<wire::Post>().size(), 2U) << "looked for, and sent again";
  hear(wire::Message{"ann", 13, {}, ours.id, "lobby", "mine", own});
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).back().own);
}

TEST_F(Return, WithoutAKeyOurIdIsOursUnderTheNameThatWeHad) {
  roster(7, 3, 10, 11, 10);
  const wire::SendMessage ours{wire::MessageId::make(), "lobby", "mine"};
  dialogue->carry_out(ours, clock.now());
  standing.find("lobby")->own_nick = "anna";  // as of a room that we came into after a new name
  hear(wire::Message{"eve", 11, {}, ours.id, "lobby", "not mine"});
  hear(wire::Message{"ann", 12, {}, ours.id, "lobby", "nor this", 5});
  hear(wire::Message{"ann", 13, {}, ours.id, "lobby", "mine"});
  const auto lines = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_FALSE(lines[0].own || lines[1].own);
  EXPECT_TRUE(lines[2].own);
  EXPECT_EQ(standing.unconfirmed.messages().at(0).at, 13U);
}

TEST_F(Return, TheLobbyInAnotherSpellingIsTheLobby) {
  const wire::SendMessage early{wire::MessageId::make(), "Lobby", "to the lobby"};
  standing.want("Lobby");
  standing.unconfirmed.add({early.id, false, early.room, early.text});
  connect();
  EXPECT_EQ(standing.rooms.size(), 1U);
  roster(7, 3, 10, 11, 10);
  dialogue->carry_out(wire::SendMessage{wire::MessageId::make(), "LOBBY", "too"}, clock.now());
  const auto posts = line.take_sent<wire::Post>();
  ASSERT_EQ(posts.size(), 2U);
  EXPECT_EQ(posts[0].room, "lobby");
  EXPECT_EQ(posts[1].room, "lobby");
  standing.want("Lobby");  // while away
  connect();
  EXPECT_EQ(standing.rooms.size(), 1U);
}

TEST_F(Return, ARoomThatOneIsInIsTheSameUnderAnotherSpelling) {
  roster(7, 3, 10, 11, 10);
  const auto ask = [this](auto request) { dialogue->carry_out(request, clock.now()); };
  const auto came_in = [this](const std::string& room) {
    hear(wire::Roster{room, 8, 3, 1, 2, 0, {}, 0, {{"ann", {}}}});
  };
  ask(wire::JoinRoom{"games"});
  came_in("games");
  ask(wire::JoinRoom{"Games"});
  ask(wire::SendMessage{wire::MessageId::make(), "Games", "hi"});
  const auto posts = line.take_sent<wire::Post>();
  ASSERT_EQ(posts.size(), 1U) << "it waits for no second roster";
  EXPECT_EQ(posts[0].room, "games");
  ask(wire::JoinRoom{"chess"});
  came_in("chess");
  EXPECT_EQ(standing.find("Games"), nullptr);
  ASSERT_NE(standing.find("chess"), nullptr);
  EXPECT_TRUE(standing.find("chess")->entered);
  ask(wire::LeaveRoom{"gAmEs"});
  EXPECT_TRUE(standing.find("games")->leaving);
}

TEST_F(Return, WhatWasSaidInARoomThatTheHostSpellsAnotherWayIsFoundWithIt) {
  roster(7, 3, 10, 11, 10);
  dialogue->carry_out(wire::JoinRoom{"Games"}, clock.now());
  const wire::SendMessage first{wire::MessageId::make(), "Games", "hi"};
  dialogue->carry_out(first, clock.now());
  hear(wire::Roster{"games", 8, 3, 1, 2, 0, {}, 0, {{"ann", {}}}});
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).room, "games");
  hear(wire::Unsure{"games", first.id, 1});
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).from, 2U);
}

TEST_F(Return, SaysTheRunAndTheLastNumberItHas) {
  roster(7, 3, 10, 11, 10);
  message(11);
  message(12);
  connect();
  const auto logins = line.take_sent<wire::Login>();
  ASSERT_EQ(logins.size(), 1U);
  EXPECT_EQ(logins[0].rooms.at(0).epoch, 7U);
  EXPECT_EQ(logins[0].rooms.at(0).run, 3U);
  EXPECT_EQ(logins[0].rooms.at(0).after, 12U);
}

TEST_F(Return, ForgetsWhatTheHostHasNotKeptAndTakesItsNumbersAgain) {
  roster(7, 3, 10, 11, 10);
  for (std::uint64_t seq = 11; seq <= 14; ++seq)
    message(seq);
  connect();
  roster(7, 4, 13, 13, 12);
  const auto retracted = all_of<wire::LinesRetracted>(line.events);
  ASSERT_EQ(retracted.size(), 1U);
  EXPECT_EQ(retracted[0].room, "lobby");
  EXPECT_EQ(retracted[0].kept, 12U);
  EXPECT_EQ(all_of<wire::RosterReceived>(line.events).at(0).missed, 0U);
  message(13);
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
}

// A host that was put back from a copy does not know the runs since; those before them it does.
TEST_F(Return, SaysTheRunsBeforeTheLastOneToo) {
  roster(7, 3, 10, 11, 10);
  message(11);
  connect();
  roster(7, 901, 11, 12, 11);
  for (std::uint64_t seq = 12; seq <= 14; ++seq)
    message(seq);
  connect();
  roster(7, 55, 14, 15, 14);
  connect();
  const auto position = line.take_sent<wire::Login>().at(0).rooms.at(0);
  EXPECT_EQ(position.run, 55U);
  ASSERT_EQ(position.earlier.size(), 2U);
  EXPECT_EQ(position.earlier[0].run, 901U);
  EXPECT_EQ(position.earlier[0].after, 14U);
  EXPECT_EQ(position.earlier[1].run, 3U);
  EXPECT_EQ(position.earlier[1].after, 11U);
  // Of the last runs this host has nothing.
  roster(7, 56, 30, 12, 11);
  EXPECT_EQ(all_of<wire::LinesRetracted>(line.events).at(0).kept, 11U);
  connect();
  const auto next = line.take_sent<wire::Login>().at(0).rooms.at(0);
  ASSERT_EQ(next.earlier.size(), 3U);
  for (const wire::SeenRun& each : next.earlier)
    EXPECT_LE(each.after, 11U);
}

TEST_F(Return, NamesNoMoreRunsThanALoginHolds) {
  for (std::uint64_t run = 1; run < 3 * wire::kMaxSeenRuns; ++run) {
    roster(7, run, 10, 11, 10);
    connect();
  }
  const auto earlier = line.take_sent<wire::Login>().at(0).rooms.at(0).earlier;
  ASSERT_EQ(earlier.size(), wire::kMaxSeenRuns);
  EXPECT_EQ(earlier.front().run, 3 * wire::kMaxSeenRuns - 2) << "the newest";
}

TEST_F(Return, CountsWhatTheHostNoLongerHas) {
  roster(7, 3, 10, 11, 10);
  message(11);
  connect();
  roster(7, 3, 100, 51, 11);
  EXPECT_TRUE(all_of<wire::LinesRetracted>(line.events).empty());
  EXPECT_EQ(all_of<wire::RosterReceived>(line.events).at(0).missed, 39U);
}

TEST_F(Return, AskingWhoIsHereRetractsNothing) {
  roster(7, 3, 10, 11, 10);
  message(11);
  roster(7, 3, 11, 11, 5);
  EXPECT_TRUE(all_of<wire::LinesRetracted>(line.events).empty());
}

// Asked and answered by the same frame, but only one of them is the beginning of a stay.
TEST_F(Return, WhoWasThereBeforeOneLeftIsNotTakenForComingInAgain) {
  roster(7, 3, 10, 11, 10);
  const auto ask = [this](auto request) { dialogue->carry_out(request, clock.now()); };
  const auto games = [this](std::uint64_t as_of, std::uint64_t first) {
    hear(wire::Roster{"games", 8, 3, as_of, first, 0, {}, 0, {{"ann", {}}}});
  };
  ask(wire::JoinRoom{"games"});
  games(1, 2);
  ask(wire::RequestRoster{"games"});
  ask(wire::LeaveRoom{"games"});
  ask(wire::JoinRoom{"games"});
  games(1, 2);                                      // to the question
  hear(wire::Left{"ann", 2, {}, "games", "left"});  // of the first stay
  games(3, 2);
  EXPECT_TRUE(all_of<wire::RoomLeft>(line.events).empty());
  ASSERT_NE(standing.find("games"), nullptr);
  EXPECT_EQ(standing.find("games")->came_at, 3U);
}

TEST_F(Return, TellsOfANewHistory) {
  roster(7, 3, 10, 11, 10);
  connect();
  roster(8, 1, 2, 3, 0);
  EXPECT_EQ(all_of<wire::HistoryReset>(line.events).size(), 1U);
  EXPECT_TRUE(all_of<wire::LinesRetracted>(line.events).empty());
  message(3);
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
}

TEST_F(Return, TellsOfANewHistoryOfPrivateMessages) {
  connect();
  EXPECT_TRUE(all_of<wire::HistoryReset>(line.events).empty());
  standing.private_epoch += 1;
  connect();
  ASSERT_EQ(all_of<wire::HistoryReset>(line.events).size(), 1U);
  EXPECT_EQ(all_of<wire::HistoryReset>(line.events)[0].room, "");
}

TEST_F(Return, PrivateMessagesFromBeforeTheFirstVisitAreNoNewsAndThoseMissedAre) {
  line = {};
  connect(5);
  standing.private_epoch = 0;
  connect(5);
  hear(wire::Private{"bob", 5, {}, wire::MessageId::make(), "ann", "old", 0});
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).at(0).replay);
  connect(7);
  EXPECT_EQ(line.take_sent<wire::Login>().at(0).private_after, 5U);
  hear(wire::Private{"bob", 7, {}, wire::MessageId::make(), "ann", "missed", 0});
  EXPECT_FALSE(all_of<wire::MessageReceived>(line.events).at(0).replay);
}

TEST_F(Return, ForgetsPrivateMessagesThatTheHostHasLostAndTakesTheirNumbersAgain) {
  own_key.bytes.front() = 1;
  connect(0, {11, 0});
  for (std::uint64_t seq = 1; seq <= 3; ++seq)
    hear(wire::Private{"bob", seq, {}, wire::MessageId::make(), "ann", "lost", 0});
  connect(5, {12, 1});
  const wire::Login login = line.take_sent<wire::Login>().at(0);
  EXPECT_EQ(login.private_run, 11U);
  EXPECT_EQ(login.private_after, 3U);
  const auto retracted = all_of<wire::LinesRetracted>(line.events);
  ASSERT_EQ(retracted.size(), 1U);
  EXPECT_EQ(retracted[0].room, "");
  EXPECT_EQ(retracted[0].kept, 1U);
  connect(5, {13, 1});
  const wire::Login next = line.take_sent<wire::Login>().at(0);
  EXPECT_EQ(next.private_after, 1U);
  ASSERT_EQ(next.private_earlier.size(), 1U);
  EXPECT_EQ(next.private_earlier[0].run, 11U);
  EXPECT_EQ(next.private_earlier[0].after, 1U);
  EXPECT_TRUE(all_of<wire::LinesRetracted>(line.events).empty());
}

TEST_F(Return, WhoSaidAPrivateLineIsTheHostsWord) {
  hear(wire::Private{"anna", 0, {}, wire::MessageId::make(), "bob", "psst", 1});
  hear(wire::Private{"ann", 0, {}, wire::MessageId::make(), "anna", "psst", 0});
  const auto lines = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].own);
  EXPECT_FALSE(lines[1].own);
}

TEST_F(Return, AnotherUndertakingGoesOnWhereTheLastOneStood) {
  roster(7, 3, 10, 11, 10);
  message(11);
  Standing next;
  next.rooms.emplace_back().lobby = true;
  next.want("games");
  next.want("Chess");
  Place place{"party:24280", false, true, standing.rooms, standing.private_epoch, 5};
  place.rooms.emplace_back().room = "chess";
  next.go_on_from(place, true);
  ASSERT_EQ(next.rooms.size(), 3U);
  EXPECT_TRUE(next.rooms[0].lobby);
  EXPECT_EQ(next.rooms[0].after, 11U);
  EXPECT_EQ(next.rooms[1].room, "chess") << "in one spelling";
  EXPECT_EQ(next.rooms[2].room, "games");
  EXPECT_EQ(next.private_epoch, 99U);
  EXPECT_EQ(next.private_after, 5U);
  EXPECT_FALSE(next.welcomed);
  Standing unencrypted;
  unencrypted.go_on_from(place, false);
  EXPECT_EQ(unencrypted.private_epoch, 0U);
}

TEST_F(Return, ARoomThatWasLeftStaysLeftThoughTheHostDidNotSaySo) {
  dialogue->carry_out(wire::JoinRoom{"games"}, clock.now());
  hear(wire::Roster{"games", 8, 3, 1, 2, 0, {}, 0, {{"ann", {}}}});
  dialogue->carry_out(wire::LeaveRoom{"games"}, clock.now());
  line = {};
  dialogue = std::make_unique<HubbubDialogue>(line, standing);
  dialogue->open(clock.now());
  const auto logins = line.take_sent<wire::Login>();
  ASSERT_EQ(logins.size(), 1U);
  EXPECT_EQ(logins[0].rooms.size(), 1U);
  EXPECT_EQ(all_of<wire::RoomLeft>(line.events).at(0).room, "games");
}

TEST_F(Return, NobodyIsTalkedOutOfTheLobby) {
  roster(7, 3, 10, 11, 10);
  hear(wire::Left{"ann", 11, {}, "lobby", "says the host"});
  message(12);
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
  EXPECT_TRUE(all_of<wire::RoomLeft>(line.events).empty());
}

// Without a key nothing private is brought on: what the host has taken is shown from what we have.
TEST_F(Return, AnOwnPrivateMessageIsShownThoughItsCopyWasLost) {
  const wire::SendPrivate whisper{wire::MessageId::make(), "bob", "psst"};
  dialogue->carry_out(whisper, clock.now());
  connect();
  line.events.clear();
  hear(wire::Ack{whisper.id, 5});
  const auto shown = all_of<wire::MessageReceived>(line.events);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].text, "psst");
  EXPECT_EQ(shown[0].to, "bob");
  EXPECT_TRUE(shown[0].own && shown[0].is_private);
  EXPECT_EQ(all_of<wire::MessageAcknowledged>(line.events).size(), 1U);
}

TEST_F(Return, AnOwnPrivateMessageIsShownOnce) {
  const wire::SendPrivate whisper{wire::MessageId::make(), "bob", "psst"};
  dialogue->carry_out(whisper, clock.now());
  wire::Private copy{"ann", 5, {}, whisper.id, "bob", "psst"};
  copy.own = 1;
  hear(copy);
  EXPECT_EQ(all_of<wire::MessageReceived>(line.events).size(), 1U);
  connect();
  line.events.clear();
  hear(copy);
  hear(wire::Ack{whisper.id, 5});
  EXPECT_TRUE(all_of<wire::MessageReceived>(line.events).empty());
  EXPECT_EQ(all_of<wire::MessageAcknowledged>(line.events).size(), 1U);
}

// The host knows what it has of those without a key by their names.
TEST_F(Return, WithoutAKeyNothingThatWentUnderAnotherNameIsSentAgain) {
  const auto say = [this](const std::string& text) {
    const wire::SendMessage message{wire::MessageId::make(), "lobby", text};
    dialogue->carry_out(message, clock.now());
    return message.id;
  };
  const auto failed = [this] {
    std::vector<wire::MessageId> ids;
    for (const auto& each : all_of<wire::MessageFailed>(line.events))
      ids.push_back(each.id);
    return ids;
  };
  roster(7, 3, 10, 11, 10);
  const wire::MessageId as_ann = say("as ann");
  dialogue->carry_out(wire::Rename{"anna"}, clock.now());
  const wire::MessageId as_either = say("as ann or anna");
  connect();  // as ann
  EXPECT_EQ(failed(), std::vector({as_either}));
  roster(7, 3, 11, 11, 10);
  EXPECT_EQ(line.take_sent<wire::Post>().at(0).id, as_ann);
  dialogue->carry_out(wire::Rename{"bob"}, clock.now());
  hear(wire::Refused{"bob", {}, "nick-taken", "Somebody has that name."});
  dialogue->carry_out(wire::Rename{"anne"}, clock.now());
  dialogue->carry_out(wire::Rename{"ann"}, clock.now());
  hear(wire::Renamed{"ann", 12, {}, "lobby", "anne"});
  hear(wire::Renamed{"anne", 13, {}, "lobby", "ann"});
  say("as ann again");
  connect();
  EXPECT_TRUE(failed().empty());
  roster(7, 3, 14, 14, 13);
  EXPECT_EQ(line.take_sent<wire::Post>().size(), 2U);
  hear(wire::Renamed{"ann", 15, {}, "lobby", "bob"});
  const wire::MessageId as_bob = say("as bob");
  connect();  // as ann
  EXPECT_EQ(failed(), std::vector({as_bob}));
}

}  // namespace
}  // namespace hubbub::net::client

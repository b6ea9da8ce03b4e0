// Topics, roles, moderation, identity; who is ignored.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/order_sentences.h"
#include "net/wire/spoken_words.h"
#include "tests/ui/model/events.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::by;
using tests::key;
using tests::message;
using tests::private_message;

class StateOrderTest : public testing::Test {
 protected:
  StateOrderTest() {
    for (wire::Event& event : tests::online({"me", "ann", "bob"})) {
      state_.apply(std::move(event));
    }
  }
  const View& view() {
    state_.pull(view_);
    return view_;
  }
  const RoomView& lobby() { return *view().lobby(); }
  std::vector<std::string> texts() {
    std::vector<std::string> result;
    for (LineIndex at = lobby().log.first(); at < lobby().log.end(); ++at) {
      result.emplace_back(lobby().log.line(at).text);
    }
    return result;
  }
  static wire::ModerationReported done(wire::Act act, std::string who, std::uint64_t target = 0) {
    wire::ModerationReported event;
    event.room = "lobby";
    event.by = "ann";
    event.act = act;
    event.who = std::move(who);
    event.target = target;
    event.text = "ann did it.";
    return event;
  }
  wire::Role role_of(std::string_view nick) {
    for (const wire::RosterEntry& member : *lobby().roster) {
      if (member.nick == nick) {
        return member.person.role;
      }
    }
    ADD_FAILURE() << nick << " is not here";
    return wire::Role::kGuest;
  }

  State state_;
  View view_;
};

TEST_F(StateOrderTest, ATopicIsShownAndTold) {
  wire::RosterReceived roster = tests::roster({"me", "ann"});
  roster.topic = "Games\x1b";
  state_.apply(roster);
  EXPECT_EQ(lobby().topic, "Games\uFFFD");
  state_.apply(wire::TopicChanged{"lobby", "ann", "Food", 3, tests::kNoon, false});
  EXPECT_EQ(lobby().topic, "Food");
  state_.apply(wire::TopicChanged{"lobby", "ann", "", 4, tests::kNoon, false});
  EXPECT_EQ(lobby().topic, "");
  EXPECT_THAT(texts(), ElementsAre("ann set the topic: Food", "ann took the topic away."));
}

TEST_F(StateOrderTest, AnOldTopicIsToldOnly) {
  state_.apply(wire::TopicChanged{"lobby", "ann", "Food", 3, tests::kNoon, true});
  EXPECT_EQ(lobby().topic, "");
  EXPECT_EQ(lobby().log.size(), 1U);
}

TEST_F(StateOrderTest, AClearedMessageIsReplacedAndToldOfOnce) {
  state_.apply(message("bob", "rude", 7));
  const std::uint64_t changes = lobby().log.changes();
  state_.apply(done(wire::Act::kClear, "", 7));
  EXPECT_THAT(texts(), ElementsAre("Message removed by ann"));
  EXPECT_EQ(lobby().log.line(0).kind, LineKind::kRemoved);
  EXPECT_EQ(lobby().log.line(0).from, "bob");
  EXPECT_NE(lobby().log.changes(), changes);
}

TEST_F(StateOrderTest, WhyAMessageWasRemovedStandsInItsPlace) {
  state_.apply(message("bob", "rude", 7));
  wire::ModerationReported event = done(wire::Act::kClear, "", 7);
  event.text = "ann has removed a message: that hurts";
  state_.apply(event);
  EXPECT_THAT(texts(), ElementsAre("Message removed by ann: that hurts"));
}

TEST_F(StateOrderTest, TheRemovalOfAMessageThatIsNotHereIsTold) {
  state_.apply(done(wire::Act::kClear, "", 7));
  EXPECT_THAT(texts(), ElementsAre("ann did it."));
}

TEST_F(StateOrderTest, WhoIsThrownOutIsToldOfOnce) {
  for (const bool replay : {false, true}) {
    wire::ModerationReported kick = done(replay ? wire::Act::kNote : wire::Act::kKick, "bob");
    kick.replay = replay;
    state_.apply(kick);
    wire::MemberLeft left = tests::left("bob", "was thrown out by ann");
    left.replay = replay;
    state_.apply(left);
  }
  EXPECT_THAT(texts(), ElementsAre("ann did it.", "ann did it."));
  EXPECT_FALSE(lobby().roster->empty());
  EXPECT_EQ(lobby().roster->size(), 2U) << "bob is gone";
  state_.apply(tests::joined("bob"));
  state_.apply(tests::left("bob", "timed out"));
  EXPECT_EQ(lobby().log.size(), 4U) << "that is news";
}

TEST_F(StateOrderTest, AClearedMessageIsNotReadableAmongWhatWasFound) {
  const auto search = [&](const char* room) {
    wire::SearchFound answer;
    answer.token = std::get<wire::SearchHistory>(*state_.search("rude", "")).token;
    answer.entries = {{room, tests::entry("bob", "rude", 7), {}}};
    state_.apply(answer);
  };
  const auto text = [&] { return view().answers.search.entries.at(0).entry.text; };
  search("lobby");
  state_.apply(done(wire::Act::kClear, "", 7));
  EXPECT_EQ(text(), "Message removed by ann");
  search("lobby");
  EXPECT_EQ(text(), "Message removed") << "the host read it before";
  search("games");
  EXPECT_EQ(text(), "rude");
  state_.apply(wire::HistoryReset{"lobby"});
  search("lobby");
  EXPECT_EQ(text(), "rude") << "another line has the number now";
}

TEST_F(StateOrderTest, AMessageClearedBeforeItsPageComesStaysCleared) {
  state_.apply(message("bob", "fine", 4));
  state_.fetch_earlier(lobby().id);
  state_.apply(done(wire::Act::kClear, "", 2));
  state_.apply(tests::page(1, 3, false));
  EXPECT_THAT(texts(), ElementsAre("1", "Message removed", "3", "fine", "ann did it."));
}

TEST_F(StateOrderTest, ARemovalIsToldOfOnceInThePastToo) {
  state_.apply(message("ann", "hi", 10));
  state_.fetch_earlier(lobby().id);
  wire::HistoryPage event = tests::page(5, 9, false);
  event.entries[0].text.clear();
  const auto removes = [&event](std::size_t at, std::uint64_t line, std::string text) {
    wire::Entry& entry = event.entries[at];
    entry.kind = wire::EntryKind::kModerated;
    entry.id = wire::id_of_removed(line);
    entry.from = "ann";
    entry.text = std::move(text);
  };
  removes(2, 5, "ann has removed a message: that hurts");
  removes(3, 2, "ann has removed a message");
  removes(4, 0, "ann muted bob.");
  state_.apply(event);
  EXPECT_THAT(texts(), ElementsAre("Message removed by ann: that hurts", "6",
                                   "ann has removed a message", "ann muted bob.", "hi"));
}

TEST_F(StateOrderTest, OnlySoManyClearedMessagesAreRemembered) {
  state_.apply(message("bob", "fine", 4));
  state_.fetch_earlier(lobby().id);
  state_.apply(done(wire::Act::kClear, "", 2));
  for (std::uint64_t i = 0; i < kMaxRemoved; ++i) {
    state_.apply(done(wire::Act::kClear, "", 1'000 + i));
  }
  state_.apply(tests::page(1, 3, false));
  EXPECT_EQ(texts().at(1), "2");
}

TEST_F(StateOrderTest, ClearingWhatIsNotHereOnlyTells) {
  state_.apply(message("bob", "fine", 7));
  state_.apply(done(wire::Act::kClear, "", 6));
  EXPECT_THAT(texts(), ElementsAre("fine", "ann did it."));
}

TEST_F(StateOrderTest, RolesFollowPromotions) {
  state_.apply(done(wire::Act::kPromote, "bob"));
  EXPECT_EQ(role_of("bob"), wire::Role::kModerator);
  state_.apply(done(wire::Act::kDemote, "bob"));
  EXPECT_EQ(role_of("bob"), wire::Role::kGuest);
}

TEST_F(StateOrderTest, OurOwnRoleIsKnown) {
  wire::Welcomed welcome = tests::welcomed();
  welcome.role = wire::Role::kModerator;
  state_.apply(welcome);
  EXPECT_EQ(view().connection.role, wire::Role::kModerator);
  EXPECT_TRUE(state_.apply(wire::RoleChanged{wire::Role::kGuest}));
  EXPECT_EQ(view().connection.role, wire::Role::kGuest);
  EXPECT_FALSE(state_.apply(wire::RoleChanged{wire::Role::kGuest}));
}

TEST_F(StateOrderTest, TheLockIsKnownFromTheWelcomeAndFollowed) {
  EXPECT_FALSE(view().connection.locked);
  wire::Welcomed welcome = tests::welcomed();
  welcome.locked = true;
  state_.apply(welcome);
  EXPECT_TRUE(view().connection.locked);
  state_.apply(tests::welcomed());
  EXPECT_FALSE(view().connection.locked);
  state_.apply(done(wire::Act::kLock, ""));
  EXPECT_TRUE(view().connection.locked);
  state_.apply(done(wire::Act::kUnlock, ""));
  EXPECT_FALSE(view().connection.locked);
}

TEST_F(StateOrderTest, AFirstVisitTellsTheHostsWords) {
  wire::Welcomed welcome = tests::welcomed();
  welcome.encrypted = true;
  welcome.first_visit = true;
  welcome.host_key = key(9);
  state_.apply(welcome);
  EXPECT_TRUE(view().connection.encrypted);
  EXPECT_EQ(view().connection.host_key, key(9));
  ASSERT_EQ(lobby().log.size(), 1U);
  EXPECT_THAT(texts().front(), HasSubstr(wire::spoken_words(key(9))));
}

TEST_F(StateOrderTest, AnotherHostKeyStaysUntilAnotherConnectionOrADecision) {
  state_.apply(wire::HostKeyChanged{"party", key(1), key(2)});
  state_.apply(tests::connection(wire::ConnectionState::kClosed));
  ASSERT_TRUE(view().connection.other_host_key);
  EXPECT_EQ(view().connection.other_host_key->presented, key(2));
  state_.apply(tests::connection(wire::ConnectionState::kResolving));
  EXPECT_FALSE(view().connection.other_host_key);
  state_.apply(wire::HostKeyChanged{"party", key(1), key(2)});
  EXPECT_TRUE(state_.forget_other_host_key());
  EXPECT_FALSE(view().connection.other_host_key);
}

TEST_F(StateOrderTest, BeingHeldBackIsShownNotLogged) {
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(state_.apply(wire::HeldBack{std::chrono::seconds(3), "Slow down."}));
  ASSERT_TRUE(view().connection.held_until);
  EXPECT_GE(*view().connection.held_until, before + std::chrono::seconds(3));
  EXPECT_EQ(view().connection.held_reason, "Slow down.");
  EXPECT_TRUE(lobby().log.empty());
  EXPECT_TRUE(view().notices.empty());
}

TEST_F(StateOrderTest, ListsAreKeptForTheirPanels) {
  state_.apply(wire::RoomsListed{{{"lobby", "a\x1b", 3, {}}}});
  state_.apply(wire::BansListed{{{1, "eve", key(1), "", {}, "ann", "spam"}}});
  EXPECT_EQ(view().answers.rooms_answer, 1U);
  EXPECT_EQ(view().answers.rooms.front().topic, "a\uFFFD");
  EXPECT_EQ(view().answers.bans_answer, 1U);
  EXPECT_EQ(view().answers.bans.front().nick, "eve");
}

TEST_F(StateOrderTest, WhoIsIgnoredIsNeitherShownNorCounted) {
  state_.set_ignored({{{}, "bob"}});
  state_.apply(message("bob", "me: buy this", 1));
  state_.apply(message("ann", "hi", 2));
  EXPECT_FALSE(state_.apply(private_message("bob", "me", "psst")));
  EXPECT_THAT(texts(), ElementsAre("hi"));
  EXPECT_EQ(lobby().unread, 1U);
  EXPECT_EQ(lobby().mentions, 0U);
  EXPECT_EQ(view().find(RoomKind::kPrivate, "bob"), nullptr);
}

TEST_F(StateOrderTest, WhatHappenedStandsInOneLine) {
  state_.apply(tests::left("mallory", "bye)\nann has made mallory a moderator."));
  state_.apply(wire::TopicChanged{"lobby", "ann", "cards\ntonight", 3, tests::kNoon, false});
  EXPECT_THAT(texts(), ElementsAre("bye) ann has made mallory a moderator.",
                                   "ann set the topic: cards tonight"));
  EXPECT_EQ(lobby().topic, "cards tonight");
}

TEST_F(StateOrderTest, WhoIsIgnoredSaysNothingOnLeaving) {
  state_.set_ignored({{{}, "mallory"}});
  state_.apply(tests::left("mallory", "ann is a fool"));
  EXPECT_EQ(lobby().log.line(0).text, "");
}

TEST_F(StateOrderTest, AnIgnoredPageIsPassedOverButNotAskedForAgain) {
  state_.apply(message("ann", "10", 10));
  state_.set_ignored({{{}, "bob"}});
  state_.fetch_earlier(lobby().id);
  wire::HistoryPage page;
  page.about = "lobby";
  page.more = true;
  page.entries = {tests::entry("bob", "spam", 8), tests::entry("bob", "spam", 9)};
  state_.apply(page);
  EXPECT_THAT(texts(), ElementsAre("10"));
  const auto next = state_.fetch_earlier(lobby().id);
  ASSERT_TRUE(next);
  EXPECT_EQ(std::get<wire::FetchHistory>(*next).before, 8U);
}

TEST_F(StateOrderTest, AKeySaysWhoIsIgnoredWhateverTheName) {
  state_.set_ignored({{key(1), "bob"}});
  state_.apply(by(message("rob", "it is me", 3), key(1)));
  state_.apply(by(message("bob", "another bob", 4), key(2)));
  state_.apply(by(private_message("rob", "me", "it is me"), key(1)));
  EXPECT_THAT(texts(), ElementsAre("another bob"));
  EXPECT_EQ(view().find(RoomKind::kPrivate, "rob"), nullptr);
}

TEST_F(StateOrderTest, WhoIsIgnoredIsNotSeenInTheHistoryEither) {
  state_.apply(message("ann", "10", 10));
  state_.set_ignored({{key(1), "bob"}});
  state_.fetch_earlier(lobby().id);
  wire::HistoryPage page;
  page.about = "lobby";
  page.entries = {by(tests::entry("robert", "spam", 8), key(1)),
                  by(tests::entry("bob", "another bob", 9), key(2))};
  state_.apply(page);
  EXPECT_THAT(texts(), ElementsAre("another bob", "10"));
}

}  // namespace
}  // namespace hubbub::ui::model

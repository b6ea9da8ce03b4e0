// Lines taken back, a new history, older lines on demand.
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::by;
using tests::entry;
using tests::id;
using tests::message;
using tests::page;
using tests::private_message;

class StateHistoryTest : public testing::Test {
 protected:
  StateHistoryTest() {
    for (wire::Event& event : tests::online({"me", "ann", "bob"})) {
      state_.apply(std::move(event));
    }
  }
  const View& view() {
    state_.pull(view_);
    return view_;
  }
  const RoomView& lobby() { return *view().lobby(); }
  static std::vector<std::string> texts(const RoomView& room) {
    std::vector<std::string> result;
    for (LineIndex at = room.log.first(); at < room.log.end(); ++at) {
      result.emplace_back(room.log.line(at).text);
    }
    return result;
  }
  std::optional<wire::FetchHistory> fetch(RoomId room) {
    const auto command = state_.fetch_earlier(room);
    return command ? std::optional(std::get<wire::FetchHistory>(*command)) : std::nullopt;
  }

  void everybody_has_a_key() {
    wire::Welcomed welcome = tests::welcomed();
    welcome.own_key = tests::key(1);
    state_.apply(welcome);
    come_with_keys(2, 3);
  }
  void come_with_keys(std::uint8_t ann, std::uint8_t bob) {
    wire::RosterReceived here = tests::roster({"me", "ann", "bob"});
    here.members[0].person.key = tests::key(1);
    here.members[1].person.key = tests::key(ann);
    here.members[2].person.key = tests::key(bob);
    state_.apply(std::move(here));
  }

  State state_;
  View view_;
};

TEST_F(StateHistoryTest, RetractedLinesVanishAndMayComeAgain) {
  state_.apply(message("ann", "one", 1));
  state_.apply(message("ann", "two", 2));
  EXPECT_TRUE(state_.apply(wire::LinesRetracted{"lobby", 1}));
  EXPECT_THAT(texts(lobby()), ElementsAre("one"));
  state_.apply(message("bob", "other", 2));
  wire::MessageReceived again = message("ann", "two", 3);
  again.id = id(2);
  state_.apply(again);
  EXPECT_THAT(texts(lobby()), ElementsAre("one", "other", "two"));
}

TEST_F(StateHistoryTest, OwnRetractedLinesArePendingAgain) {
  const auto command = state_.compose(lobby().id, "mine");
  const wire::MessageId mine = std::get<wire::SendMessage>(*command).id;
  wire::MessageReceived back = message("me", "mine", 1);
  back.id = mine;
  back.own = true;
  state_.apply(back);
  ASSERT_TRUE(lobby().outgoing.front().in_log);
  state_.apply(wire::LinesRetracted{"lobby", 0});
  ASSERT_EQ(lobby().outgoing.size(), 1U);
  EXPECT_FALSE(lobby().outgoing.front().in_log);
  EXPECT_EQ(lobby().outgoing.front().state, Outgoing::State::kPending);
  back.seq = 5;
  state_.apply(back);
  state_.apply(wire::MessageAcknowledged{mine, 5});
  EXPECT_TRUE(lobby().outgoing.empty());
  EXPECT_THAT(texts(lobby()), ElementsAre("mine"));
}

TEST_F(StateHistoryTest, AConfirmedLineThatIsLostCanBeSentAgain) {
  wire::MessageReceived back = message("me", "mine", 1);
  back.own = true;
  state_.apply(back);
  state_.apply(wire::LinesRetracted{"lobby", 0});
  ASSERT_EQ(lobby().outgoing.size(), 1U);
  EXPECT_EQ(lobby().outgoing.front().state, Outgoing::State::kFailed);
  EXPECT_TRUE(state_.retry(back.id).has_value());
}

TEST_F(StateHistoryTest, ARetrySaysForGoodThatItMayHaveArrived) {
  const auto sent = std::get<wire::SendMessage>(*state_.compose(lobby().id, "hello"));
  state_.apply(wire::MessageFailed{sent.id, "closed", "", true});
  EXPECT_TRUE(std::get<wire::SendMessage>(*state_.retry(sent.id)).may_have_arrived);
  state_.apply(wire::MessageFailed{sent.id, "not-connected", ""});
  EXPECT_TRUE(std::get<wire::SendMessage>(*state_.retry(sent.id)).may_have_arrived);
}

TEST_F(StateHistoryTest, UnreadCountsFollowWhatIsRetracted) {
  state_.apply(message("ann", "me: one", 1));
  state_.apply(message("ann", "two", 2));
  state_.apply(message("ann", "me: three", 3));
  EXPECT_EQ(lobby().unread, 3U);
  EXPECT_EQ(lobby().mentions, 2U);
  state_.apply(wire::LinesRetracted{"lobby", 1});
  EXPECT_EQ(lobby().unread, 1U);
  EXPECT_EQ(lobby().mentions, 1U);
  EXPECT_EQ(lobby().first_unread, 0);
  state_.apply(wire::LinesRetracted{"lobby", 0});
  EXPECT_EQ(lobby().unread, 0U);
  EXPECT_EQ(lobby().mentions, 0U);
  EXPECT_EQ(lobby().first_unread, std::nullopt);
}

TEST_F(StateHistoryTest, WhatWasReadIsNotTakenOffTheCount) {
  state_.apply(message("ann", "one", 1));
  state_.look_at(lobby().id);
  state_.look_at(RoomId::kNone);
  state_.apply(message("ann", "two", 2));
  state_.apply(wire::LinesRetracted{"lobby", 0});
  EXPECT_EQ(lobby().unread, 0U);
  state_.apply(message("ann", "three", 1));
  EXPECT_EQ(lobby().unread, 1U);
}

TEST_F(StateHistoryTest, PrivateLinesAreRetractedTogether) {
  wire::MessageReceived event = private_message("ann", "me", "psst");
  event.id = id(9);
  event.seq = 9;
  state_.apply(event);
  state_.apply(message("ann", "loud", 9));
  EXPECT_TRUE(state_.apply(wire::LinesRetracted{"", 8}));
  EXPECT_TRUE(view().find(RoomKind::kPrivate, "ann")->log.empty());
  EXPECT_EQ(lobby().log.size(), 1U);
}

TEST_F(StateHistoryTest, ANewHistorySaysSoAndKeepsWhatWasThere) {
  state_.apply(message("ann", "old", 90));
  state_.apply(wire::HistoryReset{"lobby"});
  state_.apply(message("ann", "new", 1));
  EXPECT_THAT(texts(lobby()), ElementsAre("old", "The host began a new history", "new"));
  EXPECT_EQ(lobby().log.line(1).kind, LineKind::kGap);
  EXPECT_EQ(lobby().past, Past::kNone) << "what came before is not this host's any more";
  state_.apply(wire::LinesRetracted{"lobby", 0});
  EXPECT_THAT(texts(lobby()), ElementsAre("old", "The host began a new history"));
}

TEST_F(StateHistoryTest, OlderLinesAreAskedForOnceAndPutBefore) {
  state_.apply(message("ann", "5", 5));
  EXPECT_EQ(lobby().past, Past::kMore);
  const auto asked = fetch(lobby().id);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->about, "lobby");
  EXPECT_FALSE(asked->is_private);
  EXPECT_EQ(asked->before, 5U);
  EXPECT_EQ(lobby().past, Past::kFetching);
  EXPECT_FALSE(fetch(lobby().id)) << "one at a time";
  EXPECT_TRUE(state_.apply(page(3, 4, true)));
  EXPECT_THAT(texts(lobby()), ElementsAre("3", "4", "5"));
  EXPECT_EQ(lobby().log.first(), -2);
  EXPECT_EQ(lobby().unread, 1U) << "what is older is not news";
  EXPECT_EQ(fetch(lobby().id)->before, 3U);
  state_.apply(page(1, 2, false));
  EXPECT_THAT(texts(lobby()), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_EQ(lobby().past, Past::kBeginning);
  EXPECT_FALSE(fetch(lobby().id));
}

TEST_F(StateHistoryTest, WhatIsThereAlreadyIsNotShownTwice) {
  state_.apply(message("ann", "5", 5));
  fetch(lobby().id);
  state_.apply(page(3, 5, true));
  EXPECT_THAT(texts(lobby()), ElementsAre("3", "4", "5"));
  wire::MessageReceived again = message("ann", "4", 4);
  again.replay = true;
  EXPECT_FALSE(state_.apply(again));
  EXPECT_THAT(texts(lobby()), ElementsAre("3", "4", "5"));
}

TEST_F(StateHistoryTest, APageNobodyAskedForIsPassedOver) {
  state_.apply(message("ann", "5", 5));
  EXPECT_FALSE(state_.apply(page(1, 4, false)));
  EXPECT_EQ(lobby().log.size(), 1U);
}

TEST_F(StateHistoryTest, AnAnswerThatLeadsNowhereIsNotAskedForAgain) {
  state_.apply(message("ann", "5", 5));
  fetch(lobby().id);
  wire::HistoryPage nothing = page(5, 5, true);
  state_.apply(nothing);
  EXPECT_EQ(lobby().past, Past::kUnavailable);
}

TEST_F(StateHistoryTest, EachKindOfEntryHasItsLine) {
  state_.apply(message("ann", "hi", 10));
  fetch(lobby().id);
  wire::HistoryPage event = page(1, 0, false);
  const auto add = [&event](wire::EntryKind kind, std::string about, std::string text) {
    wire::Entry made =
        entry("ann", std::move(text), static_cast<std::uint32_t>(event.entries.size() + 1));
    made.kind = kind;
    made.about = std::move(about);
    event.entries.push_back(std::move(made));
  };
  add(wire::EntryKind::kJoined, "", "");
  add(wire::EntryKind::kLeft, "", "timed out");
  add(wire::EntryKind::kRenamed, "anna", "");
  add(wire::EntryKind::kTopic, "", "Games");
  add(wire::EntryKind::kModerated, "bob", "ann muted bob.");
  add(wire::EntryKind::kMessage, "", "");
  state_.apply(event);
  EXPECT_THAT(texts(lobby()), ElementsAre("", "timed out", "anna", "ann set the topic: Games",
                                          "ann muted bob.", "Message removed", "hi"));
  EXPECT_EQ(lobby().log.line(-3).kind, LineKind::kTopic);
  EXPECT_EQ(lobby().log.line(-2).kind, LineKind::kOrder);
  EXPECT_EQ(lobby().log.line(-1).kind, LineKind::kRemoved);
}

TEST_F(StateHistoryTest, WhoWasThrownOutIsToldOfOnceInThePastToo) {
  state_.apply(message("ann", "hi", 10));
  fetch(lobby().id);
  wire::HistoryPage event = page(1, 3, false);
  event.entries[0].kind = wire::EntryKind::kModerated;
  event.entries[0].from = "ann";
  event.entries[0].about = "bob";
  event.entries[0].text = "ann has thrown bob out.";
  for (const std::size_t left : {1U, 2U}) {
    event.entries[left].kind = wire::EntryKind::kLeft;
    event.entries[left].from = left == 1 ? "bob" : "eve";
    event.entries[left].text = "was thrown out by ann";
  }
  state_.apply(event);
  EXPECT_THAT(texts(lobby()),
              ElementsAre("ann has thrown bob out.", "was thrown out by ann", "hi"));
  EXPECT_EQ(lobby().past, Past::kBeginning);
}

class OwnLinesTest : public StateHistoryTest {
 protected:
  OwnLinesTest() {
    wire::Welcomed welcomed = tests::welcomed();
    welcomed.own_key = tests::key(1);
    state_.apply(welcomed);
    wire::RosterReceived roster = tests::roster({"me", "my other", "ann"});
    roster.members[0].person.key = tests::key(1);
    roster.members[1].person.key = tests::key(1);
    roster.members[2].person.key = tests::key(2);
    state_.apply(roster);
  }
  std::vector<std::string> own_texts() {
    std::vector<std::string> texts;
    for (LineIndex at = lobby().log.first(); at < lobby().log.end(); ++at) {
      if (lobby().log.line(at).own) {
        texts.emplace_back(lobby().log.line(at).text);
      }
    }
    return texts;
  }
};

TEST_F(OwnLinesTest, AreThoseOfOurKeyWhateverTheName) {
  state_.fetch_earlier(lobby().id);
  wire::HistoryPage page;
  page.about = "lobby";
  page.entries = {by(entry("me", "a stranger's", 1), tests::key(2)),
                  by(entry("I", "mine, long ago", 2), tests::key(1)),
                  entry("me", "without a key", 3),
                  by(entry("my other", "from the other window", 4), tests::key(1)),
                  by(entry("me", "mine", 5), tests::key(1))};
  state_.apply(page);
  EXPECT_THAT(own_texts(), ElementsAre("mine, long ago", "mine"));
}

TEST_F(OwnLinesTest, OfAnotherWindowAreNotOurs) {
  wire::MessageReceived said = by(message("my other", "over there", 5), tests::key(1));
  said.own = true;  // the key is ours
  said.replay = true;
  state_.apply(said);
  EXPECT_THAT(own_texts(), testing::IsEmpty());
}

TEST_F(StateHistoryTest, AnEmptyRoomAsksForTheNewest) {
  const auto asked = fetch(lobby().id);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->before, 0U);
  state_.apply(message("ann", "3", 3));
  state_.apply(page(1, 3, false));
  EXPECT_THAT(texts(lobby()), ElementsAre("1", "2", "3"));
}

TEST_F(StateHistoryTest, AConversationHasAHistoryToo) {
  everybody_has_a_key();
  const RoomId with_ann = state_.open_conversation("ann");
  const auto asked = fetch(with_ann);
  ASSERT_TRUE(asked);
  EXPECT_TRUE(asked->is_private);
  EXPECT_EQ(asked->about, "ann");
  wire::HistoryPage event;
  event.about = "ann";
  event.is_private = true;
  event.key = asked->key;
  event.entries = {entry("ann", "hi", 2), entry("me", "hello", 4)};
  event.entries[1].about = "ann";
  event.entries[1].who = wire::head_of(tests::key(1));
  state_.apply(event);
  const RoomView& room = *view().find(with_ann);
  EXPECT_THAT(texts(room), ElementsAre("hi", "hello"));
  EXPECT_TRUE(room.log.line(-1).own);
  wire::MessageReceived again = private_message("ann", "me", "hi");
  again.id = id(2);
  again.seq = 2;
  again.time = tests::kNoon + std::chrono::seconds(2);
  again.replay = true;
  state_.apply(again);
  EXPECT_EQ(view().find(with_ann)->log.size(), 2U);
}

TEST_F(StateHistoryTest, AConversationWithoutAKeyIsNotAskedFor) {
  everybody_has_a_key();
  come_with_keys(2, 0);
  const RoomId with_ann = state_.open_conversation("ann");
  const RoomId with_bob = state_.open_conversation("bob");
  EXPECT_EQ(view().find(with_ann)->past, Past::kMore);
  EXPECT_EQ(view().find(with_bob)->past, Past::kUnkept);
  EXPECT_FALSE(fetch(with_bob));
  state_.apply(tests::left("bob"));
  EXPECT_EQ(view().find(with_bob)->past, Past::kUnkept) << "it does not begin to be kept by that";
  come_with_keys(0, 3);
  EXPECT_EQ(view().find(with_ann)->past, Past::kMore) << "somebody else has her name";
  EXPECT_EQ(view().find(with_bob)->past, Past::kUnkept);
  const RoomId with_other_bob = state_.open_conversation("bob");
  EXPECT_EQ(view().find(with_other_bob)->past, Past::kMore);
  wire::Welcomed open = tests::welcomed();
  state_.apply(open);
  EXPECT_EQ(view().find(with_other_bob)->past, Past::kUnkept) << "we have none";
}

TEST_F(StateHistoryTest, ARefusalIsToldAndMayBeTriedAgain) {
  state_.apply(message("ann", "5", 5));
  fetch(lobby().id);
  EXPECT_TRUE(state_.apply(wire::HistoryUnavailable{"lobby", false, "The disk is broken."}));
  EXPECT_EQ(lobby().past, Past::kUnavailable);
  EXPECT_EQ(lobby().past_reason, "The disk is broken.");
  EXPECT_TRUE(fetch(lobby().id));
}

TEST_F(StateHistoryTest, ALostConnectionEndsTheWaiting) {
  state_.apply(message("ann", "5", 5));
  fetch(lobby().id);
  state_.apply(tests::connection(wire::ConnectionState::kReconnecting));
  EXPECT_EQ(lobby().past, Past::kNone);
  for (wire::Event& event : tests::online({"me", "ann"})) {
    state_.apply(std::move(event));
  }
  EXPECT_EQ(lobby().past, Past::kMore);
}

TEST_F(StateHistoryTest, AHostWithoutHistoryIsNotAsked) {
  wire::Welcomed welcome = tests::welcomed();
  welcome.history = false;
  state_.apply(welcome);
  state_.apply(message("ann", "5", 5));
  EXPECT_EQ(lobby().past, Past::kNone);
  EXPECT_FALSE(fetch(lobby().id));
}

TEST_F(StateHistoryTest, AFullLogIsNotFilledFurther) {
  state_.apply(message("ann", "x", 2'000'000));
  std::uint32_t oldest = 2'000'000;
  while (lobby().past == Past::kMore) {
    fetch(lobby().id);
    ASSERT_TRUE(state_.apply(page(oldest - wire::kMaxPageEntries, oldest - 1, true)));
    oldest -= wire::kMaxPageEntries;
  }
  EXPECT_EQ(lobby().past, Past::kFull);
  EXPECT_LE(lobby().log.size(), kMaxRoomLines);
  EXPECT_GT(lobby().log.size(), kMaxRoomLines - wire::kMaxPageEntries);
  EXPECT_EQ(lobby().log.line(lobby().log.first()).text, std::to_string(oldest));
}

}  // namespace
}  // namespace hubbub::ui::model

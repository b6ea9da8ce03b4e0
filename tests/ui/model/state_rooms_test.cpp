// Rooms and conversations of ui/model/state.h: under which name they are found, and what they
// remember.
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
using tests::by;
using tests::id;

class StateRoomsTest : public ::testing::Test {
 protected:
  StateRoomsTest() {
    for (wire::Event& event : tests::online({"me", "bob", "Ярослав"}))
      state_.apply(std::move(event));
  }
  const View& view() {
    state_.pull(view_);
    return view_;
  }

  State state_;
  View view_;
};

TEST_F(StateRoomsTest, TheMarkStaysUntilTheRoomIsLeftOrNewerLinesAreUnread) {
  const auto lobby = [this]() -> const RoomView& { return *view().lobby(); };
  state_.apply(tests::message("bob", "hi", 1));
  state_.look_at(lobby().id);
  state_.look_at(RoomId::kNone);
  EXPECT_EQ(lobby().first_unread, 0) << "another window has the focus";
  state_.look_at(lobby().id);
  EXPECT_EQ(lobby().first_unread, 0);
  state_.look_at(RoomId::kNone);
  state_.apply(tests::message("bob", "news", 2));
  state_.apply(tests::message("bob", "more", 3));
  EXPECT_EQ(lobby().first_unread, 1);
  state_.look_at(lobby().id);
  state_.look_at(state_.open_conversation("bob"));
  EXPECT_EQ(lobby().first_unread, std::nullopt);
}

TEST_F(StateRoomsTest, ARoomEnteredAgainShowsWhatWasSaidThereBefore) {
  wire::MessageReceived line = tests::message("bob", "before", 1);
  line.room = "x";
  state_.apply(tests::roster({"me", "bob"}, "x"));
  state_.apply(line);
  state_.apply(wire::RoomLeft{"x"});
  ASSERT_EQ(view().find(RoomKind::kRoom, "x"), nullptr);
  state_.apply(tests::roster({"me", "bob"}, "x"));
  line.replay = true;
  state_.apply(line);
  state_.apply(line);
  const RoomView* const again = view().find(RoomKind::kRoom, "x");
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->log.size(), 1U) << "once, though it came twice";
}

TEST_F(StateRoomsTest, ComingsThatAreReplayedAfterAGoodbyeAreNotShownTwice) {
  wire::MemberJoined joined = tests::joined("zoe");
  joined.seq = 5;
  joined.time = tests::kNoon;
  state_.apply(joined);
  const std::size_t lines = view().lobby()->log.size();
  joined.replay = true;
  state_.apply(joined);
  EXPECT_EQ(view().lobby()->log.size(), lines);
  joined.seq = 1;  // a new history, later
  joined.time += std::chrono::seconds(1);
  state_.apply(joined);
  EXPECT_EQ(view().lobby()->log.size(), lines + 1);
}

TEST_F(StateRoomsTest, APersonInOtherCaseIsTheSameConversation) {
  const RoomId bob = state_.open_conversation("bob");
  EXPECT_EQ(state_.open_conversation("BOB"), bob);
  const RoomId yaroslav = state_.open_conversation("ЯРОСЛАВ");
  EXPECT_EQ(view().find(yaroslav)->name, "Ярослав");
}

TEST_F(StateRoomsTest, AnOwnLineComesBackWhereItWasWritten) {
  const RoomId gone = state_.open_conversation("Zoe");  // not here: no other spelling is known
  const auto command = state_.compose(gone, "hi");
  ASSERT_TRUE(command);
  const wire::MessageId sent = std::get<wire::SendPrivate>(*command).id;
  wire::MessageReceived line = tests::private_message("me", "zoe", "hi");
  line.id = sent;
  line.own = true;
  state_.apply(line);
  state_.apply(wire::MessageAcknowledged{sent, 0});
  EXPECT_TRUE(view().find(gone)->outgoing.empty());
  EXPECT_EQ(view().find(gone)->log.size(), 1U);
}

// Whichever comes first: the host has it.
TEST_F(StateRoomsTest, AnOwnLineThatIsInTheLogHasNotFailed) {
  const RoomId lobby = view().lobby()->id;
  for (const bool failed_first : {true, false}) {
    wire::MessageReceived line = tests::message("me", "hi", failed_first ? 1 : 2);
    line.own = true;
    line.replay = true;
    line.id = std::get<wire::SendMessage>(*state_.compose(lobby, "hi")).id;
    const wire::MessageFailed failed{line.id, "lost", "The connection was lost."};
    if (failed_first) {
      state_.apply(failed);
      state_.apply(line);
    } else {
      state_.apply(line);
      state_.apply(failed);
    }
    EXPECT_TRUE(view().lobby()->outgoing.empty()) << failed_first;
    EXPECT_EQ(state_.unconfirmed(), 0U);
  }
}

// ---- Which make way for strangers ----

class CrowdTest : public StateRoomsTest {
 protected:
  void crowd(std::size_t size = 2 * kMaxRooms) {
    for (std::size_t i = 0; i < size; ++i) {
      state_.apply(tests::private_message("stranger" + std::to_string(last_++), "me", "hi"));
    }
  }
  bool is_there(RoomId room) { return view().find(room) != nullptr; }
  // Others took it up.
  RoomId whispered(const char* nick) {
    state_.apply(tests::private_message(nick, "me", "psst"));
    return view().find(RoomKind::kPrivate, nick)->id;
  }

 private:
  std::size_t last_ = 0;
};

TEST_F(CrowdTest, WhatIsWrittenInAConversationKeepsIt) {
  const RoomId drafted = whispered("ann");
  state_.note_draft(drafted, true);
  const RoomId answered = whispered("zoe");
  state_.apply(tests::private_message("me", "zoe", "what?", true));
  const RoomId opened = state_.open_conversation("bob");
  crowd();
  EXPECT_TRUE(is_there(drafted));
  EXPECT_TRUE(is_there(answered));
  EXPECT_TRUE(is_there(opened));
  state_.note_draft(drafted, false);
  crowd();
  EXPECT_FALSE(is_there(drafted)) << "nothing holds it any more";
}

TEST_F(CrowdTest, WhatWaitsToBeSentIsLostLast) {
  const RoomId failed = state_.open_conversation("zoe");
  const auto sent = std::get<wire::SendPrivate>(*state_.compose(failed, "hi"));
  state_.apply(wire::MessageFailed{sent.id, "lost", "The connection was lost."});
  for (std::size_t i = 0; i < 2 * kMaxRooms; ++i) {
    state_.open_conversation("friend" + std::to_string(i));
  }
  EXPECT_TRUE(is_there(failed));
  for (std::size_t i = 0; i < 2 * kMaxRooms; ++i) {
    state_.apply(tests::roster({"me"}, "room" + std::to_string(i)));
  }
  EXPECT_TRUE(is_there(failed)) << "before a room";
  EXPECT_EQ(state_.unconfirmed(), 1U);
}

TEST_F(CrowdTest, WhatWasReadMakesWayFirst) {
  const RoomId unread = whispered("ann");
  const RoomId read = whispered("zoe");
  state_.look_at(read);
  state_.look_at(RoomId::kNone);
  crowd(kMaxRooms - 2);
  EXPECT_TRUE(is_there(unread));
  EXPECT_FALSE(is_there(read));
}

// ---- Conversations, by the key of the other ----

class ConversationsTest : public StateRoomsTest {
 protected:
  static wire::RosterReceived with_keys(
      const std::vector<std::pair<std::string, std::uint8_t>>& people) {
    wire::RosterReceived roster = tests::roster({"me"});
    for (const auto& [nick, key] : people) {
      roster.members.push_back({nick, {}});
      roster.members.back().person.key = tests::key(key);
    }
    return roster;
  }
  // From, or with `own` to, whoever has that key and was called that.
  void whispered(const std::string& nick, std::uint8_t key, const std::string& text,
                 bool own = false) {
    wire::MessageReceived message =
        own ? tests::private_message("me", nick, text, true)
            : by(tests::private_message(nick, "me", text), tests::key(key));
    message.other = tests::key(key);
    state_.apply(message);
  }
  // "name: lines" of each conversation; the name of somebody who is here has a star.
  std::vector<std::string> conversations() {
    std::vector<std::string> result;
    for (const RoomView& room : view().rooms) {
      if (room.kind != RoomKind::kPrivate) {
        continue;
      }
      std::string& line = result.emplace_back(room.name + (room.present ? "*:" : ":"));
      for (LineIndex at = room.log.first(); at < room.log.end(); ++at) {
        line += ' ';
        line += room.log.line(at).text;
      }
    }
    return result;
  }
};

TEST_F(ConversationsTest, AreOneWhateverTheOtherWasCalled) {
  state_.apply(with_keys({{"bertie", 1}}));
  whispered("bob", 1, "one");
  whispered("robert", 1, "two", true);
  whispered("bertie", 1, "three");
  EXPECT_THAT(conversations(), ElementsAre("bertie*: one two three"));
}

TEST_F(ConversationsTest, OfWhoeverIsAwayHaveTheNameUsedLast) {
  whispered("bob", 1, "one");
  whispered("robert", 1, "two");
  EXPECT_THAT(conversations(), ElementsAre("robert: one two"));
  state_.apply(with_keys({{"bertie", 1}}));
  EXPECT_THAT(conversations(), ElementsAre("bertie*: one two"));
}

TEST_F(ConversationsTest, AreNotThoseOfWhoeverTakesTheName) {
  state_.apply(with_keys({{"bob", 1}}));
  const RoomId with_bob = state_.open_conversation("bob");
  whispered("bob", 1, "one");
  state_.apply(with_keys({{"bob", 2}}));
  EXPECT_FALSE(view().find(with_bob)->present);
  whispered("bob", 2, "hello");
  EXPECT_THAT(conversations(), ElementsAre("bob: one", "bob*: hello"));
  EXPECT_NE(state_.open_conversation("bob"), with_bob) << "it is about who is called that now";
  EXPECT_EQ(state_.open_conversation("bob", tests::key(1)), with_bob);
  const auto reply = std::get<wire::SendPrivate>(*state_.compose(with_bob, "two"));
  EXPECT_EQ(reply.key, tests::key(1));
  whispered("bob", 0, "without a key");
  EXPECT_THAT(conversations(), ElementsAre("bob: one", "bob*: hello", "bob: without a key"));
}

TEST_F(ConversationsTest, FollowWhoIsHereToTheNewName) {
  state_.apply(with_keys({{"bob", 1}}));
  whispered("bob", 1, "one");
  state_.apply(tests::renamed("bob", "robert"));
  EXPECT_THAT(conversations(), ElementsAre("robert*: one"));
  const auto reply = state_.compose(view().rooms.back().id, "two");
  EXPECT_EQ(std::get<wire::SendPrivate>(*reply).to, "robert");
}

TEST_F(ConversationsTest, OpenedUnderANameAreWithWhomeverTheHostDeliversTo) {
  const RoomId room = state_.open_conversation("zoe");
  const auto sent = std::get<wire::SendPrivate>(*state_.compose(room, "hi"));
  EXPECT_TRUE(sent.key.is_none());
  wire::MessageReceived line = tests::private_message("me", "zoe", "hi", true);
  line.id = sent.id;
  line.other = tests::key(1);
  state_.apply(line);
  EXPECT_EQ(view().find(room)->key, tests::key(1));
  whispered("zoe", 1, "hello");
  EXPECT_THAT(conversations(), ElementsAre("zoe: hi hello"));
}

TEST_F(ConversationsTest, OfOneKeyUnderTwoNamesAtOnceAreTwo) {
  state_.apply(with_keys({{"ann", 1}, {"bob", 1}}));
  whispered("ann", 1, "from ann");
  whispered("bob", 1, "from bob");
  EXPECT_THAT(conversations(), ElementsAre("ann*: from ann", "bob*: from bob"));
}

TEST_F(ConversationsTest, TheirHistoryIsAskedForByTheKey) {
  wire::Welcomed welcome = tests::welcomed();
  welcome.own_key = tests::key(9);
  state_.apply(welcome);
  state_.apply(with_keys({{"bob", 1}}));
  whispered("bob", 1, "two");
  const RoomId room = view().rooms.back().id;
  const auto fetch = std::get<wire::FetchHistory>(*state_.fetch_earlier(room));
  EXPECT_EQ(fetch.key, tests::key(1));
  state_.apply(tests::renamed("bob", "robert"));
  wire::HistoryPage page;
  page.about = "bob";
  page.is_private = true;
  page.key = tests::key(1);
  page.entries = {by(tests::entry("bertie", "one", 1), tests::key(1))};
  state_.apply(page);
  EXPECT_THAT(conversations(), ElementsAre("robert*: one two"));
}

}  // namespace
}  // namespace hubbub::ui::model

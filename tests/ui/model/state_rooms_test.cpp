// Rooms and conversations of ui/model/state.h: under which name they are found, and what they
// remember.
#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

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

}  // namespace
}  // namespace hubbub::ui::model

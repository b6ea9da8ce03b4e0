// The rooms of a party: found in the panel, entered by one click, asked for when it makes sense.
#include "ui/shell/room_directory.h"

#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

TEST(RoomDirectory, AsksOnceForEachWishAndNotTooOften) {
  RoomDirectory directory;
  const RoomDirectory::Time start{};
  EXPECT_FALSE(directory.take(start, true));
  directory.want();
  EXPECT_TRUE(directory.take(start, true));
  EXPECT_FALSE(directory.next_change());
  directory.want();
  EXPECT_FALSE(directory.take(start + std::chrono::seconds(1), true));
  EXPECT_EQ(directory.next_change(), start + RoomDirectory::kPause);
  EXPECT_TRUE(directory.take(start + RoomDirectory::kPause, true));
}

TEST(RoomDirectory, ForgetsAWishThatCannotBeAskedFor) {
  RoomDirectory directory;
  directory.want();
  EXPECT_FALSE(directory.take({}, false));
  EXPECT_FALSE(directory.take({}, true));
}

class RoomsOfAParty : public MainWindowAtWork {
 protected:
  RoomsOfAParty() { happen(party::guarded_party(0)); }
  void list(std::vector<std::string> names) {
    wire::RoomsListed listed;
    for (std::string& name : names) {
      listed.rooms.push_back({std::move(name), "", 4, {}});
    }
    happen({listed});
  }
  std::size_t lines() {
    model::View view;
    model.pull(view);
    return view.lobby()->log.size();
  }
  void enter(const std::string& room) {
    wire::RosterReceived roster;
    roster.room = room;
    roster.members = {{"you", {}}};
    happen({roster});
  }
  model::RoomView room(const std::string& name) {
    model::View view;
    model.pull(view);
    return *view.find(model::RoomKind::kRoom, name);
  }
  void say(const std::string& where, const std::string& text) {
    wire::MessageReceived line;
    line.room = where;
    line.from = "ann";
    line.text = text;
    line.id = wire::MessageId::make();
    happen({line});
  }
};

TEST_F(RoomsOfAParty, AreAskedForOnceAndNotTold) {
  EXPECT_EQ(posted_count<wire::RequestRooms>(), 1U);
  const std::size_t before = lines();
  list({"lobby", "games"});
  EXPECT_EQ(lines(), before);
  driver.frames(20);
  EXPECT_EQ(posted_count<wire::RequestRooms>(), 1U);
  EXPECT_FALSE(window.next_change());
}

TEST_F(RoomsOfAParty, AreToldWhenAskedForByACommand) {
  const std::size_t before = lines();
  window.perform(wire::Command(wire::RequestRooms{}));
  list({"lobby", "games"});
  EXPECT_GT(lines(), before);
}

TEST_F(RoomsOfAParty, AreEnteredByOneClick) {
  list({"lobby", "games"});
  driver.click("Other room");
  ASSERT_NE(last<wire::JoinRoom>(), nullptr);
  EXPECT_EQ(last<wire::JoinRoom>()->room, "games");
  enter("games");
  driver.type("hello");
  driver.press(ImGuiKey_Enter);
  const auto* said = last<wire::SendMessage>();
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->room, "games") << "it came to the front";
}

TEST_F(RoomsOfAParty, AreAskedForAgainAfterAChangeButNotAtOnce) {
  enter("games");
  EXPECT_EQ(posted_count<wire::RequestRooms>(), 1U);
  ASSERT_TRUE(window.next_change());
  now = *window.next_change();
  driver.settle();
  EXPECT_EQ(posted_count<wire::RequestRooms>(), 2U);
}

TEST_F(RoomsOfAParty, AreMadeByTheirName) {
  driver.click("New room");
  driver.type("strategy");
  driver.press(ImGuiKey_Enter);
  ASSERT_NE(last<wire::JoinRoom>(), nullptr);
  EXPECT_EQ(last<wire::JoinRoom>()->room, "strategy");
}

TEST_F(RoomsOfAParty, AreThereFrom640PixelsOnAndBelowInTheMenu) {
  driver.resize({640, 500});
  EXPECT_TRUE(driver.has("New room"));
  driver.resize({630, 500});
  EXPECT_FALSE(driver.has("New room"));
  driver.click("Menu");
  EXPECT_TRUE(driver.has("New room..."));
  driver.click("New room...");
  driver.type("strategy");
  driver.press(ImGuiKey_Enter);
  EXPECT_NE(last<wire::JoinRoom>(), nullptr);
}

TEST_F(RoomsOfAParty, AreMutedAndLeftInTheMenuOfANarrowWindow) {
  enter("games");
  window.perform(SelectRoom{room("games").id});
  driver.resize({600, 640});
  driver.click("Menu");
  driver.click("This room");
  EXPECT_TRUE(driver.has("Mute"));
  driver.click("Leave");
  ASSERT_NE(last<wire::LeaveRoom>(), nullptr);
  EXPECT_EQ(last<wire::LeaveRoom>()->room, "games");
}

TEST_F(RoomsOfAParty, AreMarkedAsReadWithoutBeingLookedAt) {
  enter("games");
  say("games", "hello you");
  ASSERT_EQ(room("games").unread, 1U);
  window.perform(MarkRead{room("games").id});
  EXPECT_EQ(room("games").unread, 0U);
  EXPECT_EQ(room("games").mentions, 0U);
}

TEST_F(RoomsOfAParty, AreQuietWhenMuted) {
  enter("games");
  window.perform(MuteRoom{room("games").id, true});
  ASSERT_EQ(settings.muted_rooms.size(), 1U);
  const std::uint64_t before = window.attention();
  say("games", "hello you");
  ASSERT_EQ(room("games").mentions, 1U);
  EXPECT_EQ(window.attention(), before);
  EXPECT_EQ(window.title(), "Friday night LAN \u2013 Hubbub");
  window.perform(MuteRoom{room("games").id, false});
  driver.settle();
  EXPECT_TRUE(settings.muted_rooms.empty());
  EXPECT_EQ(window.title(), "(1) Friday night LAN \u2013 Hubbub");
}

}  // namespace
}  // namespace hubbub::ui::shell

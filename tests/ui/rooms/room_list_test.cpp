#include "ui/rooms/room_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/rooms/room_menus.h"

namespace hubbub::ui::rooms {
namespace {

using testing::ElementsAre;

class RoomListTest : public testing::Test {
 protected:
  std::vector<std::string> joined() {
    list_.update(room_.view());
    std::vector<std::string> titles;
    for (const JoinedRoom& room : list_.joined()) {
      titles.push_back(room.title);
    }
    return titles;
  }
  std::vector<std::string> others() {
    list_.update(room_.view());
    std::vector<std::string> titles;
    for (const OtherRoom& room : list_.others()) {
      titles.push_back(room.title);
    }
    return titles;
  }
  void answer(std::vector<std::string> names) {
    tests::wire::RoomsListed listed;
    for (std::string& name : names) {
      listed.rooms.push_back({std::move(name), "", 3, {}});
    }
    room_.apply({listed});
  }
  tests::ui::Driver driver_;  // the theme prepares names for drawing
  tests::TestRoom room_;
  RoomList list_;
};

TEST_F(RoomListTest, HasTheLobbyFirstThenRoomsThenConversationsInNaturalOrder) {
  room_.apply({tests::private_message("bob", "me", "hi"), tests::roster({"me"}, "room 10"),
               tests::roster({"me"}, "room 2"), tests::private_message("ann", "me", "psst")});
  EXPECT_THAT(joined(), ElementsAre("lobby", "room 2", "room 10", "ann", "bob"));
}

TEST_F(RoomListTest, TellsTheOtherRoomsOfTheParty) {
  room_.apply({tests::roster({"me"}, "games")});
  answer({"lobby", "games", "map 10", "map 9"});
  EXPECT_THAT(others(), ElementsAre("map 9", "map 10"));
  EXPECT_EQ(list_.others().front().people, 3U);
  room_.apply({tests::roster({"me"}, "map 9")});
  EXPECT_THAT(others(), ElementsAre("map 10"));
}

TEST_F(RoomListTest, OffersNoOtherRoomWhileOffline) {
  answer({"lobby", "games"});
  room_.apply({tests::connection(tests::wire::ConnectionState::kReconnecting)});
  EXPECT_THAT(others(), ElementsAre());
}

TEST_F(RoomListTest, SortsOnlyWhenSomethingMoved) {
  joined();
  room_.say("ann", "hello");
  joined();
  joined();
  EXPECT_EQ(list_.sorts(), 1U);
}

TEST_F(RoomListTest, AMutedRoomIsNeitherLoudNorSilent) {
  model::RoomView room;
  room.unread = 5;
  room.mentions = 2;
  EXPECT_EQ(badge_of(room, false).count, 2U);
  EXPECT_TRUE(badge_of(room, false).loud);
  EXPECT_EQ(badge_of(room, true).count, 5U);
  EXPECT_FALSE(badge_of(room, true).loud);
}

TEST_F(RoomListTest, TellsWhetherSomethingIsUnreadElsewhere) {
  const Settings nothing_muted;
  const model::RoomId lobby = room_.room().id;
  room_.apply({tests::roster({"me"}, "games")});
  EXPECT_FALSE(is_unread_elsewhere(room_.view(), lobby, nothing_muted));
  tests::wire::MessageReceived said = tests::message("ann", "play", 77);
  said.room = "games";
  room_.apply({said});
  const model::RoomId games = room_.view().find(model::RoomKind::kRoom, "games")->id;
  EXPECT_TRUE(is_unread_elsewhere(room_.view(), lobby, nothing_muted));
  EXPECT_FALSE(is_unread_elsewhere(room_.view(), games, nothing_muted)) << "it is in front";
  Settings muted;
  mute_room(muted, {"party", "games"}, true);
  EXPECT_FALSE(is_unread_elsewhere(room_.view(), lobby, muted));
}

TEST_F(RoomListTest, IsMutedAtThatPartyAlone) {
  Settings settings;
  mute_room(settings, {"party", "lobby"}, true);
  EXPECT_TRUE(is_muted(settings, room_.view(), room_.room()));
  mute_room(settings, {"party", "lobby"}, false);
  mute_room(settings, {"elsewhere", "lobby"}, true);
  EXPECT_FALSE(is_muted(settings, room_.view(), room_.room()));
}

}  // namespace
}  // namespace hubbub::ui::rooms

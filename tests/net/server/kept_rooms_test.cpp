// Rooms of a host that keeps its history: coming, going, and which of them stay.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/limits.h"
#include "net/wire/messages.h"
#include "tests/net/server/kept_hall.h"

namespace hubbub::net::server::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using KeptRooms = KeptHall;

TEST_F(KeptRooms, LeavingAndComingBackInOneTurnLosesNothing) {
  wire::Login login;
  login.rooms = {position("games")};
  Guest bob = come("bob", 2, login);
  Guest ann = come("ann", 1, login);
  const auto rosters = bob.take_only<wire::Roster>();
  const wire::Roster games = rosters.at(1);
  ASSERT_EQ(games.room, "games");
  bob.wire().allow(10);
  for (int i = 0; i < 5; ++i)
    ann.send(post("line " + std::to_string(i), "games"));
  commit();
  bob.send(wire::Leave{"games"});
  bob.send(wire::Join{{"games", games.epoch, games.run, games.as_of, 100}});
  commit();
  bob.wire().allow(1'000'000);
  settle();
  std::vector<std::string> texts;
  bool came_back = false;
  for (const FromHost& message : bob.take()) {
    came_back = came_back || std::holds_alternative<wire::Roster>(message);
    if (const auto* line = std::get_if<wire::Message>(&message))
      texts.push_back(line->text);
  }
  EXPECT_TRUE(came_back);
  const std::vector<std::string> last(texts.end() - std::min<std::ptrdiff_t>(5, std::ssize(texts)),
                                      texts.end());
  EXPECT_THAT(last, ElementsAre("line 0", "line 1", "line 2", "line 3", "line 4"));
  EXPECT_TRUE(bob.well_formed());
}

TEST_F(KeptRooms, RoomsInWhichSomethingWasSaidStayWhenManyAreMade) {
  Guest ann = come("ann", 1);
  const auto visit = [&](Guest& guest, const std::string& room, bool say) {
    guest.send(wire::Join{position(room)});
    if (say)
      guest.send(post("remember this", room));
    guest.send(wire::Leave{room});
    commit();
    guest.take_none();
  };
  visit(ann, "kept", true);
  for (std::size_t i = 0; i < kMaxRooms + 10;) {
    const std::string nick = "maker" + std::to_string(i);
    Guest maker = come(nick, static_cast<std::uint8_t>(10 + i / kMaxRoomsOfOneMaker));
    for (std::size_t made = 0; made < kMaxRoomsOfOneMaker; ++made)
      visit(maker, "room " + std::to_string(i++), false);
  }
  EXPECT_FALSE(ann.wire().closed());
  ann.send(wire::Join{position("kept", 10)});
  commit();
  EXPECT_THAT(texts_of(ann.take_only<wire::Message>()), ElementsAre("remember this"));
}

// A room for each word that he can think of, something in each, and off.
TEST_F(KeptRooms, WhoMakesManyTakesNobodysPlace) {
  Guest bob = come("bob", 2);
  for (std::size_t maker = 0; maker <= kMaxRooms / kMaxRoomsOfOneMaker; ++maker) {
    Guest eve = come("eve" + std::to_string(maker), static_cast<std::uint8_t>(10 + maker));
    for (std::size_t i = 0; i < kMaxRoomsOfOneMaker; ++i) {
      const std::string room = "room " + std::to_string(maker) + " " + std::to_string(i);
      eve.send(wire::Join{position(room)});
      eve.send(post("mine", room));
      eve.send(wire::Leave{room});
      commit();
    }
    eve.take_none();
    hall->clock.advance(1s);
    eve.send(wire::Join{position("one more of " + std::to_string(maker))});
    commit();
    EXPECT_EQ(eve.take_only<wire::Refused>().at(0).code, "too-many-rooms");
  }
  bob.send(wire::Join{position("for bob")});
  commit();
  EXPECT_THAT(bob.take_only<wire::Refused>(), IsEmpty());
  bob.send(wire::ListRooms{});
  commit();
  const auto lists = bob.take_only<wire::Rooms>();
  std::size_t rooms = 0;
  for (const wire::Rooms& list : lists)
    rooms += list.rooms.size();
  EXPECT_EQ(rooms, kMaxRooms) << "all are listed";
  EXPECT_EQ(lists.at(0).more, 1);
  EXPECT_EQ(lists.back().more, 0);
}

TEST_F(KeptRooms, WhoHasMadeManyIsStillKnownWhenTheHostStartsAgain) {
  Guest eve = come("eve", 5);
  for (std::size_t i = 0; i < kMaxRoomsOfOneMaker; ++i) {
    const std::string room = "room " + std::to_string(i);
    eve.send(wire::Join{position(room)});
    eve.send(wire::Leave{room});
    commit();
  }
  kill_and_start();
  Guest again = come("eve", 5);
  Guest bob = come("bob", 2);
  again.take_none();
  again.send(wire::Join{position("one more")});
  bob.send(wire::Join{position("for bob")});
  commit();
  EXPECT_EQ(again.take_only<wire::Refused>().at(0).code, "too-many-rooms");
  EXPECT_THAT(bob.take_only<wire::Refused>(), IsEmpty());
}

class FullRooms : public KeptHall {
 protected:
  // Something is said in as many rooms as there can be, the lobby among them.
  FullRooms() {
    std::optional<Guest> maker;
    for (std::size_t i = 1; i < kMaxRooms; ++i) {
      if (i % 4 == 1)
        maker = come("maker" + std::to_string(i), static_cast<std::uint8_t>(10 + i / 4));
      visit(room(i), *maker);
      hall->clock.advance(1s);
    }
  }
  static std::string room(std::size_t number) { return "room " + std::to_string(number); }
  void visit(const std::string& name) { visit(name, ann); }
  void visit(const std::string& name, Guest& guest) {
    guest.send(wire::Join{position(name)});
    guest.send(post("remember this", name));
    guest.send(wire::Leave{name});
    commit();
    guest.take_none();
  }
  // Whether there was a place for it.
  bool make_new_one() {
    bob.send(wire::Join{position("new")});
    commit();
    return bob.take_only<wire::Refused>().empty();
  }
  bool there_is(const std::string& name) {
    wire::Search search;
    search.room = name;
    search.text = "remember";
    bob.send(search);
    commit();
    return bob.take_only<wire::Found>().at(0).problem.empty();
  }

  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
};

TEST_F(FullRooms, StayWhileSomebodyHasBeenThereOfLate) {
  hall->clock.advance(kUnvisitedRoomKept - 1h);
  EXPECT_FALSE(make_new_one());
  EXPECT_TRUE(there_is(room(1)));
}

TEST_F(FullRooms, TheOneLongestUnvisitedGivesItsPlaceInTheEnd) {
  ann.send(wire::Join{position(room(2))});  // and stays
  commit();
  hall->clock.advance(kUnvisitedRoomKept);
  visit(room(1));
  EXPECT_TRUE(make_new_one());
  EXPECT_FALSE(there_is(room(3)));
  for (const std::string& name : {std::string("lobby"), room(1), room(2), room(4)})
    EXPECT_TRUE(there_is(name)) << name;
}

TEST_F(FullRooms, TheOneThatGaveItsPlaceTakesItsLinesAlong) {
  hall->clock.advance(kUnvisitedRoomKept);
  EXPECT_TRUE(make_new_one());
  kill_and_start();
  Guest carol = come("carol", 3);
  carol.send(wire::Join{position(room(1), 10)});
  commit();
  EXPECT_THAT(carol.take_only<wire::Message>(), IsEmpty());
}

}  // namespace
}  // namespace hubbub::net::server::testing

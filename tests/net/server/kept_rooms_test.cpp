// Rooms of a host that keeps its history: coming, going, and which of them stay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/limits.h"
#include "tests/net/server/kept_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;

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
  const auto visit = [&](const std::string& room, bool say) {
    ann.send(wire::Join{position(room)});
    if (say)
      ann.send(post("remember this", room));
    ann.send(wire::Leave{room});
    commit();
    static_cast<void>(ann.take());
  };
  visit("kept", true);
  for (std::size_t i = 0; i < kMaxRooms + 10; ++i)
    visit("room " + std::to_string(i), false);
  EXPECT_FALSE(ann.wire().closed());
  ann.send(wire::Join{position("kept", 10)});
  commit();
  EXPECT_THAT(texts_of(ann.take_only<wire::Message>()), ElementsAre("remember this"));
}

}  // namespace
}  // namespace hubbub::net::server::testing

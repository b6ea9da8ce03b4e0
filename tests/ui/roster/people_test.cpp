#include "ui/roster/people.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::roster {
namespace {

using testing::ElementsAre;

class PeopleTest : public ::testing::Test {
 protected:
  std::vector<std::string> shown() {
    people_.update(room_.room(), "me");
    std::vector<std::string> names;
    for (const std::size_t index : people_.shown()) {
      names.push_back(people_.at(index).name);
    }
    return names;
  }
  tests::ui::Driver driver_;  // names are prepared for a theme
  tests::TestRoom room_;
  People people_;
};

TEST_F(PeopleTest, OurselvesFirstThenByNameInEitherCase) {
  room_.apply({tests::roster({"bob", "me", "Zoe", "ann", "Ёж", "ещё"})});
  EXPECT_THAT(shown(), ElementsAre("me", "ann", "bob", "Zoe", "Ёж", "ещё"));
  EXPECT_TRUE(people_.at(0).own);
}

TEST_F(PeopleTest, NumbersByTheirValue) {
  room_.apply({tests::roster({"me", "guest10", "guest2", "guest100", "guest1"})});
  EXPECT_THAT(shown(), ElementsAre("me", "guest1", "guest2", "guest10", "guest100"));
}

TEST_F(PeopleTest, SortsOnlyWhenSomethingMoved) {
  shown();
  shown();
  EXPECT_EQ(people_.sorts(), 1U);
  room_.say("ann", "hi");
  shown();
  EXPECT_EQ(people_.sorts(), 1U);
  room_.apply({tests::joined("carl")});
  shown();
  EXPECT_EQ(people_.sorts(), 2U);
}

TEST_F(PeopleTest, TheFilterHoldsWhileTheRosterMoves) {
  people_.filter("AN");
  EXPECT_THAT(shown(), ElementsAre("ann"));
  room_.apply({tests::joined("Dan")});
  EXPECT_THAT(shown(), ElementsAre("ann", "Dan"));
  people_.filter("");
  EXPECT_EQ(people_.shown().size(), 4U);
}

}  // namespace
}  // namespace hubbub::ui::roster

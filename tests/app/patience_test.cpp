#include "app/patience.h"

#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

using namespace std::chrono_literals;

class PatienceTest : public testing::Test {
 protected:
  const Patience::TimePoint start{1h};
  const Patience::TimePoint never_held{};
  Patience patience;
};

TEST_F(PatienceTest, HasNoEndWhileThereIsMoreToSay) {
  EXPECT_EQ(patience.until(), Patience::TimePoint::max());
}

TEST_F(PatienceTest, LastsAsLongAsConfirmationsCome) {
  patience.begin(start);
  patience.note(3, start);
  EXPECT_EQ(patience.until(), start + 10s);
  patience.note(3, start + 5s);
  EXPECT_EQ(patience.until(), start + 10s) << "other news are no confirmation";
  patience.note(2, start + 9s);
  EXPECT_EQ(patience.until(), start + 19s);
  EXPECT_FALSE(patience.waits_on(never_held, start + 19s));
}

TEST_F(PatienceTest, LastsUntilTheHostListensAgain) {
  patience.begin(start);
  patience.note(3, start);
  EXPECT_TRUE(patience.waits_on(start + 30s, start + 10s));
  EXPECT_EQ(patience.until(), start + 40s);
  EXPECT_FALSE(patience.waits_on(start + 30s, start + 40s));
}

TEST_F(PatienceTest, IsShortForOwnLinesThatHaveToComeBack) {
  patience.begin(start);
  patience.note(1, start);
  patience.note(0, start + 5s);
  EXPECT_EQ(patience.until(), start + 7s);
  patience.note(0, start + 6s);
  EXPECT_EQ(patience.until(), start + 7s) << "whatever else comes";
  EXPECT_FALSE(patience.waits_on(start + 30s, start + 7s));
}

}  // namespace
}  // namespace hubbub::app

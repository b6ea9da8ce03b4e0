#include "ui/chat/selection.h"

#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::chat {
namespace {

class SelectionTest : public ::testing::Test {
 protected:
  SelectionTest() {
    setenv("TZ", "UTC", 1);
    tzset();
    room_.say("ann", "hello there");
    room_.say("bob", "и тебе привет");
    room_.say("ann", "bye");
  }
  std::string copied() { return copied_text(Items(room_.room()), selection_, "me"); }

  tests::ui::Driver driver_;
  tests::TestRoom room_;
  Selection selection_;
};

TEST_F(SelectionTest, PartOfALineIsThatTextAlone) {
  selection_.set({0, 6}, {0, 11});
  EXPECT_EQ(copied(), "there");
}

TEST_F(SelectionTest, SeveralLinesComeWithNamesAndTimes) {
  selection_.set({0, 6}, {2, 3});
  EXPECT_EQ(copied(), "[12:00] ann: there\n[12:00] bob: и тебе привет\n[12:00] ann: bye");
}

TEST_F(SelectionTest, TheDirectionOfTheDragDoesNotMatter) {
  selection_.start({1, 2});
  selection_.extend_to({0, 6});
  EXPECT_EQ(selection_.begin(), (Place{0, 6}));
  EXPECT_EQ(copied(), "[12:00] ann: there\n[12:00] bob: и");
}

TEST_F(SelectionTest, AllIsAll) {
  selection_.select_all(Items(room_.room()));
  EXPECT_EQ(copied(), "[12:00] ann: hello there\n[12:00] bob: и тебе привет\n[12:00] ann: bye");
}

TEST_F(SelectionTest, AllOfAVeryLongLogIsTheNewestOfIt) {
  room_.say_many(400'000, "some more words to fill the log with ");
  selection_.select_all(Items(room_.room()));
  const std::string text = copied();
  EXPECT_LT(text.size(), kMaxCopyBytes + 1024);
  EXPECT_NE(text.find("fill the log with 399999"), std::string::npos);
}

TEST_F(SelectionTest, AClickSelectsNothing) {
  selection_.start({1, 3});
  EXPECT_FALSE(selection_.any());
  EXPECT_EQ(copied(), "");
}

TEST_F(SelectionTest, OneLineCanBeCopiedWithItsDate) {
  EXPECT_EQ(copied_line(Items(room_.room()), {0, 1}, "me"), "[2019-12-20 12:00] ann: hello there");
}

}  // namespace
}  // namespace hubbub::ui::chat

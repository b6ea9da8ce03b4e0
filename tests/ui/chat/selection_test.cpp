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

TEST_F(SelectionTest, AMessageIsCopiedByteForByte) {
  for (const std::string said :
       {"\u0915\u094D\u200D\u0937 \u2764\uFE0E", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        "soft\u00ADhyphen \u202Eabc\u202C \u200Bx", "a\r\nb",
        "\uE000 \U0001F468\u200D\U0001F469"}) {
    room_.say("ann", said);
    const LineIndex last = room_.room().log.end() - 1;
    selection_.set({last, 0}, {last, std::string::npos});
    EXPECT_EQ(copied(), said);
    const Items items(room_.room());
    EXPECT_EQ(copied_line(items, items.containing(last), "me")
                  .substr(std::string_view("[2020-01-01 12:00] ann: ").size()),
              said);
  }
}

TEST_F(SelectionTest, ALineFromTheHistoryIsCopiedByteForByte) {
  tests::TestRoom room(100);
  room.say("ann", "newest");
  ASSERT_TRUE(room.model().fetch_earlier(room.room().id));
  tests::wire::HistoryPage page = tests::page(100, 100, false);
  page.entries.front().text = "soft\u00ADhyphen";
  room.apply({page});
  const Items items(room.room());
  const std::string copy = copied_line(items, items.containing(room.room().log.first()), "me");
  EXPECT_TRUE(copy.ends_with(": soft\u00ADhyphen")) << copy;
}

TEST_F(SelectionTest, ARemovedMessageIsNotCopiedAnyMore) {
  room_.say("ann", "se\u00ADcret");
  const LineIndex last = room_.room().log.end() - 1;
  tests::wire::ModerationReported order;
  order.room = "lobby";
  order.by = "bob";
  order.act = tests::wire::Act::kClear;
  order.target = room_.room().log.line(last).seq;
  order.text = "bob removed a message.";
  room_.apply({order});
  selection_.select_all(Items(room_.room()));
  EXPECT_EQ(copied().find("se\u00AD"), std::string::npos) << copied();
}

}  // namespace
}  // namespace hubbub::ui::chat

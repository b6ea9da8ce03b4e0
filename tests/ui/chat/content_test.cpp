#include "ui/chat/content.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::chat {
namespace {

using tests::joined;
using tests::left;
using tests::renamed;
using tests::TestRoom;

class ContentTest : public ::testing::Test {
 protected:
  Content content(LineIndex line, bool unfolded = false) {
    const Items items(room_.room());
    const Item item = items.containing(line);
    std::optional<Item> before;
    if (item.begin > items.first()) {
      before = items.containing(item.begin - 1);
    }
    return make_content(items, item, before, unfolded, "me");
  }
  std::string run() { return run_text(room_.room().log, Items(room_.room()).containing(0)); }

  tests::ui::Driver driver_;  // names and texts are prepared for a theme
  TestRoom room_;
};

TEST_F(ContentTest, LinesOfOneSenderShareAHead) {
  room_.say("ann", "one");
  room_.say("ann", "two");
  room_.say("bob", "three");
  EXPECT_TRUE(content(0).head);
  EXPECT_FALSE(content(1).head);
  EXPECT_TRUE(content(2).head);
}

TEST_F(ContentTest, APauseBeginsANewGroup) {
  room_.say("ann", "one");
  auto later = tests::message("ann", "two", 2);
  later.time += kGroupPause;
  room_.apply({later});
  EXPECT_TRUE(content(1).head);
}

TEST_F(ContentTest, ANewDayIsAnnounced) {
  room_.say("ann", "one");
  auto later = tests::message("ann", "two", 2);
  later.time += std::chrono::hours(24);
  room_.apply({later});
  EXPECT_FALSE(content(0).day.empty()) << "the first line has a date above it";
  EXPECT_FALSE(content(1).day.empty());
  EXPECT_TRUE(content(1).head);
}

TEST_F(ContentTest, MentionsAndAddressesAreMarked) {
  room_.say("ann", "hey Me: https://a.example/");
  const Content made = content(0);
  EXPECT_TRUE(made.mention);
  ASSERT_EQ(made.spans.size(), 2U);
}

TEST_F(ContentTest, SpansComeInTheOrderOfTheText) {
  room_.say("ann", "me https://a.example/ and me");
  const Content made = content(0);
  ASSERT_EQ(made.spans.size(), 3U);
  EXPECT_LT(made.spans[0].range.begin, made.spans[1].range.begin);
  EXPECT_LT(made.spans[1].range.begin, made.spans[2].range.begin);
}

TEST_F(ContentTest, AnOwnMessageOnItsWayJoinsTheGroup) {
  room_.say("me", "one");
  room_.compose("two");
  const Content made = content(1);
  EXPECT_TRUE(made.own);
  EXPECT_EQ(made.text, "two");
}

TEST_F(ContentTest, ARunIsOneSentence) {
  room_.apply({joined("ann"), joined("bob"), joined("carl"), joined("dan"), joined("eve")});
  EXPECT_EQ(run(), "ann, bob, carl and 2 others joined");
}

TEST_F(ContentTest, AFewAreNamedInFull) {
  room_.apply({joined("ann"), joined("bob")});
  EXPECT_EQ(run(), "ann and bob joined");
}

TEST_F(ContentTest, WhoOnlyPassedThroughIsToldAsSuch) {
  room_.apply({joined("ann"), left("ann"), left("bob", "timed out"), renamed("carl", "karl")});
  EXPECT_EQ(run(), "bob left (timed out) · ann came and went · carl is now karl");
}

TEST_F(ContentTest, WhoLeavesAndComesBackIsThere) {
  room_.apply({left("wilma"), joined("wilma")});
  EXPECT_EQ(run(), "wilma left and came back");
}

TEST_F(ContentTest, ThereAndBackSeveralTimesIsWhatItComesTo) {
  room_.apply({joined("ann"), left("ann"), joined("ann"), left("bob", "timed out"), joined("bob"),
               left("bob", "kicked"), joined("carl"), left("carl"), left("dan"), joined("dan")});
  EXPECT_EQ(run(), "ann joined · bob left (kicked) · carl came and went · dan left and came back");
}

TEST_F(ContentTest, ARunUnfoldsIntoItsLines) {
  room_.apply({joined("ann"), left("bob")});
  const Content folded = content(0);
  EXPECT_TRUE(folded.foldable);
  EXPECT_EQ(folded.text.find('\n'), std::string::npos);
  EXPECT_NE(content(0, true).text.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace hubbub::ui::chat

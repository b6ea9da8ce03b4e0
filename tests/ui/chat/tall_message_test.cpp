// Messages of thousands of rows: they bury nobody, and can be read all the same.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/layout.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

std::string repeated(const std::string& text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    result += text;
  }
  return result;
}

class TallMessageTest : public ::testing::Test {
 protected:
  TallMessageTest() {
    driver_.show_panel([this] {
      const model::RoomView& room = elsewhere_ ? *room_.view().find(elsewhere) : room_.room();
      panel_.draw(room_.view(), room, ImGui::GetContentRegionAvail(), actions_);
    });
  }
  void say(const std::string& text) {
    room_.say("ann", text);
    driver_.settle();
  }
  static constexpr float kRow = 20.0F;

  TestRoom room_;
  tests::ui::Driver driver_{{800, 1200}};
  ChatPanel panel_;
  Actions actions_;
  model::RoomId elsewhere = model::RoomId::kNone;
  bool elsewhere_ = false;
};

TEST_F(TallMessageTest, WhatStandsAroundItIsSeen) {
  for (const char* line_end : {"\n", "\u2028"}) {
    say("before");
    say("x" + repeated(line_end, 20'000) + "y");
    say("after");
    const model::LineIndex after = room_.room().log.end() - 1;
    EXPECT_TRUE(driver_.has("Show all 20001 lines"));
    const auto edge = panel_.lower_edge(after - 2);
    ASSERT_TRUE(edge);
    EXPECT_NEAR(*panel_.lower_edge(after - 1) - *edge, kRowsOfATall * kRow, 3.0F * kRow);
  }
}

TEST_F(TallMessageTest, AFewRowsMoreAreNotWorthAClick) {
  say(repeated("x\n", kTallRows - 1) + "x");
  EXPECT_FALSE(driver_.has("Show all 60 lines"));
  say(repeated("x\n", kTallRows) + "x");
  EXPECT_TRUE(driver_.has("Show all 61 lines"));
}

TEST_F(TallMessageTest, WhatIsWrappedAndWhatIsCodeIsCutToo) {
  say(repeated("word ", 6'000));
  say("```\n" + repeated("code\n", 100) + "```");
  EXPECT_TRUE(driver_.has("Show all 100 lines"));
  const auto labels = driver_.labels();
  EXPECT_EQ(std::count_if(labels.begin(), labels.end(),
                          [](const auto& label) { return label.starts_with("Show all"); }),
            2);
}

TEST_F(TallMessageTest, AClickShowsItWholeWhereItStandsAndForGood) {
  room_.say_many(100);
  say(repeated("x\n", 500) + "end");
  const float top = *panel_.lower_edge(99);
  driver_.click("Show all 501 lines");
  EXPECT_FALSE(driver_.has("Show all 501 lines"));
  EXPECT_FALSE(panel_.at_newest(room_.room().id)) << "one reads on from where it was cut";
  EXPECT_EQ(*panel_.lower_edge(99), top);
  EXPECT_GT(*panel_.lower_edge(100) - top, 500 * kRow);
  elsewhere = room_.model().open_conversation("bob");
  room_.apply({tests::private_message("bob", "me", "hello")});
  elsewhere_ = true;
  driver_.settle();
  elsewhere_ = false;
  driver_.settle();
  EXPECT_FALSE(driver_.has("Show all 501 lines"));
  EXPECT_GT(*panel_.lower_edge(100) - top, 500 * kRow);
}

TEST_F(TallMessageTest, OneThatFailedCanBeSentAgain) {
  const auto id = room_.compose(repeated("x\n", 100) + "x");
  room_.apply({tests::wire::MessageFailed{id, "lost", "The connection was lost."}});
  driver_.settle();
  EXPECT_GE(driver_.box("Retry").min.y, driver_.box("Show all 101 lines").max.y);
  driver_.click("Show all 101 lines");
  EXPECT_FALSE(driver_.has("Show all 101 lines"));
}

}  // namespace
}  // namespace hubbub::ui::chat

// Scrolling up into what was said before, and lines that change.
#include <algorithm>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"
#include "ui/chat/chat_panel.h"
#include "ui/chat/content.h"
#include "ui/model/limits.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

class ChatHistoryTest : public ::testing::Test {
 protected:
  ChatHistoryTest() {
    driver_.show_panel([this] {
      panel_.draw(room_.view(), room_.room(), ImGui::GetContentRegionAvail(), actions_);
    });
    actions_.clear();  // the room was empty
  }
  template <class What>
  bool any() {
    const bool found = std::any_of(actions_.begin(), actions_.end(), [](const Action& action) {
      return std::holds_alternative<What>(action);
    });
    actions_.clear();
    return found;
  }
  bool asked() { return any<FetchEarlier>(); }
  bool copied() { return any<CopyText>(); }
  void wheel_up(float lines) {
    driver_.hover({300, 200});
    driver_.wheel(lines);
  }

  TestRoom room_{1'000'000};
  tests::ui::Driver driver_{{800, 600}};
  ChatPanel panel_;
  Actions actions_;
};

TEST_F(ChatHistoryTest, NothingIsAskedForUntilOneComesNear) {
  room_.say_many(200);
  driver_.settle();
  EXPECT_FALSE(asked());
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  EXPECT_TRUE(asked());
}

TEST_F(ChatHistoryTest, AnEmptyRoomAsks) {
  driver_.frames();
  EXPECT_TRUE(asked());
}

TEST_F(ChatHistoryTest, WhileOneAnswerIsOutNothingElseIsAskedFor) {
  room_.say_many(20);
  driver_.settle();
  EXPECT_TRUE(asked());
  room_.model().fetch_earlier(room_.room().id);
  room_.apply({});
  actions_.clear();
  driver_.settle();
  EXPECT_EQ(top_text(room_.room(), "Today"), "Loading earlier lines\u2026");
  EXPECT_FALSE(asked());
}

TEST_F(ChatHistoryTest, AtTheBeginningItSaysSoAndAsksNoMore) {
  room_.say_many(5);
  room_.give_earlier(3, false);
  driver_.settle();
  EXPECT_EQ(top_text(room_.room(), "Today"), "This is where the history begins \u00B7 Today");
  EXPECT_FALSE(asked());
}

// Every page takes the date, the head and the row above it from what was first.
TEST_F(ChatHistoryTest, WhoReadsIsNotMovedByAPixelHoweverManyPagesCome) {
  room_.say_many(60);
  driver_.settle();
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  for (std::uint32_t i = 0; i < 40; ++i) {
    const model::LineIndex first = room_.room().log.first();
    const auto before = panel_.lower_edge(first);
    ASSERT_TRUE(before) << i;
    room_.give_earlier(1 + i * 7 % 200);
    driver_.settle();
    const auto after = panel_.lower_edge(first);
    ASSERT_TRUE(after) << i;
    EXPECT_EQ(*after, *before) << "page " << i;
    wheel_up(static_cast<float>(100 + i));
    driver_.press(ImGuiMod_Ctrl | ImGuiKey_Home);
    if (i % 3 == 1) {
      wheel_up(-0.3F);
    }
  }
}

TEST_F(ChatHistoryTest, WhoFollowsTheNewestGoesOnFollowing) {
  room_.say_many(3);
  driver_.settle();
  const model::LineIndex last = room_.room().log.end() - 1;
  const auto before = panel_.lower_edge(last);
  room_.give_earlier(100);
  driver_.settle();
  EXPECT_TRUE(panel_.at_newest(room_.room().id));
  EXPECT_EQ(panel_.lower_edge(last), before);
}

TEST_F(ChatHistoryTest, ARefusalCanBeTriedAgain) {
  room_.say_many(3);
  room_.model().fetch_earlier(room_.room().id);
  room_.apply({tests::wire::HistoryUnavailable{"lobby", false, "The disk is broken."}});
  driver_.settle();
  EXPECT_FALSE(asked()) << "not by itself";
  driver_.click("Try again");
  EXPECT_TRUE(asked());
}

TEST_F(ChatHistoryTest, WhatIsSelectedIsForgottenWhenLinesGo) {
  room_.say_many(10);
  driver_.settle();
  const tests::ui::Box log = driver_.box("Log");
  driver_.click_at({log.min.x + 400, log.min.y + 20});
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_A);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
  EXPECT_TRUE(copied());
  room_.apply({tests::wire::LinesRetracted{"lobby", 1'000'005}});
  driver_.settle();
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_C);
  EXPECT_FALSE(copied());
}

TEST_F(ChatHistoryTest, ASearchLooksThroughWhatCameBefore) {
  room_.say_many(5, "needle ");
  panel_.open_search();
  driver_.settle();
  driver_.fill("Find", "1000");
  driver_.frames(10);
  room_.give_earlier(100);
  driver_.frames(10);
  EXPECT_FALSE(panel_.wants_frame());
}

// Loads pages as the window would, until the panel asks for no more.
class ChatJumpTest : public ChatHistoryTest {
 protected:
  std::size_t load(std::uint32_t lines, bool more = true) {
    std::size_t pages = 0;
    for (driver_.frames(); asked(); driver_.frames()) {
      room_.give_earlier(lines, more);
      ++pages;
    }
    return pages;
  }
};

TEST_F(ChatJumpTest, ALineThatIsThereIsShown) {
  room_.say_many(300);
  driver_.settle();
  panel_.go_to(room_.room().id, 1'000'150);
  driver_.settle();
  const auto edge = panel_.lower_edge(149);
  ASSERT_TRUE(edge);
  EXPECT_GT(*edge, 100.0F);
  EXPECT_LT(*edge, 500.0F);
}

TEST_F(ChatJumpTest, ALineFarAboveIsLoadedUntilItIsThere) {
  room_.say_many(100);
  driver_.settle();
  actions_.clear();
  panel_.go_to(room_.room().id, 1'000'000 - 849);
  EXPECT_EQ(load(200), 5U);
  EXPECT_TRUE(panel_.lower_edge(-850));
  EXPECT_EQ(panel_.take_problem(), "");
}

TEST_F(ChatJumpTest, ANumberOfAnOlderHistoryIsNotTaken) {
  room_.say_many(300);
  driver_.settle();
  room_.apply({tests::wire::HistoryReset{"lobby"}});
  room_.say("ann", "new");
  driver_.settle();
  panel_.go_to(room_.room().id, 1'000'150);
  driver_.settle();
  EXPECT_FALSE(panel_.lower_edge(149));
  EXPECT_NE(panel_.take_problem(), "");
}

TEST_F(ChatJumpTest, BeyondTheBoundItGivesUpAndSaysSo) {
  room_.say_many(100);
  driver_.settle();
  actions_.clear();
  panel_.go_to(room_.room().id, 5);
  EXPECT_EQ(load(200), model::kMaxPagesToALine);
  EXPECT_NE(panel_.take_problem(), "");
  EXPECT_EQ(panel_.take_problem(), "") << "once";
}

}  // namespace
}  // namespace hubbub::ui::chat

#include "ui/search/search_panel.h"

#include <algorithm>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/model/events.h"

namespace hubbub::ui::search {
namespace {

class SearchPanelTest : public ::testing::Test {
 protected:
  SearchPanelTest() {
    view_.connection.state = net::wire::ConnectionState::kOnline;
    driver_.show_panel([this] { panel_.draw(view_, ImGui::GetContentRegionAvail(), actions_); });
  }
  // The host has answered with so many lines, and has more or not.
  void answer(std::size_t hits, bool more) {
    model::SearchView& search = view_.answers.search;
    search.active = true;
    search.number = 1;
    search.text = "ok";
    search.more = more;
    search.entries.assign(hits, {"lobby", tests::entry("ann", "ok", 7)});
    driver_.settle();
  }
  template <class T>
  auto asked() const {
    return std::count_if(actions_.begin(), actions_.end(),
                         [](const Action& action) { return std::holds_alternative<T>(action); });
  }

  model::View view_;
  SearchPanel panel_;
  Actions actions_;
  tests::ui::Driver driver_{{700, 300}};
};

TEST_F(SearchPanelTest, GoesOnWhenNothingWasFoundInTheNewestLines) {
  answer(0, true);
  driver_.click("Search older");
  EXPECT_EQ(asked<SearchMore>(), 1);
}

TEST_F(SearchPanelTest, EnterInTheUnchangedFieldGoesOn) {
  answer(0, true);
  driver_.click("Whole history");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(asked<SearchMore>(), 1);
  EXPECT_EQ(asked<SearchHistory>(), 0);
  driver_.fill("Whole history", "okay");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(asked<SearchMore>(), 1);
  EXPECT_EQ(asked<SearchHistory>(), 1) << "other words are another search";
}

TEST_F(SearchPanelTest, EnterSearchesAnewWhenAllWasLookedAt) {
  answer(0, false);
  EXPECT_FALSE(driver_.has("Search older"));
  driver_.click("Whole history");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(asked<SearchMore>(), 0);
  EXPECT_EQ(asked<SearchHistory>(), 1);
}

TEST_F(SearchPanelTest, OffersOlderLinesBelowTheHits) {
  answer(2, true);
  EXPECT_EQ(asked<SearchMore>(), 0) << "nobody asked for more than there is to see";
  driver_.click("Search older");
  EXPECT_EQ(asked<SearchMore>(), 1);
}

TEST_F(SearchPanelTest, ScrollingToTheEndAsksOnceForEachList) {
  answer(30, true);
  driver_.hover(driver_.box("Line").centre());
  driver_.wheel(-200);
  driver_.frames(20);
  EXPECT_EQ(asked<SearchMore>(), 1);
  answer(31, true);
  driver_.wheel(-200);
  driver_.frames(20);
  EXPECT_EQ(asked<SearchMore>(), 2);
}

TEST_F(SearchPanelTest, OfflineOlderLinesAreNotOffered) {
  view_.connection.state = net::wire::ConnectionState::kReconnecting;
  answer(2, true);
  EXPECT_FALSE(driver_.has("Search older"));
}

}  // namespace
}  // namespace hubbub::ui::search

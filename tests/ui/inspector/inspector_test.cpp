#include "ui/inspector/inspector.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/gallery/party.h"
#include "ui/inspector/frame_text.h"

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;
using tests::ui::Driver;

class InspectorInUse : public testing::Test {
 protected:
  InspectorInUse() {
    grow(40);
    driver.show_panel([this] { inspector.draw(view, settings, actions); });
  }

  void grow(std::size_t count) {
    wire::EventBatch batch = tests::ui::capture(count);
    store.append(std::move(std::get<wire::CaptureAdvanced>(batch.front()).frames), 0);
    store.pull(view);
  }

  // The hexadecimal on the clipboard after Ctrl+C; "" when nothing was copied.
  std::string copied() {
    actions.clear();
    driver.press(ImGuiMod_Ctrl | ImGuiKey_C);
    for (const Action& action : actions) {
      if (const auto* copy = std::get_if<CopyText>(&action)) {
        return copy->text;
      }
    }
    return "";
  }
  std::string bytes_of_number(std::uint64_t number) {
    return hex_text(bytes_of(view.at(view.first() + number - 1)), 16);
  }

  Driver driver{{1000, 500}};
  model::FrameStore store;
  model::FrameView view;
  Settings settings;
  Actions actions;
  Inspector inspector;
};

TEST_F(InspectorInUse, FollowsTheNewest) {
  driver.press(ImGuiKey_F8);  // with nothing selected, the last one
  EXPECT_EQ(copied(), bytes_of_number(40));
}

TEST_F(InspectorInUse, ShowsTheFrameThatWasAskedForByNumber) {
  inspector.select(12);
  driver.settle();
  driver.click("field");  // the panel takes the keyboard; unselected again by the second click
  driver.click("field");
  EXPECT_EQ(copied(), bytes_of_number(12));
}

TEST_F(InspectorInUse, WaitsForAFrameThatHasNotComeYet) {
  store.clear();
  store.pull(view);
  inspector.select(12);
  driver.settle();
  EXPECT_FALSE(driver.has("field"));
  grow(40);
  driver.settle();
  EXPECT_TRUE(driver.has("field"));
}

TEST_F(InspectorInUse, F7AndF8GoToTheNeighbours) {
  inspector.select(12);
  driver.settle();
  driver.click("field");
  driver.click("field");
  driver.press(ImGuiKey_F8);
  EXPECT_EQ(copied(), bytes_of_number(13));
  driver.press(ImGuiKey_F7);
  driver.press(ImGuiKey_F7);
  EXPECT_EQ(copied(), bytes_of_number(11));
}

TEST_F(InspectorInUse, CopiesTheSelectedFieldAlone) {
  inspector.select(12);
  driver.settle();
  // The first line is the header group, 12 bytes long in every frame.
  driver.click("field");
  EXPECT_EQ(copied(), bytes_of_number(12).substr(0, 12 * 3 - 1));
}

TEST_F(InspectorInUse, PausingKeepsWhatIsShownWhileMoreComes) {
  driver.click("Pause the view (Space)");
  const std::size_t before = driver.count("frame");
  store.clear();
  grow(3);
  driver.settle();
  EXPECT_EQ(driver.count("frame"), 3U) << "a clear shows through a pause";
  grow(40);
  driver.settle();
  EXPECT_EQ(driver.count("frame"), 3U);
  driver.click("Resume the view (Space)");
  EXPECT_GE(driver.count("frame"), before);
}

TEST_F(InspectorInUse, FilterNarrowsTheList) {
  driver.fill("filter", "ends 9 bytes early");
  EXPECT_EQ(driver.count("frame"), 4U);  // numbers 7, 16, 25, 34
  driver.fill("filter", "");
  EXPECT_GT(driver.count("frame"), 4U);
}

TEST_F(InspectorInUse, TheFilterTakesNoMoreThanItLooksFor) {
  driver.fill("filter", "ping" + std::string(1'000, ' ') + "no such thing");
  EXPECT_GT(driver.count("frame"), 0U);
}

TEST_F(InspectorInUse, DrawsOnlyTheRowsInSightOfAHundredThousand) {
  grow(100'000);
  driver.settle();
  EXPECT_LT(driver.count("frame"), 60U);
}

TEST_F(InspectorInUse, AMalformedFrameShowsWhatCouldBeRead) {
  inspector.select(16);
  driver.settle();
  EXPECT_GE(driver.count("field"), 4U);
}

TEST_F(InspectorInUse, EscapeClosesTheDetailsThenLeaves) {
  inspector.select(12);
  driver.settle();
  driver.click("field");
  driver.press(ImGuiKey_Escape);
  EXPECT_FALSE(driver.has("field"));
  driver.press(ImGuiKey_Escape);
  ASSERT_FALSE(actions.empty());
  EXPECT_TRUE(std::holds_alternative<FocusComposer>(actions.back()));
}

TEST_F(InspectorInUse, SelectionGoesWhenItsFrameIsCleared) {
  inspector.select(12);
  driver.settle();
  store.clear();
  store.pull(view);
  driver.settle();
  EXPECT_FALSE(driver.has("field"));
}

TEST_F(InspectorInUse, SaysThatTheSelectedFrameIsGone) {
  inspector.select(12);
  driver.settle();
  const std::size_t rows = driver.count("frame");
  while (view.first() < 40) {
    grow(10'000);
  }
  driver.settle();
  EXPECT_FALSE(driver.has("field"));
  EXPECT_EQ(driver.count("frame"), rows) << "the details stay open";
  driver.press(ImGuiKey_F8);
  EXPECT_TRUE(driver.has("field")) << "on with the oldest there is";
}

TEST_F(InspectorInUse, TheListStaysWhereItIsWhenOldFramesGo) {
  grow(model::kMaxFrames - 1'000);
  inspector.select(model::kMaxFrames - 1'100);
  driver.settle();
  // What stands in the first rows in sight.
  const tests::ui::Box first = driver.box("frame");
  const auto rows = [&] {
    std::string all;
    for (int row = 0; row < 4; ++row) {
      driver.click_at(
          {first.centre().x, first.centre().y + static_cast<float>(row) * first.height()});
      all += copied() + '|';
    }
    return all;
  };
  const std::string before = rows();
  const std::uint64_t oldest = view.first();
  while (view.first() == oldest) {
    grow(500);
  }
  driver.settle();
  EXPECT_EQ(rows(), before);
}

TEST_F(InspectorInUse, ClickingAByteSelectsItsField) {
  inspector.select(12);
  driver.settle();
  driver.click("field");
  driver.click("field");
  // The bytes are right of the middle, the first line right below the list.
  const tests::ui::Box field = driver.box("field");
  const float x = 500.0F + 8.0F + 7.0F * 6.5F;  // past the offset column: the first byte
  driver.click_at({x, field.min.y + 8.0F});
  const std::string text = copied();
  EXPECT_EQ(text, bytes_of_number(12).substr(0, text.size()));
  EXPECT_LT(text.size(), bytes_of_number(12).size());
}

}  // namespace
}  // namespace hubbub::ui::inspector

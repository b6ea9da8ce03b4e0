#include "ui/chat/wrap.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/ui/driver.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::chat {
namespace {

using testing::ElementsAre;

class WrapTest : public ::testing::Test {
 protected:
  WrapTest() {
    driver_.show([] {});
    ImGui::NewFrame();
    font_ = theme::font(theme::Face::kMono)->GetFontBaked(16.0F);
  }
  ~WrapTest() override { ImGui::EndFrame(); }

  // A width of so many characters of the fixed-width face.
  std::vector<std::string> rows(std::string_view text, float characters) {
    const float width = (characters + 0.5F) * font_->GetCharAdvance('x');
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = wrap_row(*font_, text, at, text.size(), width);
      result.emplace_back(text.substr(at, end - at));
      at = end;
    }
    return result;
  }

  tests::ui::Driver driver_;
  ImFontBaked* font_ = nullptr;
};

TEST_F(WrapTest, BreaksAtBlanksWhichStayWithTheRowBefore) {
  EXPECT_THAT(rows("one two three", 8), ElementsAre("one two ", "three"));
  EXPECT_THAT(rows("one two   three", 7), ElementsAre("one two   ", "three"));
}

TEST_F(WrapTest, LineEndsEndRows) {
  EXPECT_THAT(rows("a\n\nb", 8), ElementsAre("a\n", "\n", "b"));
}

TEST_F(WrapTest, ARowFilledToItsEndIsNotFollowedByAnEmptyOne) {
  EXPECT_THAT(rows("12345678 \nnext", 8), ElementsAre("12345678 \n", "next"));
}

TEST_F(WrapTest, AWordWiderThanTheRowIsBrokenWithin) {
  EXPECT_THAT(rows("abcdefghij", 4), ElementsAre("abcd", "efgh", "ij"));
}

TEST_F(WrapTest, BreaksAfterHyphensAndSlashes) {
  EXPECT_THAT(rows("one-two/three", 8), ElementsAre("one-two/", "three"));
}

TEST_F(WrapTest, IdeographsBreakAnywhereButNotBeforeTheirFullStop) {
  const auto broken = rows("日本語日本語日本語。", 7);
  ASSERT_GT(broken.size(), 1U);
  for (const std::string& row : broken) {
    EXPECT_FALSE(row.starts_with("。"));
  }
}

TEST_F(WrapTest, APlaceIsFoundByItsPixelAndBack) {
  const std::string text = "hello мир";
  for (std::size_t at : {0U, 3U, 6U, 8U}) {
    const float x = text_width(*font_, text, 0, at);
    EXPECT_EQ(offset_at(*font_, text, 0, text.size(), x + 0.5F), at);
  }
}

TEST_F(WrapTest, RowsCoverTheTextWhateverTheWidth) {
  rc::check([this] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "word", " ", "\n", "-", "日", "。", "я", "\t", "(", ")"));
    std::string text;
    for (const std::string& piece : pieces) {
      text += piece;
    }
    std::string joined;
    for (const std::string& row : rows(text, static_cast<float>(*rc::gen::inRange(0, 20)))) {
      RC_ASSERT(!row.empty());
      RC_ASSERT(row.find('\n') == std::string::npos || row.find('\n') == row.size() - 1);
      joined += row;
    }
    RC_ASSERT(joined == text);
  });
}

}  // namespace
}  // namespace hubbub::ui::chat

#include "ui/theme/palette.h"

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"

namespace hubbub::ui::theme {
namespace {

// WCAG 2.1, success criterion 1.4.3, level AA, for text of this size.
constexpr double kReadable = 4.5;

class PaletteOfEachTheme : public testing::TestWithParam<ThemeChoice> {};

TEST_P(PaletteOfEachTheme, TextIsReadableOnEveryBackground) {
  for (const Role text :
       {Role::kText, Role::kTextSecondary, Role::kTextDisabled, Role::kAccentText, Role::kSuccess,
        Role::kWarning, Role::kDanger, Role::kReceived, Role::kSent}) {
    for (const Role background : {Role::kWindow, Role::kPanel, Role::kSurface, Role::kField}) {
      EXPECT_GE(contrast(palette_color(GetParam(), text), palette_color(GetParam(), background)),
                kReadable)
          << "role " << static_cast<int>(text) << " on " << static_cast<int>(background);
    }
  }
}

TEST_P(PaletteOfEachTheme, TextStaysReadableWhereARowIsHoveredSelectedOrNamesUs) {
  for (const Role overlay : {Role::kHover, Role::kPressed, Role::kSelected, Role::kMention}) {
    for (const Role background : {Role::kWindow, Role::kPanel, Role::kSurface}) {
      const Rgba under =
          blend(palette_color(GetParam(), background), palette_color(GetParam(), overlay));
      EXPECT_GE(contrast(palette_color(GetParam(), Role::kText), under), kReadable)
          << "overlay " << static_cast<int>(overlay);
    }
  }
}

TEST_P(PaletteOfEachTheme, PrimaryButtonIsReadableAtRestAndUnderThePointer) {
  const Rgba text = palette_color(GetParam(), Role::kOnAccent);
  EXPECT_GE(contrast(text, palette_color(GetParam(), Role::kAccent)), kReadable);
  EXPECT_GE(contrast(text, palette_color(GetParam(), Role::kAccentHover)), kReadable);
}

TEST_P(PaletteOfEachTheme, RowsOfAMenuStayReadableUnderThePointer) {
  const Rgba row =
      blend(palette_color(GetParam(), Role::kSurface), palette_color(GetParam(), Role::kHover));
  for (const Role text : {Role::kText, Role::kTextSecondary, Role::kTextDisabled, Role::kDanger}) {
    EXPECT_GE(contrast(palette_color(GetParam(), text), row), kReadable)
        << "role " << static_cast<int>(text);
  }
}

TEST_P(PaletteOfEachTheme, OutlinesAndThumbsStandOutFromFieldsAndBackgrounds) {
  // WCAG 2.1, success criterion 1.4.11: 3 : 1 for parts of controls.
  for (const Role part : {Role::kFocus, Role::kBorder}) {
    for (const Role background : {Role::kWindow, Role::kPanel, Role::kSurface, Role::kField}) {
      EXPECT_GE(contrast(palette_color(GetParam(), part), palette_color(GetParam(), background)),
                3.0)
          << "role " << static_cast<int>(part) << " on " << static_cast<int>(background);
    }
  }
}

// What ImGui draws by itself: hints, disabled text, outlines, scrollbars.
TEST_P(PaletteOfEachTheme, ImGuisOwnColoursKeepToTheSameRules) {
  const tests::ui::Driver driver({100, 100}, GetParam());
  const ImVec4* colors = ImGui::GetStyle().Colors;
  const auto rgba = [&](ImGuiCol slot) {
    const auto byte = [](float share) { return static_cast<std::uint8_t>(share * 255.0F + 0.5F); };
    return Rgba{byte(colors[slot].x), byte(colors[slot].y), byte(colors[slot].z), 255};
  };
  for (const ImGuiCol background : {ImGuiCol_WindowBg, ImGuiCol_PopupBg, ImGuiCol_FrameBg}) {
    EXPECT_GE(contrast(rgba(ImGuiCol_TextDisabled), rgba(background)), kReadable);
    for (const ImGuiCol part : {ImGuiCol_Border, ImGuiCol_ScrollbarGrab,
                                ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}) {
      EXPECT_GE(contrast(rgba(part), rgba(background)), 3.0) << ImGui::GetStyleColorName(part);
    }
  }
  EXPECT_EQ(ImGui::GetStyle().DisabledAlpha, 1.0F) << "fainter it could not be read";
}

INSTANTIATE_TEST_SUITE_P(, PaletteOfEachTheme,
                         testing::Values(ThemeChoice::kDark, ThemeChoice::kLight),
                         [](const auto& each) {
                           return each.param == ThemeChoice::kDark ? "Dark" : "Light";
                         });

TEST(Palette, ContrastOfBlackAndWhiteIs21) {
  EXPECT_NEAR(contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21.0, 0.01);
  EXPECT_NEAR(contrast({9, 9, 9, 255}, {9, 9, 9, 255}), 1.0, 0.001);
}

TEST(Palette, BlendOfAnOpaqueColourIsThatColour) {
  EXPECT_EQ(blend({1, 2, 3, 255}, {40, 50, 60, 255}), (Rgba{40, 50, 60, 255}));
  EXPECT_EQ(blend({1, 2, 3, 255}, {40, 50, 60, 0}), (Rgba{1, 2, 3, 255}));
}

}  // namespace
}  // namespace hubbub::ui::theme

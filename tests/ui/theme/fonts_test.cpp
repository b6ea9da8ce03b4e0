// Every script that people chat in has a glyph, at every size and scale.
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "tests/support/ui/driver.h"
#include "ui/theme/icons.h"
#include "ui/theme/missing_fonts.h"
#include "ui/theme/missing_glyph.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::theme {
namespace {

using tests::ui::Driver;

const ImFontGlyph* glyph(Face face, ImWchar code_point, float size = kBodySize) {
  return font(face)->GetFontBaked(size)->FindGlyphNoFallback(code_point);
}

TEST(Fonts, CoverTheScriptsOfAnyParty) {
  const Driver driver;
  for (const ImWchar code_point : {U'a', U'Ж', U'Ω', U'é', U'健', U'あ', U'세', U'א', U'—', U'€'}) {
    const ImFontGlyph* found = glyph(Face::kText, code_point);
    ASSERT_NE(found, nullptr) << std::hex << static_cast<unsigned>(code_point);
    EXPECT_TRUE(found->Visible);
    EXPECT_FALSE(found->Colored);
  }
}

TEST(Fonts, DrawEmojiInColourAndAsHighAsTheLine) {
  const Driver driver;
  for (const float size : {14.0F, 17.0F, 34.0F, 48.0F}) {
    const ImFontGlyph* found = glyph(Face::kText, U'\U0001F600', size);
    ASSERT_NE(found, nullptr);
    EXPECT_TRUE(found->Colored);
    EXPECT_NEAR(found->Y1 - found->Y0, size, 1.0F);
    EXPECT_GT(found->AdvanceX, size * 0.9F);
  }
}

TEST(Fonts, DrawAMappedSequenceInColour) {
  const Driver driver;
  const std::string text = displayable("\U0001F1EB\U0001F1EE");
  unsigned code_point = 0;
  ImTextCharFromUtf8(&code_point, text.data(), text.data() + text.size());
  const ImFontGlyph* found = glyph(Face::kText, code_point);
  ASSERT_NE(found, nullptr);
  EXPECT_TRUE(found->Colored);
}

TEST(Fonts, KeepDigitsAndSignsInTheTextFace) {
  const Driver driver;
  for (const ImWchar code_point : {U'0', U'9', U'#', U'*', U'©'}) {
    ASSERT_NE(glyph(Face::kText, code_point), nullptr);
    EXPECT_FALSE(glyph(Face::kText, code_point)->Colored);
  }
}

TEST(Fonts, HaveEveryIconInEveryFace) {
  const Driver driver;
  for (const char* icon :
       {icons::kAccept,    icons::kAddress,  icons::kBell,       icons::kBug,
        icons::kChat,      icons::kClear,    icons::kClose,      icons::kCollapsed,
        icons::kCopy,      icons::kDark,     icons::kDisconnect, icons::kError,
        icons::kExpanded,  icons::kFailed,   icons::kFilter,     icons::kFollow,
        icons::kHost,      icons::kInfo,     icons::kJoin,       icons::kKeyboard,
        icons::kLight,     icons::kLocked,   icons::kMenu,       icons::kMention,
        icons::kMore,      icons::kNewest,   icons::kNext,       icons::kOffline,
        icons::kOnline,    icons::kPause,    icons::kPending,    icons::kPeople,
        icons::kPerson,    icons::kPlay,     icons::kPower,      icons::kPrevious,
        icons::kReceived,  icons::kRecent,   icons::kReconnect,  icons::kRoom,
        icons::kRoundTrip, icons::kSearch,   icons::kSend,       icons::kSent,
        icons::kServer,    icons::kSettings, icons::kUnlocked,   icons::kWarning}) {
    unsigned code_point = 0;
    ImTextCharFromUtf8(&code_point, icon, nullptr);
    for (const Face face : {Face::kText, Face::kStrong, Face::kMono}) {
      EXPECT_NE(glyph(face, code_point), nullptr) << std::hex << code_point;
    }
  }
}

TEST(Fonts, MonoFaceGivesEveryLetterTheSameWidth) {
  const Driver driver;
  EXPECT_EQ(glyph(Face::kMono, U'i')->AdvanceX, glyph(Face::kMono, U'W')->AdvanceX);
}

TEST(Fonts, UnassignedCodePointFallsBackWithoutHarm) {
  const Driver driver;
  EXPECT_EQ(glyph(Face::kText, 0x0378), nullptr);
}

// A script of the Bronze Age that no usual package has a font for.
constexpr ImWchar kWithoutFont = 0x12480;  // Early Dynastic Cuneiform

TEST(Fonts, DrawABoxForWhatNoFontHasAndSaySoOnce) {
  const Driver driver;
  EXPECT_EQ(take_font_hint(), "");
  const ImFontGlyph* box = glyph(Face::kText, kWithoutFont);
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->Visible);
  EXPECT_FALSE(box->Colored);
  EXPECT_GT(box->AdvanceX, 0.0F);
  EXPECT_NE(take_font_hint().find("fonts-noto-core"), std::string::npos);
  (void)glyph(Face::kText, kWithoutFont + 1);
  EXPECT_EQ(take_font_hint(), "") << "once in a session";
}

TEST(Fonts, NameThePackageThatHasAScript) {
  EXPECT_NE(font_hint(U'\u0B95').find("Tamil letters"), std::string::npos);
  EXPECT_NE(font_hint(U'\u0B95').find("fonts-noto-core"), std::string::npos);
  EXPECT_NE(font_hint(U'健').find("fonts-noto-cjk"), std::string::npos);
  EXPECT_NE(font_hint(U'세').find("fonts-noto-cjk"), std::string::npos);
  EXPECT_NE(font_hint(U'\U0001F600').find("fonts-noto-color-emoji"), std::string::npos);
  EXPECT_NE(font_hint(U'\u2603').find("symbols"), std::string::npos);
}

TEST(Fonts, HaveABoxOnlyForWhatHasAShape) {
  EXPECT_TRUE(has_shape(U'\u0B95'));
  for (const char32_t shapeless : {U' ', U'\u200B', U'\u0378', U'\uE000', U'\x01'}) {
    EXPECT_FALSE(has_shape(shapeless)) << std::hex << static_cast<unsigned>(shapeless);
  }
}

TEST(Theme, ScaleIsClampedAndRoundsToWholePixels) {
  ImGui::CreateContext();
  {
    Theme theme(ThemeChoice::kDark, 1.5F);
    EXPECT_EQ(px(1.0F), 2.0F);
    EXPECT_EQ(px(4.0F), 6.0F);
    theme.set_scale(100.0F);
    EXPECT_EQ(scale(), kMaxScale);
    theme.set_scale(0.0F);
    EXPECT_EQ(scale(), kMinScale);
  }
  ImGui::DestroyContext();
}

TEST(Theme, SwitchesColoursInPlace) {
  ImGui::CreateContext();
  {
    Theme theme(ThemeChoice::kDark, 1.0F);
    const ImU32 dark = color(Role::kWindow);
    theme.set_choice(ThemeChoice::kLight);
    EXPECT_NE(color(Role::kWindow), dark);
    EXPECT_EQ(choice(), ThemeChoice::kLight);
  }
  ImGui::DestroyContext();
}

}  // namespace
}  // namespace hubbub::ui::theme

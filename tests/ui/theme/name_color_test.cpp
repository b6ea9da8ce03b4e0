#include "ui/theme/name_color.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace hubbub::ui::theme {
namespace {

TEST(NameColor, EveryNameIsReadableOnChatAndRoster) {
  for (const ThemeChoice choice : {ThemeChoice::kDark, ThemeChoice::kLight}) {
    for (int i = 0; i < 500; ++i) {
      const Rgba color = name_color(choice, "guest" + std::to_string(i));
      for (const Role background : {Role::kWindow, Role::kPanel}) {
        EXPECT_GE(contrast(color, palette_color(choice, background)), 4.5) << i;
      }
    }
  }
}

TEST(NameColor, SameNameHasTheSameColourInEveryProcess) {
  // Written down once: a change of the hash would recolour everybody.
  EXPECT_EQ(name_color(ThemeChoice::kDark, "ann"), name_color(ThemeChoice::kDark, "ann"));
  const Rgba ann = name_color(ThemeChoice::kDark, "ann");
  EXPECT_EQ(ann, (Rgba{0xA5, 0xC5, 0x72, 255}));
}

TEST(NameColor, NamesSpreadOverManyHues) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const Rgba c = name_color(ThemeChoice::kDark, "guest" + std::to_string(i));
    seen.insert(std::to_string(c.r) + " " + std::to_string(c.g) + " " + std::to_string(c.b));
  }
  EXPECT_EQ(seen.size(), 20U);
}

}  // namespace
}  // namespace hubbub::ui::theme

#include "ui/shell/chords.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/support/headless/canvas.h"

namespace hubbub::ui::shell {
namespace {

constexpr ImGuiKeyChord kFind = ImGuiMod_Ctrl | ImGuiKey_F;

class Chords : public ::testing::Test {
 protected:
  Chords() { canvas_.frame({}); }
  static void change(ImGuiKey key, bool down) { ImGui::GetIO().AddKeyEvent(key, down); }
  // Whether the chord is pressed in the next frame.
  static bool is_pressed_next(ImGuiKeyChord chord) {
    new_frame_with_whole_chords();
    const bool pressed = ImGui::IsKeyChordPressed(chord);
    ImGui::Render();
    return pressed;
  }

 private:
  tests::Canvas canvas_;
};

TEST_F(Chords, OneWhoseModifierComesUpFirstIsPressedOnce) {
  for (int time = 0; time < 2; ++time) {
    change(ImGuiMod_Ctrl, true);
    change(ImGuiKey_LeftCtrl, true);
    change(ImGuiKey_F, true);
    change(ImGuiMod_Ctrl, false);
    change(ImGuiKey_LeftCtrl, false);
    change(ImGuiKey_F, false);
    EXPECT_TRUE(is_pressed_next(kFind));
    EXPECT_FALSE(is_pressed_next(kFind));
    EXPECT_FALSE(is_pressed_next(ImGuiKey_F)) << "nor the key alone";
    EXPECT_FALSE(ImGui::IsKeyDown(ImGuiKey_F));
    EXPECT_FALSE(ImGui::GetIO().KeyCtrl);
  }
}

TEST_F(Chords, AKeyBeforeAModifierIsNoChordWithIt) {
  change(ImGuiKey_F, true);
  change(ImGuiKey_F, false);
  change(ImGuiMod_Ctrl, true);
  EXPECT_TRUE(is_pressed_next(ImGuiKey_F));
  EXPECT_FALSE(is_pressed_next(kFind));
  EXPECT_TRUE(ImGui::GetIO().KeyCtrl);
}

}  // namespace
}  // namespace hubbub::ui::shell

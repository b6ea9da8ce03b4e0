// A window without a display: draws panels frame by frame and uses them as a person would.
//
// Widgets are found by their label through ImGui's test hooks, so a test says click("Host"). One
// thread, one Driver at a time. Link with UI_HOOKS.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/settings.h"

namespace hubbub::tests::ui {

struct Box {
  ImVec2 min;
  ImVec2 max;
  [[nodiscard]] ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  [[nodiscard]] float width() const { return max.x - min.x; }
  [[nodiscard]] float height() const { return max.y - min.y; }
};

class Driver {
 public:
  // `size` in pixels.
  explicit Driver(ImVec2 size = {1100, 720},
                  hubbub::ui::ThemeChoice theme = hubbub::ui::ThemeChoice::kDark,
                  float scale = 1.0F);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  // What a frame draws from now on; draws it until it has settled.
  void show(std::function<void()> draw);
  // The same inside a window that fills the display, for a panel alone.
  void show_panel(std::function<void()> draw);

  void frames(int count = 1, float seconds_each = 1.0F / 60.0F);
  // What settles after an event: layouts, pop-ups, focus.
  void settle() { frames(4); }
  void resize(ImVec2 size);

  // By the label given to ImGui; a leading "##" need not be written. In the last frame.
  [[nodiscard]] bool has(std::string_view label) const;
  // Fails the test, and gives an empty box, when there is none.
  [[nodiscard]] Box box(std::string_view label) const;
  // How many carry the label: the rows of a list.
  [[nodiscard]] std::size_t count(std::string_view label) const;
  // Every label, for a failure's message.
  [[nodiscard]] std::vector<std::string> labels() const;

  // Each moves the pointer there, acts, and settles.
  void click(std::string_view label, ImGuiMouseButton button = ImGuiMouseButton_Left);
  void click_at(ImVec2 at, ImGuiMouseButton button = ImGuiMouseButton_Left, int times = 1);
  void drag(ImVec2 from, ImVec2 to);
  void hover(ImVec2 at);
  void wheel(float lines);

  void type(std::string_view text);
  // A key with modifiers: ImGuiMod_Ctrl | ImGuiKey_C.
  void press(ImGuiKeyChord chord);
  // Click into the field, select what is there, type over it.
  void fill(std::string_view label, std::string_view text);

  [[nodiscard]] std::string clipboard() const;
  void set_clipboard(std::string text);

  // Vertices drawn in the last frame: whether anything is there at all.
  [[nodiscard]] int vertices() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::tests::ui

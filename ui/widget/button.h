// Buttons of the theme. Plain functions; main thread, inside a window.
//
// `label` is ours, never a peer's text: it is the widget's ID and what a test clicks on.
#pragma once

#include <cstdint>

namespace hubbub::ui::widget {

enum class ButtonKind : std::uint8_t {
  kPrimary,    // what Enter does: one per view
  kSecondary,  // the others
  kGhost,      // without a background until hovered
  kDanger,
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::kSecondary;
  const char* icon = nullptr;  // of theme::icons; before the label
  float width = 0.0F;          // pixels; 0: as wide as the label needs; below 0: what is available
  bool enabled = true;
};

// True in the frame in which it is clicked or activated from the keyboard.
bool button(const char* label, const ButtonOptions& options = {});

// A square with an icon alone; `label` is its tooltip. `active` shows it as switched on.
bool icon_button(const char* icon, const char* label, bool active = false, bool enabled = true);

// The width that button() would take for a width of 0.
float button_width(const char* label, const char* icon = nullptr);

// A choice among a few, side by side, as wide as is available; true when `selected` changed.
bool segments(const char* id, const char* const* labels, int count, int& selected);

// A square that is ticked or not, with its label; true when it changed.
bool checkbox(const char* label, bool& value);

}  // namespace hubbub::ui::widget

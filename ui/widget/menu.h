// Pop-up menus: one look for all of them. Main thread, inside a window.
//
//   if (const widget::Menu menu("Line"); menu.is_open()) {
//     if (widget::menu_item("Copy", {.icon = icons::kCopy})) { … }
//   }
//
// A row has a column for its icon, its text, and at the right its keys and a tick. What cannot be
// taken back stands last and in the colour of danger.
#pragma once

#include <string_view>

#include "ui/widget/badge.h"

namespace hubbub::ui::widget {

// Density-independent pixels from one row to the next.
inline constexpr float kMenuRowHeight = 28.0F;

struct MenuItem {
  const char* icon = nullptr;  // of theme::icons
  const char* keys = nullptr;  // "Ctrl+F"
  bool ticked = false;
  bool enabled = true;
  bool danger = false;         // destroys something, or ends it for others
  Badge badge = {};            // of what is unread
  std::string_view text = {};  // drawn instead of the label: any text, ready to draw
};

// A menu that ImGui::OpenPopup(id) has opened, for as long as it lives. Draw rows only while it
// is open; ImGui::CloseCurrentPopup() closes it.
class Menu {
 public:
  explicit Menu(const char* id);
  ~Menu();
  Menu(const Menu&) = delete;
  Menu& operator=(const Menu&) = delete;
  [[nodiscard]] bool is_open() const { return open_; }

 private:
  bool open_;
};

// A row of a menu that opens another one beside it, for as long as it lives.
class Submenu {
 public:
  Submenu(const char* label, const MenuItem& item);
  ~Submenu();
  Submenu(const Submenu&) = delete;
  Submenu& operator=(const Submenu&) = delete;
  [[nodiscard]] bool is_open() const { return open_; }

 private:
  bool open_;
};

// True in the frame in which it is chosen; the menu then closes. `label` is ours, never a peer's
// text: it is the row's ID.
bool menu_item(const char* label, const MenuItem& item = {});
// What the menu is about, at its top. Any text, ready to draw.
void menu_heading(std::string_view text);

}  // namespace hubbub::ui::widget

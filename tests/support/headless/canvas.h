// Dear ImGui without a display: a context, a theme, frames, and a renderer that accepts everything.
//
// One thread, one Canvas at a time.
#pragma once

#include <functional>
#include <optional>

#include <imgui.h>

#include "ui/settings.h"
#include "ui/theme/theme.h"

namespace hubbub::tests {

class Canvas {
 public:
  // `size` in pixels.
  explicit Canvas(ImVec2 size = {1100, 720},
                  hubbub::ui::ThemeChoice theme = hubbub::ui::ThemeChoice::kDark,
                  float scale = 1.0F);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // One frame, that long after the last.
  void frame(const std::function<void()>& draw, float seconds = 1.0F / 60.0F);

 private:
  ImGuiContext* context_;
  std::optional<hubbub::ui::theme::Theme> theme_;
};

}  // namespace hubbub::tests

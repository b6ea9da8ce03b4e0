#include "ui/chat/scrollbar.h"

#include <algorithm>

#include "ui/theme/theme.h"

namespace hubbub::ui::chat {
namespace {

constexpr float kLeastThumb = 28.0F;
constexpr float kThumbWidth = 6.0F;

struct Thumb {
  float y = 0.0F;
  float height = 0.0F;
};

Thumb thumb_of(const Items& items, const Scroll& scroll, float height) {
  const auto lines = static_cast<double>(items.end() - items.first());
  const double hidden = std::max(lines - scroll.lines_in_sight(), 1e-6);
  const double above = scroll.position() - static_cast<double>(items.first());
  Thumb thumb;
  thumb.height = std::clamp(height * static_cast<float>(scroll.lines_in_sight() / lines),
                            std::min(theme::px(kLeastThumb), height), height);
  const double share = scroll.follows() ? 1.0 : std::clamp(above / hidden, 0.0, 1.0);
  thumb.y = (height - thumb.height) * static_cast<float>(share);
  return thumb;
}

void drag(const Items& items, Scroll& scroll, float thumb_y, float travel) {
  const float share = travel > 0.0F ? std::clamp(thumb_y / travel, 0.0F, 1.0F) : 1.0F;
  if (share >= 1.0F) {
    scroll.to_newest();
    return;
  }
  const auto lines = static_cast<double>(items.end() - items.first());
  const double hidden = std::max(lines - scroll.lines_in_sight(), 0.0);
  scroll.to_position(static_cast<double>(items.first()) + static_cast<double>(share) * hidden);
}

}  // namespace

void scrollbar(const Items& items, Scroll& scroll, ImVec2 at, ImVec2 size, float& grab) {
  if (items.empty() ||
      scroll.lines_in_sight() >= static_cast<double>(items.end() - items.first()) - 1e-3) {
    return;
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("Scrollbar", size);
  const bool active = ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  const Thumb thumb = thumb_of(items, scroll, size.y);
  const float mouse = ImGui::GetIO().MousePos.y - at.y;
  if (ImGui::IsItemActivated()) {
    const bool inside = mouse >= thumb.y && mouse < thumb.y + thumb.height;
    grab = inside ? (mouse - thumb.y) / thumb.height : 0.5F;
  }
  if (active) {
    drag(items, scroll, mouse - grab * thumb.height, size.y - thumb.height);
  }
  const float width = theme::px(kThumbWidth);
  const float x = at.x + (size.x - width) / 2.0F;
  const auto role = active    ? theme::Role::kTextSecondary
                    : hovered ? theme::Role::kTextDisabled
                              : theme::Role::kBorder;
  ImGui::GetWindowDrawList()->AddRectFilled({x, at.y + thumb.y},
                                            {x + width, at.y + thumb.y + thumb.height},
                                            theme::color(role), width / 2.0F);
}

}  // namespace hubbub::ui::chat

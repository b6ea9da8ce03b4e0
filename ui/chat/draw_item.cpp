#include "ui/chat/draw_item.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include <imgui_internal.h>

#include "ui/chat/draw_row.h"
#include "ui/chat/wrap.h"
#include "ui/model/utf8.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::chat {
namespace {

using theme::color;
using theme::px;
using theme::Role;

void text(ImDrawList& draw, ImFont* font, float size, ImVec2 at, ImU32 tint,
          std::string_view what) {
  draw.AddText(font, size, {std::round(at.x), std::round(at.y)}, tint, what.data(),
               what.data() + what.size());
}

float width_of(ImFont* font, float size, std::string_view what) {
  return text_width(*font->GetFontBaked(size), what, 0, what.size());
}

// A hairline across with a word in or at the end of it.
void divider(ImDrawList& draw, const Paint& paint, ImVec2 at, std::string_view label, Role tint,
             Role line, bool centred) {
  const Metrics& m = paint.metrics;
  const float pad = px(theme::kGap);
  const float left = at.x + px(theme::kWide);
  const float right = at.x + paint.width - px(theme::kWide);
  const float middle = std::round(at.y + m.divider / 2.0F);
  const float label_width = width_of(m.strong_font, m.small, label);
  const float label_x =
      centred ? std::round((left + right - label_width) / 2.0F) : right - label_width;
  const float thickness = px(1.0F);
  draw.AddRectFilled({left, middle}, {label_x - pad, middle + thickness}, color(line));
  if (centred) {
    draw.AddRectFilled({label_x + label_width + pad, middle}, {right, middle + thickness},
                       color(line));
  }
  text(draw, m.strong_font, m.small, {label_x, middle - m.small / 2.0F}, color(tint), label);
}

// What is above the first line, centred and quiet; what does not fit ends with an ellipsis.
void top_row(ImDrawList& draw, const Paint& paint, const std::string& what, ImVec2 at) {
  const Metrics& m = paint.metrics;
  const float pad = px(theme::kWide);
  const float width = width_of(m.text_font, m.small, what);
  const float room = std::max(paint.width - 2.0F * pad, 1.0F);
  const float x = std::round(at.x + pad + std::max(room - width, 0.0F) / 2.0F);
  const float y = std::round(at.y + (m.divider - m.small) / 2.0F);
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const theme::ScopedTextColor tint(Role::kTextSecondary);
  const float right = at.x + pad + room;
  ImGui::RenderTextEllipsis(&draw, {x, y}, {right, y + m.divider}, right, what.data(),
                            what.data() + what.size(), nullptr);
}

void dividers(ImDrawList& draw, const Paint& paint, const Layout& layout, ImVec2 at) {
  if (layout.top_y >= 0.0F) {
    top_row(draw, paint, layout.content.top, {at.x, at.y + layout.top_y});
  }
  if (layout.day_y >= 0.0F) {
    divider(draw, paint, {at.x, at.y + layout.day_y}, layout.content.day, Role::kTextSecondary,
            Role::kSeparator, true);
  }
  if (layout.unread_y >= 0.0F) {
    divider(draw, paint, {at.x, at.y + layout.unread_y}, "New", Role::kDanger, Role::kDanger,
            false);
  }
  if (layout.gap_y >= 0.0F) {
    divider(draw, paint, {at.x, at.y + layout.gap_y}, layout.content.text, Role::kWarning,
            Role::kSeparator, true);
  }
}

void background(ImDrawList& draw, const Paint& paint, const Layout& layout, const ItemLook& look) {
  const bool head = layout.content.head;
  const float gap = head ? paint.metrics.group_gap / 2.0F : 0.0F;
  const ImVec2 min(look.at.x, look.at.y + layout.body_y - gap);
  const ImVec2 max(look.at.x + paint.width, look.at.y + layout.height);
  if (layout.content.mention) {
    draw.AddRectFilled(min, max, color(Role::kMention));
    draw.AddRectFilled(min, {min.x + px(3.0F), max.y}, color(Role::kWarning));
  }
  if (look.present_hit) {
    draw.AddRectFilled(min, max, color(Role::kSelected));
  } else if (look.hovered && layout.content.style == Style::kMessage) {
    draw.AddRectFilled(min, max, color(Role::kHover, 0.6F));
  }
}

// The first character of a name in a disc of its colour.
void avatar(ImDrawList& draw, const Paint& paint, const Content& content, ImVec2 at) {
  const Metrics& m = paint.metrics;
  const float radius = m.avatar / 2.0F;
  const ImVec2 centre(at.x + px(theme::kWide) + radius, at.y + radius);
  const ImU32 tint = content.own ? color(Role::kAccentText) : theme::name_color(content.from);
  ImVec4 disc = ImGui::ColorConvertU32ToFloat4(tint);
  disc.w = 0.2F;
  draw.AddCircleFilled(centre, radius, ImGui::ColorConvertFloat4ToU32(disc), 32);
  const std::size_t size = model::code_point_at(content.name, 0).size;
  std::string initial = content.name.substr(0, size);
  if (initial[0] >= 'a' && initial[0] <= 'z') {
    initial[0] = static_cast<char>(initial[0] - 'a' + 'A');
  }
  const float letter = px(theme::kBodySize);
  const float width = width_of(m.strong_font, letter, initial);
  text(draw, m.strong_font, letter, {centre.x - width / 2.0F, centre.y - letter / 2.0F}, tint,
       initial);
}

void head(ImDrawList& draw, const Paint& paint, const Layout& layout, ImVec2 at) {
  const Content& content = layout.content;
  const Metrics& m = paint.metrics;
  const float y = at.y + layout.head_y;
  avatar(draw, paint, content, {at.x, y});
  const ImU32 tint = content.own ? color(Role::kAccentText) : theme::name_color(content.from);
  const float x = at.x + m.gutter;
  const float room = paint.width - m.gutter - px(100.0F);
  const float name_width = std::min(width_of(m.strong_font, m.body, content.name), room);
  draw.PushClipRect({x, y}, {x + name_width + px(1.0F), y + m.head}, true);
  text(draw, m.strong_font, m.body, {x, y}, tint, content.name);
  draw.PopClipRect();
  float right = x + name_width + px(theme::kGap);
  const float small_y = y + (m.body - m.small) * 0.75F;
  if (content.own) {
    text(draw, m.text_font, m.small, {right, small_y}, color(Role::kTextSecondary), "you");
    right += width_of(m.text_font, m.small, "you") + px(theme::kGap);
  }
  text(draw, m.text_font, m.small, {right, small_y}, color(Role::kTextSecondary), content.time);
}

const char* gutter_icon(model::LineKind kind) {
  switch (kind) {
    case model::LineKind::kJoined:
      return theme::icons::kJoin;
    case model::LineKind::kLeft:
      return theme::icons::kLeave;
    case model::LineKind::kRenamed:
      return theme::icons::kPerson;
    case model::LineKind::kTopic:
      return theme::icons::kTopic;
    case model::LineKind::kOrder:
      return theme::icons::kOrder;
    case model::LineKind::kWarning:
      return theme::icons::kWarning;
    case model::LineKind::kError:
      return theme::icons::kError;
    case model::LineKind::kMessage:
    case model::LineKind::kRemoved:
    case model::LineKind::kInfo:
    case model::LineKind::kSystem:
    case model::LineKind::kGap:
      break;
  }
  return theme::icons::kInfo;
}

Role tint_of(model::LineKind kind) {
  switch (kind) {
    case model::LineKind::kMessage:
      return Role::kText;
    case model::LineKind::kWarning:
      return Role::kWarning;
    case model::LineKind::kError:
      return Role::kDanger;
    default:
      return Role::kTextSecondary;
  }
}

// In the left column, centred under the avatars: an icon, or the time of a line that has no head.
void gutter(ImDrawList& draw, const Paint& paint, const Layout& layout, const ItemLook& look) {
  const Content& content = layout.content;
  const Metrics& m = paint.metrics;
  const float centre = look.at.x + px(theme::kWide) + m.avatar / 2.0F;
  const float y = look.at.y + layout.body_y + m.line_gap;
  if (content.style == Style::kMessage) {
    if (!content.head && look.hovered) {
      const float width = width_of(m.text_font, m.small, content.time);
      text(draw, m.text_font, m.small, {centre - width / 2.0F, y + (m.body - m.small) * 0.75F},
           color(Role::kTextSecondary), content.time);
    }
    return;
  }
  const char* const icon =
      content.foldable && look.hovered
          ? (content.unfolded ? theme::icons::kExpanded : theme::icons::kCollapsed)
          : gutter_icon(content.kind);
  const float width = width_of(m.text_font, m.small, icon);
  text(draw, m.text_font, m.small, {centre - width / 2.0F, y + (m.body - m.small) / 2.0F},
       color(tint_of(content.kind), 0.8F), icon);
}

// At the right edge of an own message: what became of it.
void sending_mark(ImDrawList& draw, const Paint& paint, const Layout& layout,
                  const ItemLook& look) {
  const char* icon = nullptr;
  Role tint = Role::kTextDisabled;
  switch (look.sending) {
    case Sending::kNone:
      return;
    case Sending::kPending:
      icon = theme::icons::kPending;
      tint = Role::kTextSecondary;
      break;
    case Sending::kSent:
      icon = theme::icons::kAccept;
      break;
    case Sending::kFailed:
      icon = theme::icons::kError;
      tint = Role::kDanger;
      break;
  }
  const Metrics& m = paint.metrics;
  const float x = look.at.x + paint.width - m.right + px(theme::kWide);
  const float y = look.at.y + layout.end_y - m.row + (m.body - m.small) / 2.0F;
  text(draw, m.text_font, m.small, {x, y}, color(tint), icon);
}

}  // namespace

void draw_item(ImDrawList& draw, const Paint& paint, const Layout& layout, const ItemLook& look) {
  const Metrics& m = paint.metrics;
  background(draw, paint, layout, look);
  dividers(draw, paint, layout, look.at);
  if (layout.content.style == Style::kGap) {
    return;
  }
  if (layout.content.head) {
    head(draw, paint, layout, look.at);
  }
  gutter(draw, paint, layout, look);
  for (const CodeBox& box : layout.code) {
    const ImVec2 min(look.at.x + m.gutter, look.at.y + box.y);
    const ImVec2 max(look.at.x + paint.width - m.right, min.y + box.height);
    draw.AddRectFilled(min, max, color(Role::kField), px(theme::kRounding));
    draw.AddRect(min, max, color(Role::kSeparator), px(theme::kRounding), 0, px(1.0F));
  }
  const ImVec2 origin(look.at.x + m.gutter, look.at.y);
  const RowPainter rows(draw, paint, layout, origin, color(tint_of(layout.content.kind)));
  const std::size_t first = layout.row_at(paint.top - look.at.y);
  for (std::size_t i = first; i < layout.rows.size(); ++i) {
    if (origin.y + layout.rows[i].y >= paint.bottom) {
      break;
    }
    rows.draw(layout.rows[i], look.selected);
  }
  sending_mark(draw, paint, layout, look);
}

}  // namespace hubbub::ui::chat

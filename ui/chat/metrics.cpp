#include "ui/chat/metrics.h"

#include "ui/theme/theme.h"

namespace hubbub::ui::chat {

Metrics Metrics::now() {
  using theme::px;
  Metrics m;
  m.body = px(theme::kBodySize);
  m.small = px(theme::kSmallSize);
  m.mono = px(theme::kBodySize - 1.0F);
  m.row = px(20.0F);
  m.code_row = px(20.0F);
  m.small_row = px(20.0F);
  m.gutter = px(68.0F);
  m.right = px(48.0F);
  m.avatar = px(36.0F);
  m.head = px(20.0F);
  m.group_gap = px(12.0F);
  m.line_gap = px(2.0F);
  m.code_pad = px(8.0F);
  m.divider = px(32.0F);
  m.text_font = theme::font(theme::Face::kText);
  m.strong_font = theme::font(theme::Face::kStrong);
  m.mono_font = theme::font(theme::Face::kMono);
  return m;
}

}  // namespace hubbub::ui::chat

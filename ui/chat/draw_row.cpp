#include "ui/chat/draw_row.h"

#include <algorithm>
#include <cmath>

#include "ui/chat/wrap.h"
#include "ui/model/utf8.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::chat {

using theme::color;
using theme::px;
using theme::Role;

RowPainter::RowPainter(ImDrawList& draw, const Paint& paint, const Layout& layout, ImVec2 origin,
                       ImU32 tint)
    : draw_(draw), paint_(paint), layout_(layout), origin_(origin), tint_(tint) {}

void RowPainter::draw(const Row& row, const Range& selected) const {
  if (selected.begin < selected.end && selected.begin < row.end && selected.end > row.begin) {
    fill(row, selected.begin, selected.end, color(Role::kHighlight));
  }
  hits(row);
  float x = origin_.x + row.x;
  std::size_t done = row.begin;
  const auto& spans = layout_.content.spans;
  auto span = std::lower_bound(
      spans.begin(), spans.end(), row.begin,
      [](const Span& candidate, std::uint32_t begin) { return candidate.range.end <= begin; });
  for (; span != spans.end() && span->range.begin < row.drawn_end; ++span) {
    const std::size_t from = std::max<std::size_t>(span->range.begin, done);
    const std::size_t to = std::min<std::size_t>(span->range.end, row.drawn_end);
    if (from >= to) {
      continue;
    }
    piece(row, x, done, from, tint_);
    x += width(row, done, from);
    const float right = x + width(row, from, to);
    if (span->kind == Span::Kind::kEndpoint) {
      const float y = std::round(origin_.y + row.y);
      draw_.AddRectFilled({x - px(2.0F), y}, {right + px(2.0F), y + row.height},
                          color(Role::kAccentText, 0.14F), px(theme::kTight));
    }
    piece(row, x, from, to,
          color(span->kind == Span::Kind::kMention ? Role::kWarning : Role::kAccentText));
    if (span->kind == Span::Kind::kUrl) {
      const float y = std::round(origin_.y + row.y + paint_.metrics.body);
      draw_.AddRectFilled({x, y}, {right, y + px(1.0F)}, color(Role::kAccentText, 0.5F));
    }
    x = right;
    done = to;
  }
  piece(row, x, done, row.drawn_end, tint_);
}

float RowPainter::x_of(const Row& row, std::size_t byte) const {
  return origin_.x + row.x +
         width(row, row.begin, std::clamp<std::size_t>(byte, row.begin, row.drawn_end));
}

// A selection that goes on below shows the line end as a little more than the text.
void RowPainter::fill(const Row& row, std::size_t begin, std::size_t end, ImU32 tint) const {
  const float y = std::round(origin_.y + row.y);
  const float beyond = end > row.drawn_end && end >= row.end ? px(4.0F) : 0.0F;
  draw_.AddRectFilled({x_of(row, begin), y}, {x_of(row, end) + beyond, y + row.height}, tint);
}

// Looks a little before and after the row, so that a hit that is wrapped shows in both rows.
void RowPainter::hits(const Row& row) const {
  if (paint_.needle.empty()) {
    return;
  }
  constexpr std::size_t kAround = 256;
  const std::string_view text = layout_.content.text;
  const std::string_view near = text.substr(0, row.end + kAround);
  std::size_t from = row.begin > kAround ? row.begin - kAround : 0;
  if (from > 0) {
    from = model::code_point_before(text, from);
  }
  for (const net::text::ByteRange& hit : paint_.needle.find_all(near.substr(from))) {
    const std::size_t begin = from + hit.begin;
    const std::size_t end = from + hit.end;
    if (begin < row.drawn_end && end > row.begin) {
      const float y = std::round(origin_.y + row.y);
      draw_.AddRectFilled({x_of(row, begin), y}, {x_of(row, end), y + row.height},
                          color(Role::kWarning, 0.45F), px(3.0F));
    }
  }
}

float RowPainter::width(const Row& row, std::size_t begin, std::size_t end) const {
  return text_width(paint_.fonts.of(row), layout_.content.text, begin, end);
}

void RowPainter::piece(const Row& row, float x, std::size_t begin, std::size_t end,
                       ImU32 tint) const {
  if (begin >= end) {
    return;
  }
  const Metrics& m = paint_.metrics;
  const float size = row.code ? m.mono : m.body;
  const float y = std::round(origin_.y + row.y + (row.height - size) / 2.0F);
  const std::string& text = layout_.content.text;
  draw_.AddText(row.code ? m.mono_font : m.text_font, size, {x, y}, tint, text.data() + begin,
                text.data() + end);
}

}  // namespace hubbub::ui::chat

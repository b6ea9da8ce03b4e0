#include "ui/chat/layout.h"

#include <algorithm>
#include <utility>

#include "ui/chat/markup.h"
#include "ui/chat/wrap.h"

namespace hubbub::ui::chat {
namespace {

// Text never becomes narrower than this, however small the window: it is clipped instead.
constexpr float kLeastEms = 6.0F;

class Builder {
 public:
  Builder(Layout& layout, const Metrics& metrics, const Fonts& fonts, float width)
      : layout_(layout), metrics_(metrics), fonts_(fonts) {
    const float right = layout.content.style == Style::kMessage ? metrics.right : metrics.group_gap;
    text_width_ = std::max(width - metrics.gutter - right, kLeastEms * metrics.body);
  }

  void dividers(bool unread) {
    if (!layout_.content.top.empty()) {
      layout_.top_y = y_;
      y_ += metrics_.divider;
    }
    if (!layout_.content.day.empty()) {
      layout_.day_y = y_;
      y_ += metrics_.divider;
    }
    if (unread) {
      layout_.unread_y = y_;
      y_ += metrics_.divider;
    }
  }

  void gap() {
    layout_.body_y = y_;
    layout_.gap_y = y_;
    y_ += metrics_.divider;
  }

  void head() {
    if (layout_.content.head) {
      y_ += metrics_.group_gap;
    }
    layout_.body_y = y_;
    y_ += metrics_.line_gap;
    layout_.head_y = y_;
    if (layout_.content.head) {
      y_ += metrics_.head;
    }
  }

  void block(const Block& block) {
    const float pad = block.code ? metrics_.code_pad : 0.0F;
    if (block.code) {
      y_ += metrics_.line_gap;
      layout_.code.push_back({y_, 0.0F});
      y_ += pad;
    }
    for (std::size_t at = block.range.begin; at < block.range.end;) {
      at = row(at, block);
    }
    if (block.code) {
      y_ += pad;
      layout_.code.back().height = y_ - layout_.code.back().y;
      y_ += metrics_.line_gap;
    }
  }

  void finish(float extra, bool whole) {
    layout_.all_rows = layout_.rows.size();
    // Bytes between blocks (fences) belong to the row before them: a selection has no holes.
    for (std::size_t i = 0; i + 1 < layout_.rows.size(); ++i) {
      layout_.rows[i].end = layout_.rows[i + 1].begin;
    }
    if (!layout_.rows.empty()) {
      layout_.rows.back().end = static_cast<std::uint32_t>(layout_.content.text.size());
    }
    if (!whole && layout_.rows.size() > kTallRows) {
      cut();
    }
    layout_.end_y = y_;
    layout_.height = y_ + metrics_.line_gap + extra;
  }

 private:
  void cut() {
    layout_.rows.resize(kRowsOfATall);
    layout_.rows.shrink_to_fit();
    const Row& last = layout_.rows.back();
    y_ = last.y + last.height;
    std::erase_if(layout_.code, [this](const CodeBox& box) { return box.y >= y_; });
    if (last.code) {
      y_ += metrics_.code_pad;
      layout_.code.back().height = y_ - layout_.code.back().y;
    }
    layout_.more_y = y_;
    y_ += metrics_.divider;
  }

  std::size_t row(std::size_t begin, const Block& block) {
    const std::string& text = layout_.content.text;
    const float pad = block.code ? metrics_.code_pad : 0.0F;
    Row row;
    row.code = block.code;
    const std::size_t end =
        wrap_row(fonts_.of(row), text, begin, block.range.end, text_width_ - 2 * pad);
    std::size_t drawn = end;
    while (drawn > begin && is_blank(text[drawn - 1])) {
      --drawn;
    }
    row.begin = static_cast<std::uint32_t>(begin);
    row.drawn_end = static_cast<std::uint32_t>(drawn);
    row.end = static_cast<std::uint32_t>(end);
    row.x = pad;
    row.y = y_;
    row.height = block.code ? metrics_.code_row : metrics_.row;
    y_ += row.height;
    layout_.rows.push_back(row);
    return end;
  }

  Layout& layout_;
  const Metrics& metrics_;
  const Fonts& fonts_;
  float text_width_;
  float y_ = 0.0F;
};

}  // namespace

std::size_t Layout::row_at(float y) const {
  const auto below = std::upper_bound(rows.begin(), rows.end(), y,
                                      [](float at, const Row& row) { return at < row.y; });
  const auto index = static_cast<std::size_t>(below - rows.begin());
  return index > 0 ? index - 1 : 0;
}

Fonts::Fonts(const Metrics& metrics)
    : text(*metrics.text_font->GetFontBaked(metrics.body)),
      mono(*metrics.mono_font->GetFontBaked(metrics.mono)) {}

Layout make_layout(Content content, const Metrics& metrics, const Fonts& fonts, float width,
                   bool unread, float extra, bool whole) {
  Layout layout;
  layout.content = std::move(content);
  Builder builder(layout, metrics, fonts, width);
  builder.dividers(unread);
  if (layout.content.style == Style::kGap) {
    builder.gap();
  } else {
    builder.head();
    for (const Block& block : layout.content.blocks) {
      builder.block(block);
    }
  }
  builder.finish(extra, whole);
  return layout;
}

}  // namespace hubbub::ui::chat

// What lies over the log: the way back to the newest line, what to do about a failed message, the
// rest of one that is too tall.
#include <algorithm>
#include <cmath>
#include <string>

#include "ui/chat/chat_state.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::chat {
namespace {

using theme::color;
using theme::px;
using theme::Role;

// A word that can be clicked. `label` is its ID.
bool link(const char* label, ImVec2 at, Role role) {
  const ImVec2 text = ImGui::CalcTextSize(label);
  const float pad = px(theme::kGap);
  const ImVec2 size(text.x + 2.0F * pad, px(24.0F));
  ImGui::SetCursorScreenPos(at);
  const bool pressed = ImGui::InvisibleButton(label, size, ImGuiButtonFlags_EnableNav);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 max(at.x + size.x, at.y + size.y);
  if (ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    draw->AddRectFilled(at, max, color(Role::kHover), px(theme::kTight));
  }
  draw->AddText({at.x + pad, std::round(at.y + (size.y - text.y) / 2.0F)}, color(role), label);
  return pressed;
}

std::string failure_text(const model::Outgoing& outgoing) {
  const std::string reason = theme::displayable(outgoing.reason);
  return reason.empty() ? "Not sent." : "Not sent: " + reason;
}

const model::Outgoing* outgoing_of(const Items& items, const Item& item) {
  if (items.is_outgoing(item)) {
    return &items.outgoing(item);
  }
  const model::wire::MessageId id = items.room().log.line(item.begin).id;
  const auto& waiting = items.room().outgoing;
  const auto found =
      std::find_if(waiting.begin(), waiting.end(),
                   [&id](const model::Outgoing& outgoing) { return outgoing.id == id; });
  return found == waiting.end() ? nullptr : &*found;
}

}  // namespace

// Below a message that is cut off: the rest of it.
void ChatPanel::State::draw_more(const Frame& frame, const Placed& item, const Layout& layout) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const Metrics metrics = Metrics::now();
  const std::string label = "Show all " + std::to_string(layout.all_rows) + " lines";
  const float y = frame.at.y + item.y + layout.more_y + (metrics.divider - px(24.0F)) / 2.0F;
  ImGui::PushID(std::to_string(item.item.begin).c_str());
  if (link(label.c_str(), {frame.at.x + metrics.gutter - px(theme::kGap), std::round(y)},
           Role::kAccentText)) {
    to_show_whole = item.item;
  }
  ImGui::PopID();
}

void ChatPanel::State::draw_failure(const Frame& frame, const Placed& item, const Layout& layout) {
  const model::Outgoing* const outgoing = outgoing_of(frame.items, item.item);
  if (outgoing == nullptr) {
    return;
  }
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const Metrics metrics = Metrics::now();
  const std::string text = failure_text(*outgoing);
  const float y = frame.at.y + item.y + layout.end_y;
  const float x = frame.at.x + metrics.gutter;
  const float links = px(160.0F);
  const float room = std::max(frame.size.x - metrics.gutter - links, px(40.0F));
  const float width = std::min(ImGui::CalcTextSize(text.c_str()).x, room);
  const float height = px(24.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->PushClipRect({x, y}, {x + width, y + height}, true);
  draw->AddText({x, std::round(y + (height - metrics.small) / 2.0F)}, color(Role::kDanger),
                text.c_str());
  draw->PopClipRect();
  ImGui::PushID(outgoing->id.to_hex().c_str());
  if (link("Retry", {x + width + px(theme::kTight), y}, Role::kAccentText)) {
    frame.out.emplace_back(RetryMessage{outgoing->id});
  }
  const float next = ImGui::GetItemRectMax().x;
  if (link("Discard", {next, y}, Role::kTextSecondary)) {
    frame.out.emplace_back(DiscardMessage{outgoing->id});
  }
  ImGui::PopID();
}

// Where the host did not give earlier lines, one can ask again.
void ChatPanel::State::draw_top(const Frame& frame) {
  if (frame.room.past != model::Past::kUnavailable || placed.empty() ||
      placed.front().item.begin != frame.items.first()) {
    return;
  }
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const float y = frame.at.y + placed.front().y + px(4.0F);
  if (y < frame.at.y) {
    return;
  }
  const float width = ImGui::CalcTextSize("Try again").x + px(theme::kWide);
  const float x = frame.at.x + frame.size.x - width - px(2.0F * theme::kWide);
  if (link("Try again", {x, y}, Role::kAccentText)) {
    frame.out.emplace_back(FetchEarlier{frame.room.id});
  }
}

void ChatPanel::State::draw_pill(const Frame& frame) {
  if (scroll().follows()) {
    return;
  }
  const std::uint64_t fresh = reading().fresh;
  std::string text = std::string(theme::icons::kNewest) + "  ";
  if (fresh > 0) {
    text += std::to_string(fresh) + (fresh == 1 ? " new message" : " new messages");
  } else {
    text += "Jump to newest";
  }
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str());
  const ImVec2 size(extent.x + 2.0F * px(theme::kWide), px(theme::kControlHeight));
  const ImVec2 at(std::round(frame.at.x + (frame.size.x - size.x) / 2.0F),
                  std::round(frame.at.y + frame.size.y - size.y - px(theme::kWide)));
  ImGui::SetCursorScreenPos(at);
  if (ImGui::InvisibleButton("Jump to newest", size)) {
    scroll().to_newest();
  }
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const ImVec2 max(at.x + size.x, at.y + size.y);
  const float round = size.y / 2.0F;
  const bool accent = fresh > 0;
  draw->AddRectFilled({at.x, at.y + px(2.0F)}, {max.x, max.y + px(2.0F)},
                      color(Role::kShadow, 0.5F), round);
  draw->AddRectFilled(
      at, max, color(accent ? (hovered ? Role::kAccentHover : Role::kAccent) : Role::kSurface),
      round);
  if (!accent) {
    draw->AddRect(at, max, color(hovered ? Role::kTextSecondary : Role::kBorder), round, 0,
                  px(1.0F));
  }
  draw->AddText({at.x + px(theme::kWide), std::round(at.y + (size.y - extent.y) / 2.0F)},
                color(accent ? Role::kOnAccent : Role::kText), text.c_str());
}

}  // namespace hubbub::ui::chat

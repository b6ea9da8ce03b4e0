#include "ui/widget/field.h"

#include <algorithm>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "ui/theme/theme.h"
#include "ui/widget/focus_ring.h"

namespace hubbub::ui::widget {
namespace {

using theme::px;
using theme::Role;

// Keeps the text within the number of bytes at UserData without cutting a character in two.
int keep_short(ImGuiInputTextCallbackData* data) {
  const auto max = static_cast<int>(*static_cast<const std::size_t*>(data->UserData));
  if (data->BufTextLen > max) {
    int end = max;
    while (end > 0 && (static_cast<unsigned char>(data->Buf[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    data->DeleteChars(end, data->BufTextLen - end);
  }
  return 0;
}

void frame(ImU32 border) {
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), border,
                                      px(theme::kRounding), 0, px(1.0F));
}

void draw_beneath(const FieldOptions& options, float width) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const std::string_view text = options.error.empty() ? options.note : options.error;
  const theme::ScopedTextColor tint(options.error.empty() ? Role::kTextSecondary : Role::kDanger);
  const char* const end = text.data() + text.size();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size(width, std::max(ImGui::GetTextLineHeight(),
                                    ImGui::CalcTextSize(text.data(), end, false, width).y));
  ImGui::GetWindowDrawList()->AddText(nullptr, 0.0F, at, ImGui::GetColorU32(ImGuiCol_Text),
                                      text.data(), end, width);
  ImGui::Dummy(size);
}

}  // namespace

FieldResult text_field(const char* label, std::string& value, const FieldOptions& options) {
  FieldResult result;
  const float width = options.width > 0.0F ? options.width : ImGui::GetContentRegionAvail().x;
  ImGui::BeginGroup();
  ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, px(theme::kTight));
  {
    const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
    const theme::ScopedTextColor tint(Role::kTextSecondary);
    ImGui::TextUnformatted(label);
  }
  if (options.take_keyboard) {
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(width);
  ImGuiInputTextFlags flags =
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackEdit;
  if (options.digits_only) {
    flags |= ImGuiInputTextFlags_CharsDecimal;
  }
  if (options.secret) {
    flags |= ImGuiInputTextFlags_Password;
  }
  const std::string before = value;
  std::size_t max_bytes = options.max_bytes;
  const std::string id = std::string("##") + label;
  result.submitted =
      ImGui::InputTextWithHint(id.c_str(), options.hint, &value, flags, keep_short, &max_bytes);
  result.left = ImGui::IsItemDeactivatedAfterEdit();
  const bool hovered = ImGui::IsItemHovered();
  frame(theme::color(!options.error.empty() ? Role::kDanger
                     : hovered              ? Role::kTextDisabled
                                            : Role::kBorder));
  focus_ring();
  result.changed = value != before;
  draw_beneath(options, width);
  ImGui::PopStyleVar();
  ImGui::EndGroup();
  return result;
}

float field_height() {
  return 2.0F * px(theme::kSmallSize) + px(theme::kControlHeight) + 2.0F * px(theme::kTight);
}

bool bare_input(const char* id, const char* hint, std::string& value, float width,
                std::size_t max_bytes) {
  ImGui::SetNextItemWidth(width);
  const bool changed = ImGui::InputTextWithHint(id, hint, &value, ImGuiInputTextFlags_CallbackEdit,
                                                keep_short, &max_bytes);
  frame(theme::color(Role::kBorder));
  focus_ring();
  return changed;
}

}  // namespace hubbub::ui::widget

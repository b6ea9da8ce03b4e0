// The page for a host that has another key than the one it had.
#include <string>

#include <imgui.h>

#include "net/wire/spoken_words.h"
#include "ui/dialog/connection_dialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/notice_box.h"

namespace hubbub::ui::dialog {
namespace {

using theme::px;
using theme::Role;

void wrapped(const std::string& text) {
  ImGui::PushTextWrapPos(0.0F);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
}

void draw_words(const char* label, const net::wire::KeyId& key) {
  {
    const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
    const theme::ScopedTextColor quiet(Role::kTextSecondary);
    ImGui::TextUnformatted(label);
  }
  const theme::ScopedFont mono(theme::Face::kMono);
  wrapped(net::wire::spoken_words(key));
  ImGui::Dummy({0.0F, px(theme::kTight)});
}

}  // namespace

// What Enter and Esc do is what can be undone: nothing is connected.
void ConnectionDialog::draw_host_key(const model::OtherHostKey& other, Actions& out) {
  {
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
    wrapped(theme::displayable(other.target) + " shows another key than before");
  }
  ImGui::Dummy({0.0F, px(theme::kTight)});
  widget::notice_box(
      net::wire::Severity::kWarning,
      "Either the host was set up anew, or somebody between you and the host pretends to be it. "
      "Ask the person who hosts to read you the words: only if they are the new ones is it safe.");
  ImGui::Dummy({0.0F, px(theme::kTight)});
  draw_words("Known until now", other.known);
  draw_words("New", other.presented);
  widget::ButtonOptions refuse{widget::ButtonKind::kPrimary, nullptr, -1.0F, true};
  const bool key = ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
                   (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !ImGui::IsAnyItemFocused());
  if (widget::button("Do not connect", refuse) || key) {
    out.emplace_back(RefuseOtherHostKey{});
    return;
  }
  widget::ButtonOptions trust{widget::ButtonKind::kDanger, theme::icons::kWarning, -1.0F, true};
  if (widget::button("Trust the new key", trust)) {
    out.emplace_back(TrustOtherHostKey{other.presented});
  }
}

}  // namespace hubbub::ui::dialog

#include "ui/chat/empty_state.h"

#include <cmath>
#include <string>

#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"

namespace hubbub::ui::chat {
namespace {

using theme::color;
using theme::px;
using theme::Role;

void centred(const char* text, float size, theme::Face face, Role role, float middle, float& y,
             float width) {
  const theme::ScopedFont font(face, size);
  const ImVec2 extent = ImGui::CalcTextSize(text, nullptr, false, width);
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(),
                                      {std::round(middle - extent.x / 2.0F), std::round(y)},
                                      color(role), text, nullptr, width);
  y += extent.y + px(theme::kGap);
}

// The best one to be read aloud, and to be copied; one other, for guests in another network.
void addresses(const model::HostView& host, float middle, float y, Actions& out) {
  const std::string first = theme::displayable(host.addresses.front());
  centred(first.c_str(), theme::kHeadingSize, theme::Face::kStrong, Role::kAccentText, middle, y,
          0.0F);
  if (host.addresses.size() > 1) {
    const std::string second = "or " + theme::displayable(host.addresses[1]);
    centred(second.c_str(), theme::kSmallSize, theme::Face::kText, Role::kTextSecondary, middle, y,
            0.0F);
  }
  y += px(theme::kTight);
  const float width = widget::button_width("Copy address", theme::icons::kCopy);
  ImGui::SetCursorScreenPos({std::round(middle - width / 2.0F), std::round(y)});
  if (widget::button("Copy address", {widget::ButtonKind::kSecondary, theme::icons::kCopy})) {
    out.emplace_back(CopyText{host.addresses.front()});
  }
}

}  // namespace

void empty_state(const model::View& view, const model::RoomView& room, ImVec2 at, ImVec2 size,
                 Actions& out) {
  const bool is_private = room.kind == model::RoomKind::kPrivate;
  const bool hosting =
      view.host.listening && room.lobby && room.roster->size() <= 1 && !view.host.addresses.empty();
  const std::string name = theme::displayable(room.name);
  const std::string title = is_private ? "Only you and " + name
                            : hosting  ? std::string("Your party is open")
                                       : std::string("No messages yet");
  std::string hint;
  if (!view.connection.online()) {
    hint = "You are offline.";
  } else if (is_private) {
    hint = "What you write here goes to " + name + " alone.";
  } else if (hosting) {
    hint = "Tell your guests where to join:";
  } else if (room.roster->size() <= 1) {
    hint = "You are the first one here. Whoever joins will see what you write from then on.";
  } else {
    hint = "Say hello to the " + std::to_string(room.roster->size() - 1) +
           (room.roster->size() == 2 ? " other person here." : " others here.");
  }
  const float middle = at.x + size.x / 2.0F;
  const float disc = px(36.0F);
  float y = at.y + (size.y - px(kEmptyStateHeight)) / 2.0F;
  ImGui::GetWindowDrawList()->AddCircleFilled({middle, y + disc}, disc, color(Role::kPanel), 48);
  float icon_y = y + disc - px(15.0F);
  centred(is_private ? theme::icons::kPerson
          : hosting  ? theme::icons::kServer
                     : theme::icons::kChat,
          theme::kTitleSize, theme::Face::kText, Role::kTextSecondary, middle, icon_y, 0.0F);
  y += 2.0F * disc + px(theme::kWide);
  centred(title.c_str(), theme::kHeadingSize, theme::Face::kStrong, Role::kText, middle, y, 0.0F);
  centred(hint.c_str(), theme::kBodySize, theme::Face::kText, Role::kTextSecondary, middle, y,
          size.x - 2.0F * px(theme::kWide));
  if (hosting && view.connection.online()) {
    addresses(view.host, middle, y, out);
  }
}

}  // namespace hubbub::ui::chat

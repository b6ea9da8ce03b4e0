#include "ui/shell/status_bar.h"

#include <string>
#include <string_view>

#include <imgui.h>

#include "net/wire/spoken_words.h"
#include "ui/model/verification.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/place.h"

namespace hubbub::ui::shell {
namespace {

namespace icons = theme::icons;
namespace wire = net::wire;
using theme::px;
using theme::Role;

struct StateLook {
  const char* icon;
  const char* text;
  Role role;
};

StateLook look_of(wire::ConnectionState state) {
  switch (state) {
    case wire::ConnectionState::kIdle:
      return {icons::kOffline, "Not connected", Role::kTextSecondary};
    case wire::ConnectionState::kResolving:
      return {icons::kSearch, "Looking up", Role::kWarning};
    case wire::ConnectionState::kConnecting:
      return {icons::kPending, "Connecting", Role::kWarning};
    case wire::ConnectionState::kHandshaking:
      return {icons::kPending, "Joining", Role::kWarning};
    case wire::ConnectionState::kOnline:
      return {icons::kOnline, "Online", Role::kSuccess};
    case wire::ConnectionState::kReconnecting:
      return {icons::kReconnect, "Reconnecting", Role::kWarning};
    case wire::ConnectionState::kClosed:
      return {icons::kDisconnect, "Disconnected", Role::kDanger};
  }
  return {icons::kOffline, "", Role::kTextSecondary};
}

// Lays cells out from both ends; a cell that does not fit is left out.
class Bar {
 public:
  Bar()
      : at_(ImGui::GetCursorScreenPos()),
        width_(ImGui::GetContentRegionAvail().x),
        left_(px(12.0F)),
        right_(width_ - px(12.0F)),
        y_(at_.y + px((kStatusBarHeight - theme::kSmallSize) / 2.0F)) {
    const float height = px(kStatusBarHeight);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(at_, {at_.x + width_, at_.y + height}, theme::color(Role::kPanel));
    draw->AddRectFilled(at_, {at_.x + width_, at_.y + px(1.0F)}, theme::color(Role::kSeparator));
  }
  ~Bar() { widget::occupy(at_, {width_, px(kStatusBarHeight)}); }
  Bar(const Bar&) = delete;
  Bar& operator=(const Bar&) = delete;

  void left(const char* icon, std::string_view text, Role icon_role, const char* tooltip) {
    const float width = extent(icon, text);
    if (left_ + width <= right_) {
      cell(left_, width, icon, text, icon_role, tooltip);
      left_ += width + px(theme::kWide);
    }
  }
  void right(const char* icon, std::string_view text, const char* tooltip) {
    const float width = extent(icon, text);
    if (right_ - width >= left_) {
      cell(right_ - width, width, icon, text, Role::kTextSecondary, tooltip);
      right_ -= width + px(theme::kWide);
    }
  }

 private:
  static float extent(const char* icon, std::string_view text) {
    return ImGui::CalcTextSize(icon).x + px(6.0F) +
           ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  }
  void cell(float x, float width, const char* icon, std::string_view text, Role icon_role,
            const char* tooltip) const {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 at(at_.x + x, y_);
    draw->AddText(at, theme::color(icon_role), icon);
    const float text_x = at.x + ImGui::CalcTextSize(icon).x + px(6.0F);
    draw->AddText({text_x, y_}, theme::color(Role::kTextSecondary), text.data(),
                  text.data() + text.size());
    const ImVec2 max(at.x + width, at_.y + px(kStatusBarHeight));
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({at.x, at_.y}, max)) {
      ImGui::SetTooltip("%s", tooltip);
    }
  }

  ImVec2 at_;
  float width_;
  float left_;
  float right_;
  float y_;
};

struct Secrecy {
  const char* icon;
  const char* text;
  std::string tooltip;
};

Secrecy secrecy_of(const model::ConnectionView& connection, bool open_beyond_the_host) {
  if (open_beyond_the_host) {
    return {icons::kUnlocked, "Encrypted up to the host",
            "The host passes it on to this person over a connection that is not encrypted"};
  }
  if (connection.encrypted) {
    return {icons::kLocked, "Encrypted",
            "Nobody on the way can read along.\nThe host's words: " +
                wire::spoken_words(connection.host_key) +
                "\nCompare them aloud with whoever hosts."};
  }
  if (connection.dialect == wire::Dialect::k2006) {
    return {icons::kUnlocked, "2006 protocol",
            "The host speaks the protocol of 2006: no encryption, no delivery receipts"};
  }
  return {icons::kUnlocked, "Not encrypted",
          "Anybody on this network who listens in can read along"};
}

std::string people(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " person" : " people");
}

void draw_cells(Bar& bar, const model::View& view, model::RoomId room_id) {
  const model::ConnectionView& connection = view.connection;
  const StateLook look = look_of(connection.state);
  bar.left(look.icon, look.text, look.role, "State of the connection");
  if (view.host.listening) {
    bar.left(icons::kServer, "Hosting " + std::to_string(view.host.clients.size()),
             Role::kAccentText, "This program hosts the party; so many are connected to it");
  }
  const bool somewhere = connection.state != wire::ConnectionState::kIdle;
  const std::string address =
      theme::displayable(connection.address.empty() ? connection.target : connection.address);
  if (connection.round_trip && connection.online()) {
    bar.right(icons::kRoundTrip, model::round_trip_text(*connection.round_trip),
              "Round trip: from here to the host and back");
  }
  if (connection.online()) {
    const model::RoomView* room = view.find(room_id);
    const bool open = room != nullptr && model::is_read_on_the_way(view, *room);
    const Secrecy secrecy = secrecy_of(connection, open);
    bar.right(secrecy.icon, secrecy.text, secrecy.tooltip.c_str());
    if (room != nullptr && room->kind == model::RoomKind::kRoom) {
      bar.right(icons::kPeople, people(room->roster->size()), "People in this room");
    }
  }
  if (somewhere && !address.empty()) {
    bar.left(icons::kAddress, address, Role::kTextSecondary, "Address of the host");
  }
}

}  // namespace

void draw_status_bar(const model::View& view, model::RoomId room) {
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  Bar bar;
  draw_cells(bar, view, room);
}

}  // namespace hubbub::ui::shell

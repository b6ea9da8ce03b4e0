#include "ui/shell/header.h"

#include <array>
#include <cmath>
#include <string>

#include <imgui.h>

#include "ui/shell/scale.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/place.h"

namespace hubbub::ui::shell {
namespace {

namespace icons = theme::icons;
namespace wire = net::wire;
using theme::px;
using theme::Role;

constexpr const char* kMenu = "##menu";
constexpr std::array kScales = {0.0F, 1.0F, 1.25F, 1.5F, 1.75F, 2.0F, 2.5F, 3.0F};

bool item(const char* icon, const char* label, const char* keys = nullptr, bool ticked = false,
          bool enabled = true) {
  // The label stays the item's ID; the icon is drawn into the indent before it.
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Indent(px(28.0F));
  const bool chosen = ImGui::MenuItem(label, keys, ticked, enabled);
  ImGui::Unindent(px(28.0F));
  ImGui::GetWindowDrawList()->AddText(
      {at.x + px(theme::kTight), at.y},
      theme::color(enabled ? Role::kTextSecondary : Role::kTextDisabled), icon);
  return chosen;
}

void draw_rooms(const model::View& view, model::RoomId selected, Actions& out) {
  for (const model::RoomView& room : view.rooms) {
    ImGui::PushID(static_cast<int>(room.id));
    const bool person = room.kind == model::RoomKind::kPrivate;
    const std::string name = theme::displayable(room.name);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (item(person ? icons::kPerson : icons::kRoom, "##room", nullptr, room.id == selected)) {
      out.emplace_back(SelectRoom{room.id});
    }
    // Drawn, not given as a label: a name may hold "##".
    ImGui::GetWindowDrawList()->AddText({at.x + px(28.0F), at.y}, theme::color(Role::kText),
                                        name.data(), name.data() + name.size());
    ImGui::PopID();
  }
  ImGui::Separator();
}

std::string scale_label(float scale) {
  return scale <= 0.0F ? "As the display"
                       : std::to_string(static_cast<int>(std::lround(scale * 100.0F))) + " %";
}

void draw_look(Settings& settings) {
  const bool dark = settings.theme == ThemeChoice::kDark;
  if (item(dark ? icons::kLight : icons::kDark, dark ? "Light theme" : "Dark theme")) {
    settings.theme = dark ? ThemeChoice::kLight : ThemeChoice::kDark;
  }
  ImGui::Indent(px(28.0F));
  if (ImGui::BeginMenu("Size")) {
    for (const float scale : kScales) {
      if (ImGui::MenuItem(scale_label(scale).c_str(), nullptr, settings.scale == scale)) {
        settings.scale = scale;
      }
    }
    ImGui::EndMenu();
  }
  ImGui::Unindent(px(28.0F));
}

void draw_menu(const model::View& view, model::RoomId room, const HeaderState& state,
               Settings& settings, HeaderResult& result, Actions& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(theme::kGap), px(theme::kGap)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(theme::kWide), px(12.0F)));
  if (ImGui::BeginPopup(kMenu)) {
    if (state.narrow && view.rooms.size() > 1) {
      draw_rooms(view, room, out);
    }
    if (item(icons::kJoin, "Join a party...")) {
      out.emplace_back(OpenConnectionDialog{ConnectionPage::kJoin});
    }
    if (item(icons::kHost, "Host a party...", nullptr, false, !view.host.listening)) {
      out.emplace_back(OpenConnectionDialog{ConnectionPage::kHost});
    }
    if (view.host.listening) {
      if (item(icons::kAddress, "Addresses for guests", nullptr, !state.addresses_hidden)) {
        result.show_addresses = true;
      }
      if (item(icons::kPower, "Stop hosting")) {
        out.emplace_back(wire::Command(wire::StopHost{}));
        out.emplace_back(wire::Command(wire::Disconnect{}));
      }
    }
    if (item(icons::kDisconnect, "Disconnect", nullptr, false,
             view.connection.online() && !view.host.listening)) {
      out.emplace_back(wire::Command(wire::Disconnect{}));
    }
    ImGui::Separator();
    if (item(icons::kSearch, "Search", "Ctrl+F")) {
      result.search = true;
    }
    if (item(icons::kPeople, "People", "F9", state.roster_shown)) {
      out.emplace_back(ToggleRoster{});
    }
    if (item(icons::kBug, "Packet inspector", "F12", settings.inspector_open)) {
      out.emplace_back(ToggleInspector{});
    }
    draw_look(settings);
    ImGui::Separator();
    if (item(icons::kPower, "Quit", "Ctrl+Q")) {
      out.emplace_back(Quit{});
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

void draw_place(const model::View& view, model::RoomId id, float x, float right, float y) {
  const model::RoomView* room = view.find(id);
  std::string name = room == nullptr ? "Hubbub" : theme::displayable(room->name);
  const char* icon = room == nullptr                           ? nullptr
                     : room->kind == model::RoomKind::kPrivate ? icons::kPerson
                                                               : icons::kRoom;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->PushClipRect({x, y}, {right, y + px(kHeaderHeight)}, true);
  {
    const theme::ScopedFont strong(theme::Face::kStrong);
    const float text_y = y + px((kHeaderHeight - theme::kBodySize) / 2.0F);
    if (icon != nullptr) {
      draw->AddText({x, text_y}, theme::color(Role::kTextSecondary), icon);
      x += ImGui::CalcTextSize(icon).x + px(theme::kGap);
    }
    draw->AddText({x, text_y}, theme::color(Role::kText), name.data(), name.data() + name.size());
    x += ImGui::CalcTextSize(name.data(), name.data() + name.size()).x + px(theme::kWide);
  }
  const std::string title = theme::displayable(view.connection.title);
  if (room != nullptr && !title.empty()) {
    draw->AddText({x, y + px((kHeaderHeight - theme::kBodySize) / 2.0F)},
                  theme::color(Role::kTextSecondary), title.data(), title.data() + title.size());
  }
  draw->PopClipRect();
}

}  // namespace

HeaderResult draw_header(const model::View& view, model::RoomId room, const HeaderState& state,
                         Settings& settings, Actions& out) {
  HeaderResult result;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(kHeaderHeight);
  const float side = px(theme::kControlHeight);
  const float inset = px((kHeaderHeight - theme::kControlHeight) / 2.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(at, {at.x + width, at.y + height}, theme::color(Role::kPanel));
  draw->AddRectFilled({at.x, at.y + height - px(1.0F)}, {at.x + width, at.y + height},
                      theme::color(Role::kSeparator));

  ImGui::SetCursorScreenPos({at.x + inset, at.y + inset});
  if (widget::icon_button(icons::kMenu, "Menu")) {
    ImGui::OpenPopup(kMenu);
  }
  ImGui::SetNextWindowPos({at.x + inset, at.y + height - px(theme::kTight)});
  draw_menu(view, room, state, settings, result, out);

  float x = at.x + width - inset - side;
  ImGui::SetCursorScreenPos({x, at.y + inset});
  if (widget::icon_button(icons::kBug, "Packet inspector (F12)", settings.inspector_open)) {
    out.emplace_back(ToggleInspector{});
  }
  x -= side + px(theme::kTight);
  ImGui::SetCursorScreenPos({x, at.y + inset});
  if (widget::icon_button(icons::kPeople, "People (F9)", state.roster_shown)) {
    out.emplace_back(ToggleRoster{});
  }
  x -= side + px(theme::kTight);
  ImGui::SetCursorScreenPos({x, at.y + inset});
  if (widget::icon_button(icons::kSearch, "Search (Ctrl+F)", false, room != model::RoomId::kNone)) {
    result.search = true;
  }
  draw_place(view, room, at.x + 2.0F * inset + side, x - px(theme::kGap), at.y);
  widget::occupy(at, {width, height});
  return result;
}

}  // namespace hubbub::ui::shell

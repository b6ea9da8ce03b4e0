#include "ui/shell/header.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include <imgui.h>
#include <imgui_internal.h>

#include "ui/model/quote.h"
#include "ui/model/verification.h"
#include "ui/rooms/room_menus.h"
#include "ui/rooms/rooms_panel.h"
#include "ui/shell/scale.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/focus_ring.h"
#include "ui/widget/menu.h"
#include "ui/widget/place.h"

namespace hubbub::ui::shell {
namespace {

namespace icons = theme::icons;
namespace wire = net::wire;
using theme::px;
using theme::Role;

constexpr const char* kMenu = "##menu";
constexpr std::array kScales = {0.0F, 1.0F, 1.25F, 1.5F, 1.75F, 2.0F, 2.5F, 3.0F};

std::string scale_label(float scale) {
  return scale <= 0.0F ? "As the display"
                       : std::to_string(static_cast<int>(std::lround(scale * 100.0F))) + " %";
}

void draw_look(Settings& settings) {
  const bool dark = settings.theme == ThemeChoice::kDark;
  if (widget::menu_item(dark ? "Light theme" : "Dark theme",
                        {.icon = dark ? icons::kLight : icons::kDark})) {
    settings.theme = dark ? ThemeChoice::kLight : ThemeChoice::kDark;
  }
  const widget::Submenu sizes("Size", {.icon = icons::kSize});
  if (!sizes.is_open()) {
    return;
  }
  for (const float scale : kScales) {
    if (widget::menu_item(scale_label(scale).c_str(), {.ticked = settings.scale == scale})) {
      settings.scale = scale;
    }
  }
}

// What takes us away from the party, or the party from everybody.
void draw_leaving(const model::View& view, Actions& out) {
  if (widget::menu_item("Disconnect",
                        {.icon = icons::kDisconnect,
                         .enabled = view.connection.online() && !view.host.listening})) {
    out.emplace_back(wire::Command(wire::Disconnect{}));
  }
  if (widget::menu_item("Quit", {.icon = icons::kLeave, .keys = "Ctrl+Q"})) {
    out.emplace_back(Quit{});
  }
  if (view.host.listening &&
      widget::menu_item("Stop hosting", {.icon = icons::kPower, .danger = true})) {
    out.emplace_back(wire::Command(wire::StopHost{}));
  }
}

void draw_menu(const model::View& view, model::RoomId room, const rooms::RoomList& list,
               const HeaderState& state, Settings& settings, HeaderResult& result, Actions& out) {
  const widget::Menu menu(kMenu);
  if (!menu.is_open()) {
    return;
  }
  if (state.narrow && rooms::RoomsPanel::is_needed(view)) {
    rooms::list_entries(view, list, room, settings, out);
    ImGui::Separator();
  }
  if (widget::menu_item("Join a party...", {.icon = icons::kJoin})) {
    out.emplace_back(OpenConnectionDialog{ConnectionPage::kJoin});
  }
  if (widget::menu_item("Host a party...",
                        {.icon = icons::kHost, .enabled = !view.host.listening})) {
    out.emplace_back(OpenConnectionDialog{ConnectionPage::kHost});
  }
  if (view.host.listening &&
      widget::menu_item("Addresses for guests",
                        {.icon = icons::kAddress, .ticked = state.addresses_shown})) {
    result.show_addresses = true;
  }
  ImGui::Separator();
  if (widget::menu_item("Search", {.icon = icons::kSearch, .keys = "Ctrl+F"})) {
    result.search = true;
  }
  if (widget::menu_item("People",
                        {.icon = icons::kPeople, .keys = "F9", .ticked = state.roster_shown})) {
    out.emplace_back(ToggleRoster{});
  }
  if (widget::menu_item("Packet inspector",
                        {.icon = icons::kBug, .keys = "F12", .ticked = settings.inspector_open})) {
    out.emplace_back(ToggleInspector{});
  }
  ImGui::Separator();
  draw_look(settings);
  ImGui::Separator();
  draw_leaving(view, out);
}

// Text that ends with an ellipsis where it does not fit; returns where it ends.
float clipped(std::string_view text, ImVec2 at, float right, Role role) {
  const theme::ScopedTextColor tint(role);
  const char* const end = text.data() + text.size();
  const float width = ImGui::CalcTextSize(text.data(), end).x;
  if (right > at.x) {
    ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {right, at.y + px(kHeaderHeight)},
                              right, text.data(), end, nullptr);
  }
  return std::min(at.x + width, right);
}

// What the room is about; a click begins to change it.
void draw_topic(const model::RoomView& room, ImVec2 at, float right, Actions& out) {
  const std::string topic = theme::displayable(room.topic);
  const float room_left = right - at.x;
  if (topic.empty() || room_left < px(48.0F)) {
    return;
  }
  const float width = std::min(ImGui::CalcTextSize(topic.c_str()).x, room_left);
  ImGui::SetCursorScreenPos({at.x, at.y - px(theme::kTight)});
  const ImVec2 size(width, px(theme::kBodySize + 2.0F * theme::kTight));
  const bool pressed = ImGui::InvisibleButton("Topic", size, ImGuiButtonFlags_EnableNav);
  const bool hovered = ImGui::IsItemHovered();
  widget::focus_ring();
  clipped(topic, at, right, hovered ? Role::kText : Role::kTextSecondary);
  if (hovered) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::SetItemTooltip("%s\nClick to change the topic", topic.c_str());
  }
  if (pressed) {
    out.emplace_back(BeginLine{model::topic_command(room.topic)});
  }
}

// As the roster marks that person, in words: here one is about to write to nobody else.
float draw_open(ImVec2 at, float right) {
  const std::string text = std::string(icons::kUnlocked) + "  Not encrypted";
  const float end = clipped(text, at, right, Role::kWarning);
  if (end > at.x) {
    ImGui::SetCursorScreenPos({at.x, at.y - px(theme::kTight)});
    ImGui::InvisibleButton("Not encrypted",
                           {end - at.x, px(theme::kBodySize + 2.0F * theme::kTight)});
    ImGui::SetItemTooltip("What you write can be read on this person's way");
  }
  return end;
}

void draw_place(const model::View& view, model::RoomId id, float x, float right, float y,
                Actions& out) {
  const model::RoomView* room = view.find(id);
  const std::string name = room == nullptr ? "Hubbub" : theme::displayable(room->name);
  const char* icon = room == nullptr                           ? nullptr
                     : room->kind == model::RoomKind::kPrivate ? icons::kPerson
                                                               : icons::kRoom;
  const float text_y = y + px((kHeaderHeight - theme::kBodySize) / 2.0F);
  {
    const theme::ScopedFont strong(theme::Face::kStrong);
    if (icon != nullptr) {
      x = clipped(icon, {x, text_y}, right, Role::kTextSecondary) + px(theme::kGap);
    }
    x = clipped(name, {x, text_y}, right, Role::kText) + px(theme::kWide);
  }
  if (room == nullptr) {
    return;
  }
  if (view.connection.online() && view.connection.locked) {
    const ImVec2 at(x, text_y);
    x = clipped(icons::kLocked, at, right, Role::kWarning) + px(theme::kWide);
    if (ImGui::IsMouseHoveringRect(at, {x, text_y + px(theme::kBodySize)})) {
      ImGui::SetTooltip("The party is locked: nobody new comes in");
    }
  }
  if (model::is_read_on_the_way(view, *room)) {
    x = draw_open({x, text_y}, right) + px(theme::kWide);
  }
  const std::string title = theme::displayable(view.connection.title);
  if (!title.empty()) {
    // A topic is to have half of what there is.
    const float title_right = room->topic.empty() ? right : x + (right - x) / 2.0F;
    x = clipped(title, {x, text_y}, title_right, Role::kTextSecondary) + px(theme::kWide);
  }
  draw_topic(*room, {x, text_y}, right, out);
}

}  // namespace

HeaderResult draw_header(const model::View& view, model::RoomId room, const rooms::RoomList& list,
                         const HeaderState& state, Settings& settings, Actions& out) {
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
    result.menu_opened = true;
  }
  if (state.narrow && rooms::is_unread_elsewhere(view, room, settings)) {
    const float radius = px(4.0F);
    draw->AddCircleFilled({at.x + inset + side - 2.0F * radius, at.y + inset + 2.0F * radius},
                          radius, theme::color(Role::kAccentText));
  }
  ImGui::SetNextWindowPos({at.x + inset, at.y + height - px(theme::kTight)});
  draw_menu(view, room, list, state, settings, result, out);

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
  draw_place(view, room, at.x + 2.0F * inset + side, x - px(theme::kGap), at.y, out);
  widget::occupy(at, {width, height});
  return result;
}

}  // namespace hubbub::ui::shell

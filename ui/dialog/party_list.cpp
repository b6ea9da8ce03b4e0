#include "ui/dialog/party_list.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <imgui.h>

#include "net/wire/hello.h"
#include "net/wire/spoken_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/elided.h"
#include "ui/widget/focus_ring.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;
using theme::color;
using theme::px;
using theme::Role;

constexpr float kRowHeight = 46.0F;
constexpr float kIconColumn = 30.0F;
// Rows before the list scrolls; the half one shows that it does.
constexpr float kMostRows = 3.5F;

void add_part(std::string& line, std::string_view part) {
  if (!line.empty()) {
    line += " \u00B7 ";
  }
  line += part;
}

std::string round_trip(std::chrono::microseconds time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f ms", static_cast<double>(time.count()) / 1000.0);
  return text.data();
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
    list += theme::displayable(names[i]);
  }
  return list;
}

const char* icon_of(const wire::Party& party) {
  return party.locked || party.password ? theme::icons::kLocked : theme::icons::kPeople;
}

void draw_texts(const wire::Party& party, ImVec2 min, ImVec2 max) {
  ImDrawList* const draw = ImGui::GetWindowDrawList();
  const PartyTexts texts = party_texts(party);
  const ImU32 strong = color(party.fading ? Role::kTextSecondary : Role::kText);
  const ImU32 quiet = color(Role::kTextSecondary);
  const float x = min.x + px(theme::kGap);
  const float left = x + px(kIconColumn - theme::kGap);
  const float right = max.x - px(theme::kGap);
  const float line = ImGui::GetTextLineHeight();
  const float top = min.y + px(5.0F);
  draw->AddText({x, top}, quiet, icon_of(party));
  const float people = ImGui::CalcTextSize(texts.people.c_str()).x;
  draw->AddText({right - people, top}, quiet, texts.people.c_str());
  const std::string title = widget::elided(texts.title, right - people - px(theme::kWide) - left);
  draw->AddText({left, top}, strong, title.c_str());
  const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
  const std::string detail = widget::elided(texts.detail, right - left);
  draw->AddText({left, top + line + px(2.0F)}, quiet, detail.c_str());
}

bool draw_row(const wire::Party& party) {
  const bool pressed = ImGui::InvisibleButton(
      "##party", {ImGui::GetContentRegionAvail().x, px(kRowHeight)}, ImGuiButtonFlags_EnableNav);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  if (ImGui::IsItemHovered()) {
    ImGui::GetWindowDrawList()->AddRectFilled(min, max, color(Role::kHover), px(theme::kRounding));
    const std::string addresses = theme::displayable(listed(party.addresses));
    ImGui::SetItemTooltip("%s\n%s", addresses.c_str(), theme::displayable(party.software).c_str());
  }
  widget::focus_ring();
  draw_texts(party, min, max);
  return pressed;
}

}  // namespace

PartyTexts party_texts(const wire::Party& party) {
  PartyTexts texts;
  texts.title = theme::displayable(
      party.title.empty() && !party.addresses.empty() ? party.addresses.front() : party.title);
  texts.people = party.people == 1 ? "1 person" : std::to_string(party.people) + " people";
  if (party.fading) {
    add_part(texts.detail, "does not answer any more");
  }
  if (party.locked) {
    add_part(texts.detail, "locked");
  }
  if (party.password) {
    add_part(texts.detail, "password");
  }
  if (party.version != wire::kProtocolVersion) {
    add_part(texts.detail,
             party.version < wire::kProtocolVersion ? "older version" : "newer version");
  }
  add_part(texts.detail, wire::spoken_words(party.id.key));
  if (party.round_trip.count() > 0) {
    add_part(texts.detail, round_trip(party.round_trip));
  }
  return texts;
}

std::string nothing_found(const model::AroundView& around,
                          std::chrono::steady_clock::duration looking) {
  if (!around.parties.empty()) {
    return {};
  }
  if (around.interfaces.empty()) {
    return "This machine is in no network. Plug in a cable or join a Wi-Fi.";
  }
  const std::string where = listed(around.interfaces);
  return looking < PartyList::kQuietAfter
             ? "Looking for parties on " + where + " \u2026"
             : "No party answers on " + where +
                   ". Whoever hosts can tell you the address, or host one yourself.";
}

const wire::Party* PartyList::draw(const model::AroundView& around, Time now) {
  const float top = ImGui::GetCursorPosY();
  const wire::Party* const chosen = draw_what_there_is(around, now);
  // The card learns how high it has to be from the frame before.
  if (const float height = ImGui::GetCursorPosY() - top; std::exchange(height_, height) != height) {
    next_change_ = now;
  }
  return chosen;
}

const wire::Party* PartyList::draw_what_there_is(const model::AroundView& around, Time now) {
  next_change_.reset();
  if (!around.looking) {
    since_.reset();
    return nullptr;
  }
  since_ = since_.value_or(now);
  {
    const theme::ScopedFont small(theme::Face::kStrong, theme::kSmallSize);
    const theme::ScopedTextColor tint(Role::kTextSecondary);
    ImGui::TextUnformatted("On this network");
  }
  if (const std::string nothing = nothing_found(around, now - *since_); !nothing.empty()) {
    if (now - *since_ < kQuietAfter) {
      next_change_ = *since_ + kQuietAfter;
    }
    const theme::ScopedTextColor quiet(Role::kTextSecondary);
    ImGui::TextWrapped("%s", nothing.c_str());
    ImGui::Dummy({0.0F, px(theme::kTight)});
    return nullptr;
  }
  const wire::Party* chosen = nullptr;
  const float rows = std::min(static_cast<float>(around.parties.size()), kMostRows);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
  // Part of the dialog for the keyboard: arrows lead into it and out of it.
  ImGui::BeginChild("##parties", {0.0F, rows * px(kRowHeight)}, ImGuiChildFlags_NavFlattened);
  for (const wire::Party& party : around.parties) {
    const char* const key = reinterpret_cast<const char*>(party.id.key.bytes.data());
    ImGui::PushID(key, key + wire::KeyId::kBytes);
    ImGui::PushID(party.id.port);
    chosen = draw_row(party) ? &party : chosen;
    ImGui::PopID();
    ImGui::PopID();
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::Dummy({0.0F, px(theme::kTight)});
  return chosen;
}

}  // namespace hubbub::ui::dialog

#include "ui/shell/main_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "ui/composer/submit.h"
#include "ui/dialog/help_card.h"
#include "ui/shell/main_window_state.h"
#include "ui/shell/status_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/missing_fonts.h"
#include "ui/theme/theme.h"
#include "ui/widget/button.h"
#include "ui/widget/place.h"
#include "ui/widget/splitter.h"

namespace hubbub::ui::shell {
namespace {

using theme::px;
using theme::Role;

// Density-independent pixels.
constexpr float kNarrow = 640.0F;  // below: one column, people instead of the chat
constexpr float kMinRoster = 140.0F;
constexpr float kMaxRoster = 420.0F;
constexpr float kMinInspector = 160.0F;
constexpr float kMinChatHeight = 160.0F;
constexpr float kMinChatWidth = 320.0F;
constexpr float kFoundShare = 0.5F;  // of the chat's height, for what a search found

// A region with a background of its own, without padding.
class Region {
 public:
  Region(const char* id, ImVec2 size, Role background) {
    ImGui::PushStyleColor(ImGuiCol_ChildBg, theme::color(background));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0F);
    ImGui::BeginChild(id, size, ImGuiChildFlags_None,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
  ~Region() { ImGui::EndChild(); }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
};

void begin_root() {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->WorkPos);
  ImGui::SetNextWindowSize(viewport->WorkSize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
  ImGui::Begin("##hubbub", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNavFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
}

void end_root() {
  ImGui::PopStyleVar();
  ImGui::End();
}

}  // namespace

MainWindow::MainWindow(model::Model& model, Settings& settings, Post post, links::LinkOpener* links,
                       PartyStore* parties)
    : state_(std::make_unique<State>(model, settings, std::move(post), links, parties)) {}

MainWindow::~MainWindow() {
  state_->post_removals(state_->removals.take_all());
}

void MainWindow::draw(bool focused, Time now) {
  State& s = *state_;
  s.follow_model(focused);
  s.follow_room_directory(focused, now);
  s.handle_keys();
  begin_root();
  s.draw_root(now);
  end_root();
  s.order_question.draw(s.actions);
  s.new_room.draw(s.actions);
  s.tell_outcome(s.links.draw());
  if (s.loss_question.is_open()) {
    s.draw_loss_question();
  } else if (s.help_open) {
    s.help_open = !dialog::draw_help_card();
  } else if (s.dialog_open) {
    s.dialog.draw(s.view, s.settings, now, s.actions);
  }
  s.carry_out();
  s.watch_parties();
  s.post_removals(s.removals.take_due(now));
  s.draw_removals();
  s.tell_missing_font();
  s.party_restore.save_after_pause(now);
  s.toast.draw(now, s.removals.size() > 0);
}

void MainWindow::follow(Time now) {
  state_->follow_model(false);
  state_->post_removals(state_->removals.take_due(now));
  state_->carry_out();
}

void MainWindow::save_party() {
  state_->party_restore.save();
}

void MainWindow::perform(const Action& action) {
  state_->actions.push_back(action);
  state_->carry_out();
}

void MainWindow::say_paste_failed() {
  state_->toast.show("The program with the clipboard does not answer.");
}

bool MainWindow::wants_frame() const {
  return state_->chat.wants_frame() || state_->again;
}

std::optional<MainWindow::Time> MainWindow::next_change() const {
  const std::optional<Time> changes[] = {
      state_->strips.next_change(),
      state_->toast.next_change(),
      state_->party_restore.next_change(),
      next_duty(),
      state_->room_directory.next_change(),
      state_->dialog_open ? state_->dialog.next_change() : std::nullopt,
      composer::next_held_text(state_->view, std::chrono::steady_clock::now())};
  std::optional<Time> first;
  for (const std::optional<Time>& change : changes) {
    first = change && (!first || *change < *first) ? change : first;
  }
  return first;
}

std::optional<MainWindow::Time> MainWindow::next_duty() const {
  return state_->removals.next_change();
}

std::uint64_t MainWindow::attention() const {
  return state_->attention;
}
bool MainWindow::quit_requested() const {
  return state_->quit;
}

std::string MainWindow::title() const {
  const State& s = *state_;
  std::uint32_t unread = 0;
  for (const model::RoomView& room : s.view.rooms) {
    unread += rooms::is_muted(s.settings, s.view, room) ? 0 : room.unread;
  }
  std::string title = unread > 0 ? "(" + std::to_string(unread) + ") " : "";
  if (!s.view.connection.title.empty()) {
    title += s.view.connection.title + " \u2013 ";
  }
  return title + "Hubbub";
}

void MainWindow::State::draw_root(Time now) {
  const ImVec2 size = ImGui::GetContentRegionAvail();
  narrow = size.x < px(kNarrow);
  const HeaderState header{roster_shown(), narrow, strips.shows_addresses()};
  const HeaderResult asked = draw_header(view, room, rooms.list(), header, settings, actions);
  if (asked.menu_opened) {
    room_directory.want();
  }
  if (asked.search) {
    chat.open_search();
  }
  if (asked.show_addresses) {
    strips.show_addresses();
  }
  const float bar = px(kStatusBarHeight);
  float body = ImGui::GetContentRegionAvail().y - bar;
  const float inspector_height = inspector_extent(body);
  body -= inspector_height;
  draw_body({size.x, body}, now);
  if (inspector_height > 0.0F) {
    draw_inspector({size.x, inspector_height}, body);
  }
  draw_status_bar(view, room);
}

void MainWindow::State::tell_missing_font() {
  if (view.find(room) == nullptr) {
    return;
  }
  if (const std::string hint = theme::take_font_hint(); !hint.empty()) {
    model.tell(room, net::wire::Severity::kInfo, hint);
  }
}

void MainWindow::State::draw_removals() {
  const std::size_t count = removals.size();
  if (count == 0) {
    return;
  }
  const std::string text =
      count == 1 ? "Message removed" : std::to_string(count) + " messages removed";
  if (draw_offer(text.c_str(), "Undo")) {
    removals.undo();
    composer.take_keyboard();
    again = true;
  }
}

bool MainWindow::State::inspector_has_keyboard() const {
  return settings.inspector_open && inspector.has_keyboard();
}

float MainWindow::State::inspector_extent(float body) const {
  if (!settings.inspector_open) {
    return 0.0F;
  }
  const float most = std::max(0.0F, body - px(kMinChatHeight));
  return std::min(px(std::max(settings.inspector_height, kMinInspector)), most);
}

void MainWindow::State::draw_inspector(ImVec2 size, float chat_height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  {
    const Region region("##inspector", size, Role::kPanel);
    inspector.draw(frames, settings, actions);
  }
  const float most = (size.y + chat_height) / theme::scale() - kMinChatHeight;
  widget::splitter("##inspector_height", widget::Axis::kVertical, at, size.x,
                   settings.inspector_height, kMinInspector, most);
}

bool MainWindow::State::roster_shown() const {
  return narrow ? narrow_roster : settings.roster_open;
}

void MainWindow::State::draw_body(ImVec2 size, Time now) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const model::RoomView* current = view.find(room);
  float left = 0.0F;
  if (!narrow && rooms::RoomsPanel::is_needed(view)) {
    left = px(rooms::kWidth);
    const Region region("##rooms", {left, size.y}, Role::kPanel);
    rooms.draw(view, room, settings, ImGui::GetContentRegionAvail(), actions);
  }
  const bool people = roster_shown() && current != nullptr;
  // In a small window the people make way for the chat, as far as they can.
  const float most = std::max(px(kMinRoster), size.x - left - px(kMinChatWidth));
  const float right = !people ? 0.0F : narrow ? size.x : std::min(px(settings.roster_width), most);
  const float middle = size.x - left - right;
  if (left > 0.0F) {
    ImGui::SetCursorScreenPos({at.x + left, at.y});
  }
  if (middle > 0.0F) {
    const Region region("##middle", {middle, size.y}, Role::kWindow);
    draw_middle(current, now);
  }
  if (right > 0.0F) {
    ImGui::SetCursorScreenPos({at.x + left + middle, at.y});
    {
      const Region region("##people", {right, size.y}, Role::kPanel);
      roster.draw(view, *current, settings.ignored, ImGui::GetContentRegionAvail(), actions);
    }
    if (!narrow) {
      widget::splitter("##roster_width", widget::Axis::kHorizontal, {at.x + left + middle, at.y},
                       size.y, settings.roster_width, kMinRoster, kMaxRoster);
    }
  }
  widget::occupy(at, size);
}

void MainWindow::State::draw_middle(const model::RoomView* current, Time now) {
  // Until the first guest has found the way, and where it is not told in the room itself.
  const bool offer_addresses =
      current != nullptr && current->lobby && !guest_came && !chat.shows_empty_state();
  strips.draw(view, now, offer_addresses, actions);
  const ImVec2 size = ImGui::GetContentRegionAvail();
  if (current == nullptr) {
    draw_nowhere(size);
    return;
  }
  const float composer_height = composer.height(view, current, size.x);
  float chat_height = std::max(0.0F, size.y - composer_height);
  if (view.answers.search.active) {
    if (std::string problem = chat.take_problem(); !problem.empty()) {
      found_panel.show_problem(std::move(problem));
    }
    const float found_height = std::round(chat_height * kFoundShare);
    found_panel.draw(view, {size.x, found_height}, actions);
    chat_height -= found_height;
  }
  const bool typing_elsewhere = ImGui::GetIO().WantTextInput && !composer.caret_at_end();
  chat.set_keys({!inspector_has_keyboard(), !typing_elsewhere});
  chat.set_removed(removals.lines_of(current->id));
  chat.draw(view, *current, {size.x, chat_height}, actions);
  composer.draw(view, current, size.x, actions);
  model.note_draft(current->id, composer.has_draft());
}

// Not connected, and the dialog is closed: say so, and the way back.
void MainWindow::State::draw_nowhere(ImVec2 size) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const auto centred = [&](float width) {
    return at.x + static_cast<float>(static_cast<int>((size.x - width) / 2.0F));
  };
  constexpr const char* kHeading = "Not connected";
  constexpr const char* kHint = "Join a party on this network, or host one.";
  const float top = at.y + std::max(0.0F, px(-80.0F) + size.y / 2.0F);
  {
    const theme::ScopedFont large(theme::Face::kStrong, theme::kHeadingSize);
    ImGui::SetCursorScreenPos({centred(ImGui::CalcTextSize(kHeading).x), top});
    ImGui::TextUnformatted(kHeading);
  }
  {
    const theme::ScopedTextColor quiet(Role::kTextSecondary);
    ImGui::SetCursorScreenPos({centred(ImGui::CalcTextSize(kHint).x), top + px(32.0F)});
    ImGui::TextUnformatted(kHint);
  }
  const float gap = px(theme::kGap);
  const float join = widget::button_width("Join...", theme::icons::kJoin);
  const float host = widget::button_width("Host...", theme::icons::kHost);
  ImGui::SetCursorScreenPos({centred(join + gap + host), top + px(72.0F)});
  if (widget::button("Join...", {widget::ButtonKind::kPrimary, theme::icons::kJoin})) {
    actions.emplace_back(OpenConnectionDialog{ConnectionPage::kJoin});
  }
  ImGui::SameLine(0.0F, gap);
  if (widget::button("Host...", {widget::ButtonKind::kSecondary, theme::icons::kHost})) {
    actions.emplace_back(OpenConnectionDialog{ConnectionPage::kHost});
  }
}

}  // namespace hubbub::ui::shell

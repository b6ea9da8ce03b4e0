// The pointer in the log: selecting, clicking, the pop-up menu; copying.
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/chat/chat_state.h"
#include "ui/chat/markup.h"
#include "ui/chat/wrap.h"
#include "ui/model/verification.h"
#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/menu.h"

namespace hubbub::ui::chat {
namespace {

using theme::px;

// A drag past an edge scrolls by so many rows a frame for each row's height beyond it.
constexpr float kDragSpeed = 0.3F;

// What somebody else whose line it is is called now; empty: nobody's, or that is not known.
std::string person_of(const Frame& frame, const Item& item) {
  const Items& items = frame.items;
  if (items.is_outgoing(item)) {
    return {};
  }
  const model::Line line = items.room().log.line(item.begin);
  const bool one_person = model::is_said(line.kind) || item.end - item.begin == 1;
  const bool somebody = model::is_said(line.kind) || line.kind == model::LineKind::kJoined ||
                        line.kind == model::LineKind::kLeft;
  return one_person && somebody && !line.own
             ? model::name_now(frame.view, line.who, line.from).value_or("")
             : std::string();
}

// The number of a message that we may remove. One from before the present numbering has none.
std::optional<std::uint64_t> removable(const Frame& frame, LineIndex at,
                                       const std::vector<LineIndex>& removed) {
  const model::ConnectionView& connection = frame.view.connection;
  const model::LogView& log = frame.room.log;
  if (!connection.online() || connection.role == wire::Role::kGuest ||
      frame.room.kind == model::RoomKind::kPrivate ||
      at < std::max(log.first(), frame.room.floor) || at >= log.end() ||
      std::find(removed.begin(), removed.end(), at) != removed.end()) {
    return std::nullopt;
  }
  const model::Line line = log.line(at);
  return line.kind == model::LineKind::kMessage && line.seq != 0 ? std::optional(line.seq)
                                                                 : std::nullopt;
}

}  // namespace

std::optional<Target> ChatPanel::State::target_at(const Frame& frame, ImVec2 mouse) {
  if (placed.empty()) {
    return std::nullopt;
  }
  const float y = mouse.y - frame.at.y;
  auto under = std::find_if(placed.begin(), placed.end(),
                            [y](const Placed& item) { return y < item.y + item.height; });
  if (under == placed.end()) {
    --under;
  }
  const Layout& layout = layouts.get(frame.items, under->item);
  const Metrics metrics = Metrics::now();
  const Fonts fonts(metrics);
  Target target;
  target.item = under->item;
  const float local_y = y - under->y;
  const float x = mouse.x - frame.at.x - metrics.gutter;
  target.on_name = layout.content.head && local_y >= layout.head_y &&
                   local_y < layout.head_y + metrics.avatar && (x < 0.0F ? x > -px(56.0F) : false);
  if (layout.content.head && local_y >= layout.head_y && local_y < layout.head_y + metrics.head &&
      x >= 0.0F) {
    ImFontBaked& strong = *metrics.strong_font->GetFontBaked(metrics.body);
    target.on_name = x < text_width(strong, layout.content.name, 0, layout.content.name.size());
  }
  if (layout.rows.empty()) {
    return target;
  }
  const Row& row = layout.rows[layout.row_at(local_y)];
  const std::string& text = layout.content.text;
  ImFontBaked& font = fonts.of(row);
  if (local_y < layout.rows.front().y) {
    target.byte = layout.rows.front().begin;
    return target;
  }
  target.byte = offset_at(font, text, row.begin, row.drawn_end, x - row.x);
  const float right = text_width(font, text, row.begin, row.drawn_end);
  target.in_text = local_y < row.y + row.height && x >= row.x && x < row.x + right;
  if (target.in_text) {
    for (const Span& span : layout.content.spans) {
      if (span.kind != Span::Kind::kMention && target.byte >= span.range.begin &&
          target.byte <= span.range.end) {
        target.link = span;
      }
    }
  }
  return target;
}

void ChatPanel::State::handle_mouse(const Frame& frame, bool hovered) {
  const bool active = ImGui::IsItemActive();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  drag_scrolls = false;
  hovered_item = {};
  const std::optional<Target> target = hovered || active ? target_at(frame, mouse) : std::nullopt;
  if (!target) {
    return;
  }
  const Layout& layout = layouts.get(frame.items, target->item);
  if (hovered && !dragging) {
    hovered_item = target->item;
    const bool hand = target->link || target->on_name || layout.content.foldable;
    if (hand) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    } else if (target->in_text) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    }
  }
  if (ImGui::IsItemActivated()) {
    shown_line.reset();
    start_selection(frame, *target);
  } else if (active && dragging) {
    drag_selection(frame);
  }
  if (ImGui::IsItemDeactivated() && dragging) {
    dragging = false;
    if (!selection.any()) {
      clicked(frame, *target);
    }
  }
  if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
    open_popup(frame, *target);
  }
}

void ChatPanel::State::start_selection(const Frame& frame, const Target& target) {
  const LineIndex line = target.item.begin;
  const std::string& text = layouts.get(frame.items, target.item).content.text;
  const int clicks = ImGui::GetMouseClickedCount(ImGuiMouseButton_Left);
  dragging = true;
  if (clicks == 2 && target.in_text) {
    const Range word = word_at(text, target.byte);
    selection.set({line, word.begin}, {line, word.end});
    dragging = false;
  } else if (clicks > 2) {
    selection.set({line, 0}, {line, text.size()});
    dragging = false;
  } else if (ImGui::GetIO().KeyShift && selection.started()) {
    selection.extend_to({line, target.byte});
  } else {
    selection.start({line, target.byte});
  }
}

void ChatPanel::State::drag_selection(const Frame& frame) {
  const float y = ImGui::GetIO().MousePos.y - frame.at.y;
  const float beyond = y < 0.0F ? y : std::max(y - frame.size.y, 0.0F);
  if (beyond != 0.0F) {
    scroll().by(beyond * kDragSpeed);
    drag_scrolls = true;
  }
  const ImVec2 inside(ImGui::GetIO().MousePos.x,
                      frame.at.y + std::clamp(y, 0.0F, frame.size.y - 1.0F));
  if (const auto target = target_at(frame, inside)) {
    selection.extend_to({target->item.begin, target->byte});
  }
}

// A click that selected nothing.
void ChatPanel::State::clicked(const Frame& frame, const Target& target) {
  const Layout& layout = layouts.get(frame.items, target.item);
  if (target.link) {
    std::string text =
        source_text(frame.items, target.item, layout.content.unfolded, target.link->range);
    frame.out.emplace_back(target.link->kind == Span::Kind::kUrl ? Action(OpenLink{std::move(text)})
                                                                 : Action(CopyText{text}));
  } else if (layout.content.foldable) {
    layouts.toggle(target.item);
  } else if (target.on_name) {
    if (!person_of(frame, target.item).empty()) {
      open_popup(frame, target);
    }
  }
}

void ChatPanel::State::handle_copying(const Frame& frame) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.WantTextInput || !ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) {
    return;
  }
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_A)) {
    selection.select_all(frame.items);
  }
  if (selection.any() && ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C)) {
    frame.out.emplace_back(
        CopyText{copied_text(frame.items, selection, frame.view.connection.nick)});
  }
  if (selection.started() && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    selection.clear();
  }
}

// The texts are taken now: what comes while it is open takes the places of lines on their way.
void ChatPanel::State::open_popup(const Frame& frame, const Target& target) {
  const std::string& own = frame.view.connection.nick;
  const Item& item = target.item;
  Selection whole;
  whole.set({item.begin, 0}, {item.begin, std::string::npos});
  subject.emplace();
  subject->line = item.begin;
  subject->removable = removable(frame, item.begin, removed);
  subject->nick = person_of(frame, item);
  if (target.link) {
    const Layout& layout = layouts.get(frame.items, item);
    std::string& text = target.link->kind == Span::Kind::kUrl ? subject->url : subject->endpoint;
    text = source_text(frame.items, item, layout.content.unfolded, target.link->range);
  }
  subject->message = copied_text(frame.items, whole, own);
  subject->whole_line = copied_line(frame.items, item, own);
  ImGui::OpenPopup("Line");
}

void ChatPanel::State::draw_popup(const Frame& frame) {
  const widget::Menu menu("Line");
  if (!menu.is_open()) {
    return;
  }
  if (subject) {
    draw_popup(frame, *subject);
  } else {
    ImGui::CloseCurrentPopup();
  }
}

void ChatPanel::State::draw_popup(const Frame& frame, const Subject& about) {
  namespace icons = theme::icons;
  if (!about.nick.empty()) {
    if (widget::menu_item("Mention", {.icon = icons::kMention})) {
      frame.out.emplace_back(MentionPerson{about.nick});
    }
    if (widget::menu_item("Message privately", {.icon = icons::kChat})) {
      frame.out.emplace_back(WritePrivate{about.nick, ""});
    }
    ImGui::Separator();
  }
  if (!about.url.empty()) {
    if (widget::menu_item("Open link", {.icon = icons::kLink})) {
      frame.out.emplace_back(OpenLink{about.url});
    }
    if (widget::menu_item("Copy link", {.icon = icons::kCopy})) {
      frame.out.emplace_back(CopyText{about.url});
    }
  }
  if (!about.endpoint.empty() && widget::menu_item("Copy address", {.icon = icons::kCopy})) {
    frame.out.emplace_back(CopyText{about.endpoint});
  }
  if (widget::menu_item("Copy selection",
                        {.icon = icons::kCopy, .keys = "Ctrl+C", .enabled = selection.any()})) {
    frame.out.emplace_back(
        CopyText{copied_text(frame.items, selection, frame.view.connection.nick)});
  }
  if (widget::menu_item("Copy message", {.icon = icons::kCopy})) {
    frame.out.emplace_back(CopyText{about.message});
  }
  if (widget::menu_item("Copy with name and time", {.icon = icons::kCopy})) {
    frame.out.emplace_back(CopyText{about.whole_line});
  }
  ImGui::Separator();
  if (widget::menu_item("Select all", {.icon = icons::kMore, .keys = "Ctrl+A"})) {
    selection.select_all(frame.items);
  }
  if (widget::menu_item("Find", {.icon = icons::kSearch, .keys = "Ctrl+F"})) {
    search.open();
  }
  if (about.removable && removable(frame, about.line, removed) == about.removable) {
    ImGui::Separator();
    if (widget::menu_item("Remove message", {.icon = icons::kClear, .danger = true})) {
      frame.out.emplace_back(RemoveMessage{frame.room.id, about.line, *about.removable});
    }
  }
}

}  // namespace hubbub::ui::chat

#include "ui/inspector/inspector.h"

#include <algorithm>

#include <imgui.h>

#include "ui/inspector/frame_text.h"
#include "ui/inspector/inspector_state.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::inspector {
namespace {

// Of the height below the toolbar, once a frame is selected.
constexpr float kListShare = 0.45F;

}  // namespace

Inspector::Inspector() : state_(std::make_unique<State>()) {}
Inspector::~Inspector() = default;

void Inspector::select(std::uint64_t number) {
  state_->wanted = number;
  state_->filter_text.clear();
  state_->paused = false;
}

bool Inspector::has_keyboard() const {
  return state_->has_keyboard;
}

void Inspector::draw(const model::FrameView& frames, Settings& settings, Actions& out) {
  State& s = *state_;
  s.take(frames);
  ImGui::PushID("inspector");
  s.draw_toolbar(frames, out);
  s.filter.set_text(s.filter_text);
  s.filter.update(s.shown);
  s.find_wanted();
  const ImVec2 rest = ImGui::GetContentRegionAvail();
  const bool details = s.selected.has_value();
  const float list_height =
      details ? static_cast<float>(static_cast<int>(rest.y * kListShare)) : rest.y;
  s.draw_list({rest.x, list_height});
  if (details) {
    const ImVec2 below(rest.x, rest.y - list_height);
    if (s.selected_frame() != nullptr) {
      s.draw_details(below, settings);
    } else {
      s.draw_gone(below);
    }
  }
  s.handle_keys(out);
  ImGui::PopID();
}

void Inspector::State::take(const model::FrameView& frames) {
  if (frames.clears() != clears) {
    clears = frames.clears();
    selected.reset();
    shown = frames;
  }
  if (!paused) {
    shown = frames;
  }
}

void Inspector::State::find_wanted() {
  for (std::uint64_t i = shown.end(); wanted && i > shown.first(); --i) {
    if (shown.at(i - 1).number == *wanted) {
      select_ordinal(i - 1);
      wanted.reset();
    }
  }
}

const net::wire::CapturedFrame* Inspector::State::selected_frame() const {
  return selected && *selected >= shown.first() && *selected < shown.end() ? &shown.at(*selected)
                                                                           : nullptr;
}

void Inspector::State::select_ordinal(std::uint64_t ordinal) {
  selected = ordinal;
  follow = false;
  scroll_to_selected = true;
  const net::wire::CapturedFrame& frame = shown.at(ordinal);
  selected_number = frame.number;
  trace = net::wire::trace_frame(bytes_of(frame), frame.dialect);
  node = hot = trace.nodes.size();
  byte.reset();
}

void Inspector::State::move_selection(int by) {
  if (filter.size() == 0) {
    return;
  }
  const std::size_t last = filter.size() - 1;
  std::size_t index = last;
  if (selected) {
    const std::size_t now = std::min(filter.index_of(*selected), last);
    index = by < 0 ? now - std::min<std::size_t>(now, 1) : std::min(now + 1, last);
  }
  select_ordinal(filter.ordinal(index));
}

void Inspector::State::handle_keys(Actions& out) {
  // F7 and F8 from anywhere in the window: they mean nothing else.
  if (ImGui::Shortcut(ImGuiKey_F7, ImGuiInputFlags_RouteGlobal | ImGuiInputFlags_Repeat)) {
    move_selection(-1);
  }
  if (ImGui::Shortcut(ImGuiKey_F8, ImGuiInputFlags_RouteGlobal | ImGuiInputFlags_Repeat)) {
    move_selection(1);
  }
  const bool here = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
  has_keyboard = here && !ImGui::GetIO().WantTextInput;
  if (!here) {
    return;
  }
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_F)) {
    focus_filter = true;
  }
  if (ImGui::GetIO().WantTextInput) {
    return;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false)) {
    paused = !paused;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) {
    move_selection(-1);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) {
    move_selection(1);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_End, false)) {
    follow = true;
  }
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C)) {
    copy_selection(out);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    if (selected) {
      selected.reset();
    } else {
      out.emplace_back(FocusComposer{});
    }
  }
}

// The selected field's bytes, or the whole frame's, as hexadecimal.
void Inspector::State::copy_selection(Actions& out) const {
  const net::wire::CapturedFrame* frame = selected_frame();
  if (frame == nullptr) {
    return;
  }
  std::span<const std::byte> bytes = bytes_of(*frame);
  if (has_node()) {
    const std::size_t begin = std::min(trace.nodes[node].offset, bytes.size());
    bytes = bytes.subspan(begin, std::min(trace.nodes[node].length, bytes.size() - begin));
  }
  out.emplace_back(CopyText{hex_text(bytes, 16)});
}

}  // namespace hubbub::ui::inspector

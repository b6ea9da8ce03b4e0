#include "tests/support/ui/driver.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include "tests/support/headless/canvas.h"

namespace hubbub::tests::ui {
namespace {

// What the hooks saw in the frame being drawn. ImGui's hooks are free functions without an own
// argument, so this cannot belong to the Driver.
struct Seen {
  std::map<ImGuiID, Box> boxes;
  std::vector<std::pair<std::string, Box>> labelled;
};
Seen seen;

std::string_view bare(std::string_view label) {
  return label.starts_with("##") ? label.substr(2) : label;
}

}  // namespace

void record_box(ImGuiID id, const ImRect& box);
void record_label(ImGuiID id, const char* label);

void record_box(ImGuiID id, const ImRect& box) {
  seen.boxes[id] = {box.Min, box.Max};
}

void record_label(ImGuiID id, const char* label) {
  if (const auto box = seen.boxes.find(id); box != seen.boxes.end() && label != nullptr) {
    seen.labelled.emplace_back(label, box->second);
  }
}

struct Driver::State {
  State(ImVec2 size, hubbub::ui::ThemeChoice theme, float scale) : canvas(size, theme, scale) {}

  Canvas canvas;
  std::function<void()> draw;
  std::string clipboard;
};

Driver::Driver(ImVec2 size, hubbub::ui::ThemeChoice theme, float scale)
    : state_(std::make_unique<State>(size, theme, scale)) {
  // Several events of one frame arrive in that frame.
  ImGui::GetIO().ConfigInputTrickleEventQueue = false;
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ClipboardUserData = &state_->clipboard;
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    *static_cast<std::string*>(ImGui::GetPlatformIO().Platform_ClipboardUserData) = text;
  };
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) {
    return static_cast<std::string*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->c_str();
  };
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

Driver::~Driver() {
  seen = {};
}

void Driver::show(std::function<void()> draw) {
  state_->draw = std::move(draw);
  settle();
}

void Driver::show_panel(std::function<void()> draw) {
  show([draw = std::move(draw)] {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("##panel", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    ImGui::PopStyleVar();
    draw();
    ImGui::End();
  });
}

void Driver::frames(int count, float seconds_each) {
  for (int i = 0; i < count; ++i) {
    seen = {};
    state_->canvas.frame(state_->draw, seconds_each);
  }
}

void Driver::resize(ImVec2 size) {
  ImGui::GetIO().DisplaySize = size;
  settle();
}

bool Driver::has(std::string_view label) const {
  return count(label) > 0;
}

std::size_t Driver::count(std::string_view label) const {
  return static_cast<std::size_t>(
      std::count_if(seen.labelled.begin(), seen.labelled.end(),
                    [&](const auto& item) { return bare(item.first) == bare(label); }));
}

Box Driver::box(std::string_view label) const {
  const auto found =
      std::find_if(seen.labelled.begin(), seen.labelled.end(),
                   [&](const auto& item) { return bare(item.first) == bare(label); });
  if (found == seen.labelled.end()) {
    ADD_FAILURE() << "nothing is labelled \"" << label
                  << "\"; there are: " << ::testing::PrintToString(labels());
    return {};
  }
  return found->second;
}

std::vector<std::string> Driver::labels() const {
  std::vector<std::string> all;
  for (const auto& [label, box] : seen.labelled) {
    all.push_back(label);
  }
  return all;
}

void Driver::click(std::string_view label, ImGuiMouseButton button) {
  click_at(box(label).centre(), button);
}

void Driver::click_at(ImVec2 at, ImGuiMouseButton button, int times) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(at.x, at.y);
  frames(2);
  for (int i = 0; i < times; ++i) {
    io.AddMouseButtonEvent(button, true);
    frames();
    io.AddMouseButtonEvent(button, false);
    frames();
  }
  settle();
  // Two clicks of a test are not one double click.
  frames(1, ImGui::GetIO().MouseDoubleClickTime + 0.1F);
}

void Driver::drag(ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(from.x, from.y);
  frames(2);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  frames();
  constexpr int kSteps = 4;
  for (int i = 1; i <= kSteps; ++i) {
    const float t = static_cast<float>(i) / kSteps;
    io.AddMousePosEvent(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t);
    frames();
  }
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  settle();
}

void Driver::hover(ImVec2 at) {
  ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  settle();
  frames(2, 1.0F);  // longer than any tooltip waits
}

void Driver::wheel(float lines) {
  ImGui::GetIO().AddMouseWheelEvent(0.0F, lines);
  settle();
}

void Driver::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  settle();
}

void Driver::press(ImGuiKeyChord chord) {
  ImGuiIO& io = ImGui::GetIO();
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  constexpr std::array kModifiers = {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super};
  const auto modifiers = [&](bool down) {
    for (const ImGuiKey modifier : kModifiers) {
      if ((chord & modifier) != 0) {
        io.AddKeyEvent(modifier, down);
      }
    }
  };
  modifiers(true);
  io.AddKeyEvent(key, true);
  frames();
  io.AddKeyEvent(key, false);
  modifiers(false);
  settle();
}

void Driver::fill(std::string_view label, std::string_view text) {
  click(label);
  press(ImGuiMod_Ctrl | ImGuiKey_A);
  if (text.empty()) {
    press(ImGuiKey_Delete);
  } else {
    type(text);
  }
}

std::string Driver::clipboard() const {
  return state_->clipboard;
}
void Driver::set_clipboard(std::string text) {
  state_->clipboard = std::move(text);
}

int Driver::vertices() const {
  const ImDrawData* data = ImGui::GetDrawData();
  return data != nullptr ? data->TotalVtxCount : 0;
}

}  // namespace hubbub::tests::ui

// ImGui's test hooks (imgui_internal.h, IMGUI_ENABLE_TEST_ENGINE), which whoever links that build
// of it has to define.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* /*context*/, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* /*data*/) {
  hubbub::tests::ui::record_box(id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* /*context*/, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags /*flags*/) {
  hubbub::tests::ui::record_label(id, label);
}

void ImGuiTestEngineHook_Log(ImGuiContext* /*context*/, const char* /*format*/, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* /*context*/, ImGuiID /*id*/) {
  return nullptr;
}

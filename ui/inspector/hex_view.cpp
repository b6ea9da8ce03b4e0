// The selected frame's bytes, lit by what is selected in the tree and naming their fields.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include <imgui.h>

#include "ui/inspector/frame_text.h"
#include "ui/inspector/inspector_state.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;
using theme::px;
using theme::Role;

// Where the columns of one line of bytes stand, in pixels from its left edge.
struct Grid {
  std::size_t per_line = 16;
  float cell = 0.0F;  // one character of the mono face
  float line = 0.0F;
  float padding = 0.0F;

  static constexpr float kOffsetChars = 6.0F;
  [[nodiscard]] float hex_x(std::size_t column) const {
    // A wider gap in the middle, as every hex dump has it.
    const float gap = column >= per_line / 2 ? cell : 0.0F;
    return padding + cell * (kOffsetChars + 3.0F * static_cast<float>(column)) + gap;
  }
  [[nodiscard]] float text_x(std::size_t column) const {
    return hex_x(per_line) + cell * (1.0F + static_cast<float>(column));
  }
  [[nodiscard]] float width() const { return text_x(per_line) + padding; }
};

Grid grid_for(float width) {
  Grid grid;
  grid.cell = ImGui::CalcTextSize("0").x;
  grid.line = ImGui::GetTextLineHeight() + px(theme::kTight);
  grid.padding = px(theme::kGap);
  while (grid.per_line > 4 && grid.width() > width) {
    grid.per_line /= 2;
  }
  return grid;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool has(std::size_t i) const { return i >= begin && i < end; }
};

Range range_of(const wire::Trace& trace, std::size_t node) {
  if (node >= trace.nodes.size()) {
    return {};
  }
  return {trace.nodes[node].offset, trace.nodes[node].offset + trace.nodes[node].length};
}

struct Lights {
  Range selected;
  Range hot;
  Range bad;
};

void light(ImDrawList* draw, const Grid& grid, ImVec2 at, std::size_t column, ImU32 color) {
  const ImVec2 hex(at.x + grid.hex_x(column), at.y);
  draw->AddRectFilled({hex.x - grid.cell * 0.5F, hex.y},
                      {hex.x + grid.cell * 2.5F, hex.y + grid.line}, color);
  const float text = at.x + grid.text_x(column);
  draw->AddRectFilled({text, at.y}, {text + grid.cell, at.y + grid.line}, color);
}

void draw_line(const Grid& grid, std::span<const std::byte> bytes, std::size_t begin, ImVec2 at,
               const Lights& lights, std::size_t boundary) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float y = at.y + px(theme::kTight / 2.0F);
  std::array<char, 8> offset{};
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (std::size_t digit = 0; digit < 5; ++digit) {
    offset[4 - digit] = kDigits[(begin >> (4U * digit)) & 15U];
  }
  draw->AddText({at.x + grid.padding, y}, theme::color(Role::kTextDisabled), offset.data());
  const std::size_t end = std::min(begin + grid.per_line, bytes.size());
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t column = i - begin;
    const auto value = std::to_integer<unsigned>(bytes[i]);
    if (lights.bad.has(i)) {
      light(draw, grid, at, column, theme::color(Role::kDanger, 0.2F));
    }
    if (lights.selected.has(i)) {
      light(draw, grid, at, column, theme::color(Role::kHighlight));
    } else if (lights.hot.has(i)) {
      light(draw, grid, at, column, theme::color(Role::kPressed));
    }
    const std::array<char, 3> hex = {kDigits[value >> 4U], kDigits[value & 15U], '\0'};
    draw->AddText({at.x + grid.hex_x(column), y},
                  theme::color(value == 0 ? Role::kTextSecondary : Role::kText), hex.data());
    const bool printable = value >= 0x20 && value < 0x7F;
    const std::array<char, 2> text = {printable ? static_cast<char>(value) : '.', '\0'};
    draw->AddText({at.x + grid.text_x(column), y},
                  theme::color(printable ? Role::kText : Role::kTextDisabled), text.data());
    if (boundary != 0 && i == boundary) {
      const float x = at.x + grid.hex_x(column) - grid.cell * 0.5F;
      draw->AddRectFilled({x - px(1.0F), at.y}, {x + px(1.0F), at.y + grid.line},
                          theme::color(Role::kWarning));
    }
  }
}

// Which byte the pointer is on, in either half.
std::optional<std::size_t> byte_under_pointer(const Grid& grid, ImVec2 origin, std::size_t size) {
  const ImVec2 mouse = ImGui::GetMousePos();
  const float row = (mouse.y - origin.y) / grid.line;
  const float x = mouse.x - origin.x;
  if (row < 0.0F || !ImGui::IsWindowHovered()) {
    return std::nullopt;
  }
  for (std::size_t column = 0; column < grid.per_line; ++column) {
    const float hex = grid.hex_x(column) - grid.cell * 0.5F;
    const float text = grid.text_x(column);
    if ((x >= hex && x < hex + grid.cell * 3.0F) || (x >= text && x < text + grid.cell)) {
      const std::size_t at = static_cast<std::size_t>(row) * grid.per_line + column;
      return at < size ? std::optional(at) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

void Inspector::State::draw_hex(ImVec2 size) {
  const wire::CapturedFrame* frame = selected_frame();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, px(theme::kTight)));
  ImGui::BeginChild("bytes", size, ImGuiChildFlags_AlwaysUseWindowPadding);
  ImGui::PopStyleVar();
  if (frame != nullptr) {
    const theme::ScopedFont mono(theme::Face::kMono, theme::kSmallSize);
    const std::span<const std::byte> bytes = bytes_of(*frame);
    const Grid grid = grid_for(ImGui::GetContentRegionAvail().x);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    byte = byte_under_pointer(grid, origin, bytes.size());
    if (ImGui::IsWindowHovered()) {
      hot = byte ? node_at(trace, *byte) : trace.nodes.size();
    }
    Lights lights{range_of(trace, node), range_of(trace, hot), {}};
    if (!trace.error.empty()) {
      lights.bad = {trace.error_offset, bytes.size()};
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>((bytes.size() + grid.per_line - 1) / grid.per_line), grid.line);
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_line(grid, bytes, static_cast<std::size_t>(i) * grid.per_line, at, lights,
                  frame->read_boundary);
        ImGui::Dummy({grid.width(), grid.line});
      }
    }
    if (byte && hot < trace.nodes.size()) {
      const theme::ScopedFont plain(theme::Face::kText);
      ImGui::SetTooltip("%s", node_text(trace.nodes[hot]).c_str());
      if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        node = hot;
        scroll_to_node = true;
      }
    }
  }
  ImGui::EndChild();
}

}  // namespace hubbub::ui::inspector

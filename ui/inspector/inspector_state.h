// What the inspector remembers between frames. Private to ui/inspector/. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <imgui.h>

#include "net/wire/trace.h"
#include "ui/inspector/frame_filter.h"
#include "ui/inspector/inspector.h"

namespace hubbub::ui::inspector {

struct Inspector::State {
  // ---- inspector.cpp ----
  void take(const model::FrameView& frames);
  void find_wanted();
  void select_ordinal(std::uint64_t ordinal);
  void move_selection(int by);
  void handle_keys(Actions& out);
  void copy_selection(Actions& out) const;

  // ---- toolbar.cpp, frame_list.cpp, decode_tree.cpp, hex_view.cpp ----
  void draw_toolbar(const model::FrameView& live, Actions& out);
  void draw_list(ImVec2 size);
  void draw_row(std::size_t index);
  void draw_details(ImVec2 size, Settings& settings);
  void draw_gone(ImVec2 size) const;
  void draw_tree(ImVec2 size);
  void draw_field(std::size_t index);
  void draw_hex(ImVec2 size);

  [[nodiscard]] const net::wire::CapturedFrame* selected_frame() const;
  [[nodiscard]] bool has_node() const { return node < trace.nodes.size(); }

  model::FrameView shown;  // what is drawn: the model's, or as it was when paused
  FrameFilter filter;
  std::string filter_text;
  bool paused = false;
  bool follow = true;
  bool scroll_to_selected = false;
  float list_scroll = 0.0F;  // of the last frame, in pixels
  bool focus_filter = false;
  bool has_keyboard = false;

  std::optional<std::uint64_t> selected;  // ordinal; of a frame that is kept, or is no more
  std::uint64_t selected_number = 0;      // CapturedFrame::number of it
  std::optional<std::uint64_t> wanted;    // number of a frame that has not come yet
  std::uint64_t clears = 0;

  net::wire::Trace trace;           // of the selected frame
  std::size_t node = 0;             // selected in it; nodes.size(): none
  std::optional<std::size_t> byte;  // under the pointer, in the bytes
  std::size_t hot = 0;              // node under the pointer, in tree or bytes
  bool scroll_to_node = false;
};

}  // namespace hubbub::ui::inspector

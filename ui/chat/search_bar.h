// The bar above the log that looks for text: a field, how many were found, previous and next.
//
// Main thread, inside a window. Owns the search; the log asks it which line to show.
#pragma once

#include <optional>
#include <string>

#include <imgui.h>

#include "ui/chat/search.h"

namespace hubbub::ui::chat {

class SearchBar {
 public:
  [[nodiscard]] bool is_open() const { return open_; }
  void open();
  void close();
  // The height it takes, in pixels; 0 when closed.
  [[nodiscard]] float height() const;

  // Draws at ImGui's cursor. `from`: the line in sight from which to look upwards. Returns the line
  // to bring into sight, when that changed.
  std::optional<model::LineIndex> draw(const model::LogView& log, model::LineIndex from,
                                       float width);

  // The log's lines are others than before: looks through all of them again.
  void start_over(const model::LogView& log, model::LineIndex from);
  // Searches on within this frame's time; whether or not it is drawn.
  void work(const model::LogView& log);
  [[nodiscard]] bool is_working() const { return open_ && !search_.done(); }

  [[nodiscard]] const model::Needle& needle() const { return search_.needle(); }
  [[nodiscard]] std::optional<model::LineIndex> present() const;

 private:
  [[nodiscard]] std::string result_text() const;
  void keys();

  bool open_ = false;
  bool take_keyboard_ = false;
  std::string query_;
  Search search_;
  std::optional<model::LineIndex> shown_;
};

}  // namespace hubbub::ui::chat

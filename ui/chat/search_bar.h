// The bar above the log that looks for text: a field, how many were found, previous and next.
//
// Main thread, inside a window. Owns the search; the log asks it which line to show.
#pragma once

#include <optional>
#include <string>
#include <utility>

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

  // The log's lines are others than before: looks through all of them again. What is shown stays
  // the present one.
  void start_over(const model::LogView& log, model::LineIndex from);
  // Searches on within this frame's time; whether or not it is drawn.
  void work(const model::LogView& log);
  [[nodiscard]] bool is_working() const { return open_ && !search_.done(); }

  // Whether the host can be asked to look through all that was ever said.
  void offer_whole_history(bool offered) { offered_ = offered; }
  // Whether the person asked for that since the last call.
  [[nodiscard]] bool take_whole_history() { return std::exchange(whole_history_, false); }
  [[nodiscard]] const std::string& query() const { return query_; }

  [[nodiscard]] const model::Needle& needle() const { return search_.needle(); }
  [[nodiscard]] std::optional<model::LineIndex> present() const;

 private:
  [[nodiscard]] std::string result_text() const;
  void keys();

  bool open_ = false;
  bool take_keyboard_ = false;
  bool offered_ = false;
  bool whole_history_ = false;
  std::string query_;
  Search search_;
  std::optional<model::LineIndex> shown_;
  std::optional<model::LineIndex> kept_;  // the present one when it had to look again
};

}  // namespace hubbub::ui::chat

// What a search through the host's whole history found: a list, the newest first.
//
// Stands above the chat while a search is active (View::answers). Main thread; owns what is typed
// into its field.
#pragma once

#include <cstdint>
#include <string>

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::search {

class SearchPanel {
 public:
  // Draws at ImGui's cursor in `size` pixels. The host answers when it has looked at a part of its
  // history; Enter in the unchanged field then goes on, as "Search older" does. Asks for
  // SearchHistory, SearchMore, ShowFound and EndSearch.
  void draw(const model::View& view, ImVec2 size, Actions& out);

  // Why a line could not be brought into sight; shown until another one is chosen. Not empty.
  void show_problem(std::string problem) { problem_ = std::move(problem); }

 private:
  void draw_head(const model::View& view, float width, Actions& out);
  void draw_list(const model::View& view, Actions& out);
  // What stands below the hits: whether there is older, and the way to it.
  void draw_older(const model::View& view, Actions& out);
  void draw_hit(const model::View& view, std::size_t at, float width, Actions& out);
  void choose(const model::View& view, std::size_t at, Actions& out);

  std::uint64_t number_ = 0;  // of the search that is shown
  std::string query_;
  std::string problem_;
  std::size_t chosen_ = static_cast<std::size_t>(-1);
  std::size_t asked_behind_ = 0;  // so many hits were listed when scrolling asked for older ones
};

}  // namespace hubbub::ui::search

// What a Composer keeps from frame to frame. Private to ui/composer/. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "ui/composer/completion.h"
#include "ui/composer/composer.h"
#include "ui/composer/recall.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::composer {

inline constexpr float kPadX = 14.0F;  // within the field
inline constexpr float kPadY = 10.0F;

struct Composer::State {
  std::string& draft() { return drafts[present_room]; }
  void enter_room(const model::View& view, const model::RoomView* room);
  void follow_asked_room(const model::View& view, Actions& out);
  void take_typed_text();
  void keep_keys_from_field() const;
  void draw_field(const model::RoomView* room, ImVec2 at, ImVec2 size);
  void draw_note(const model::View& view, const model::RoomView* room, ImVec2 at, float width);
  void press_enter(const model::View& view, const model::RoomView* room, Actions& out);
  void replace_text(std::string text, std::size_t caret);

  struct Note {
    std::string text;
    theme::Role role = theme::Role::kTextSecondary;
  };
  [[nodiscard]] Note note(const model::View& view, const model::RoomView* room);

  static int on_edit(ImGuiInputTextCallbackData* data);
  int filter(ImGuiInputTextCallbackData* data);
  void complete(ImGuiInputTextCallbackData* data);
  void always(ImGuiInputTextCallbackData* data);

  model::RoomId present_room = model::RoomId::kNone;
  std::unordered_map<model::RoomId, std::string> drafts;
  Completion::Choices choices;  // for Tab, of the present room
  Completion completion;
  Recall recall;
  std::string problem;       // about what was last tried; goes with a change of text or connection
  std::string problem_text;  // the text that it is about
  net::wire::ConnectionState problem_state{};
  // A room that was asked for: it comes to the front once we are in it. What is typed meanwhile is
  // meant for it.
  std::string room_to_enter;
  std::uint64_t asked_after = 0;  // the newest notice then: a later one may say that it is refused
  int let_go_in = -1;             // the frame in which a room's field lost the keyboard to another
  bool switching = false;         // a line that was sent brings another room in front now
  ImGuiID field_id = 0;
  std::size_t caret = 0;  // as of the last frame
  std::optional<std::size_t> move_caret;
  bool take_keyboard = false;
  bool active = false;
  bool enter = false;
  bool tab = false;
  bool refused_paste = false;
  std::size_t taken_bytes = 0;  // in this frame
};

}  // namespace hubbub::ui::composer

// Where one writes: a field that grows, completes names, recalls what was sent and knows commands.
//
// Each room keeps its own draft. Nothing typed is ever lost to being offline, too long or refused:
// the field keeps the text and says what is the matter. Main thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::composer {

class Composer {
 public:
  Composer();
  ~Composer();
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;

  // The height that the draft of `room` needs at `width` pixels, the notes under it included.
  [[nodiscard]] float height(const model::View& view, const model::RoomView* room, float width);

  // Draws at ImGui's cursor, `width` pixels wide and height() high. Without a room (nullptr) the
  // field is disabled and says why. Typing anywhere where no other field has the keyboard
  // goes here.
  void draw(const model::View& view, const model::RoomView* room, float width, Actions& out);

  // The field has the keyboard and its caret is behind everything in it.
  [[nodiscard]] bool caret_at_end() const;

  // Something is written for the room drawn last.
  [[nodiscard]] bool has_draft() const;

  // What is written for a room and not sent, UTF-8; set_draft() replaces it, as the caret's place
  // goes to its end.
  [[nodiscard]] const std::string& draft_of(model::RoomId room) const;
  void set_draft(model::RoomId room, std::string text);

  // Puts a person's name in at the caret ("ann: " at the start of the text) and takes the keyboard.
  void mention(std::string_view nick);
  // Replaces the draft by a line to be finished, and takes the keyboard. Up has the draft again.
  void begin(std::string text);
  void take_keyboard();
  // This room has been asked for: it is brought in front as soon as we are in it, unless the person
  // goes elsewhere meanwhile or the host refuses.
  void enter(const model::View& view, std::string room);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::composer

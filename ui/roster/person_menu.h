// What can be done with a person: the entries of a menu that stands open, and the question that
// kicks and bans ask first. Main thread.
#pragma once

#include <string>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::roster {

// The entries about somebody else, within an open pop-up: verify, ignore and, with the role for it,
// mute, kick, ban, promote. `ignored`: now.
void person_entries(const model::View& view, const std::string& nick, bool ignored, Actions& out);

// The question before a kick or a ban, with the reason. One for the whole window.
class OrderQuestion {
 public:
  void ask(net::wire::KeepOrder order);
  // To be called in each frame.
  void draw(Actions& out);

 private:
  net::wire::KeepOrder order_;
  bool open_ = false;
};

}  // namespace hubbub::ui::roster

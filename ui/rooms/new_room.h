// The card that asks what a new room is to be called. Main thread.
#pragma once

#include <string>

#include "ui/actions.h"

namespace hubbub::ui::rooms {

class NewRoomCard {
 public:
  // From the next draw() on.
  void open();
  // To be called in each frame, outside of any window. Asks for EnterRoom with a name that the host
  // may take.
  void draw(Actions& out);

 private:
  bool open_ = false;
  bool tried_ = false;  // what is wrong with the name is said from then on
  std::string name_;
};

}  // namespace hubbub::ui::rooms

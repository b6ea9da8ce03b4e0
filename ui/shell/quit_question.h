// The question before the program is left with messages that nobody else has yet. Main thread.
#pragma once

#include <cstddef>

namespace hubbub::ui::shell {

class QuitQuestion {
 public:
  void ask() { open_ = true; }
  // It is asked, or about to be.
  [[nodiscard]] bool is_open() const { return open_; }
  // To be called in each frame, outside of any window. `unconfirmed`: how many messages the host
  // has not confirmed. True: the program is to be left, since the person says so, or since there is
  // nothing left that would be lost.
  [[nodiscard]] bool draw(std::size_t unconfirmed);

 private:
  bool draw_words(std::size_t unconfirmed);

  bool open_ = false;
};

}  // namespace hubbub::ui::shell

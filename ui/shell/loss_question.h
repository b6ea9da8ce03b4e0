// The question before something is done that loses messages which nobody else has yet. Main thread.
#pragma once

#include <cstddef>

namespace hubbub::ui::shell {

class LossQuestion {
 public:
  enum class About {
    kQuit,   // the program is to be left
    kLeave,  // another party is to be joined
  };
  enum class Answer {
    kNone,  // not yet
    kGoOn,  // do it: the person says so, or there is nothing left that would be lost
    kStay,
  };

  void ask(About about);
  // It is asked, or about to be.
  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] About about() const { return about_; }
  // To be called in each frame while it is open, outside of any window. `unconfirmed`: how many
  // messages the host has not confirmed.
  [[nodiscard]] Answer draw(std::size_t unconfirmed);

 private:
  Answer draw_words(std::size_t unconfirmed);

  About about_ = About::kQuit;
  bool open_ = false;
};

}  // namespace hubbub::ui::shell

// The question before something is done that loses messages which nobody else has yet, or that ends
// a party while guests are there. Main thread.
#pragma once

#include <cstddef>

namespace hubbub::ui::shell {

class LossQuestion {
 public:
  enum class About {
    kQuit,      // the program is to be left
    kLeave,     // another party is to be joined
    kEndParty,  // the party that is hosted here is to end
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
  // To be called in each frame while it is open, outside of any window. `at_stake`: how many
  // messages the host has not confirmed, or how many guests there are.
  [[nodiscard]] Answer draw(std::size_t at_stake);

 private:
  Answer draw_words(std::size_t at_stake);

  About about_ = About::kQuit;
  bool open_ = false;
};

}  // namespace hubbub::ui::shell

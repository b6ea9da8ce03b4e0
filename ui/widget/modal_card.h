// A card in the middle of the window that asks something before all else goes on. Main thread,
// outside of any window.
#pragma once

#include <string_view>

namespace hubbub::ui::widget {

// Drawn for as long as it lives, once ImGui::OpenPopup(id) was called; fill it only while it is
// open. ImGui::CloseCurrentPopup() takes it away.
class ModalCard {
 public:
  explicit ModalCard(const char* id);
  ~ModalCard();
  ModalCard(const ModalCard&) = delete;
  ModalCard& operator=(const ModalCard&) = delete;
  [[nodiscard]] bool is_open() const { return open_; }

 private:
  bool open_;
};

// Its first line, and text beneath. Any text, ready to draw; wrapped.
void card_title(std::string_view text);
void card_text(std::string_view text);

}  // namespace hubbub::ui::widget

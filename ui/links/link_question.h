// The card that shows where a link leads before it is opened. Main thread.
#pragma once

#include <cstdint>
#include <optional>

#include "ui/links/web_address.h"

namespace hubbub::ui::links {

class LinkQuestion {
 public:
  enum class Answer : std::uint8_t { kNone, kOpen, kCopy };

  // From the next draw() on.
  void ask(WebAddress address);
  // To be called in each frame, outside of any window. An answer comes once, and takes it away.
  [[nodiscard]] Answer draw();

  // What was asked about last; only after ask().
  [[nodiscard]] const WebAddress& address() const { return *address_; }
  // That site is not to be asked about any more.
  [[nodiscard]] bool always() const { return always_; }

 private:
  std::optional<WebAddress> address_;
  bool open_ = false;
  bool always_ = false;
};

}  // namespace hubbub::ui::links

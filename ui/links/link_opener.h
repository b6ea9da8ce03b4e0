// Whoever can show a web address: the system's browser, or a test. Main thread.
#pragma once

#include <string>
#include <vector>

#include "ui/links/web_address.h"

namespace hubbub::ui::links {

class LinkOpener {
 public:
  virtual ~LinkOpener() = default;
  // Begins to open it and does not wait.
  virtual void open(const WebAddress& address) = 0;
  // The addresses that turned out not to be openable since the last call. Whoever implements this
  // asks for another frame then (ui/shell/wake.h).
  [[nodiscard]] virtual std::vector<std::string> take_failed() = 0;
};

}  // namespace hubbub::ui::links

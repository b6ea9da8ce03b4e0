// Opens links with the desktop's xdg-open. POSIX.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ui/links/link_opener.h"

namespace hubbub::app {

// No shell is involved: the address is one argument, which begins with "http". The program gets
// none of our files, is no part of our session, and what it prints goes nowhere. Each is waited for
// by a thread of its own, which outlives this object if the browser does.
class XdgOpener : public ui::links::LinkOpener {
 public:
  // Those that have not ended yet; further ones fail at once.
  static constexpr std::size_t kMaxRunning = 16;

  // `program` is looked up in PATH; another one in tests.
  explicit XdgOpener(std::string program = "xdg-open");
  void open(const ui::links::WebAddress& address) override;
  [[nodiscard]] std::vector<std::string> take_failed() override;

 private:
  struct Shared;
  const std::string program_;
  const std::shared_ptr<Shared> shared_;
};

}  // namespace hubbub::app

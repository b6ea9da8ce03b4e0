// Opens the links that people write: asks the first time for a site, remembers what is trusted, and
// copies what no browser opens. Main thread.
#pragma once

#include <set>
#include <string>

#include "ui/links/link_opener.h"
#include "ui/links/link_question.h"
#include "ui/settings.h"

namespace hubbub::ui::links {

// What the window does about a link; each may be empty.
struct Outcome {
  std::string copied;  // goes to the clipboard
  std::string notice;  // shown for a while
};

class LinkLauncher {
 public:
  // Both must outlive it; without an opener every address is copied.
  LinkLauncher(LinkOpener* opener, Settings& settings) : opener_(opener), settings_(settings) {}

  // `address` as it was written, of any scheme. Asks first for a site that is neither in
  // Settings::trusted_sites nor was opened in this process.
  [[nodiscard]] Outcome open(const std::string& address);
  // To be called in each frame, outside of any window: the question, and what could not be opened.
  [[nodiscard]] Outcome draw();

 private:
  [[nodiscard]] bool is_known(const std::string& host) const;
  [[nodiscard]] Outcome launch(const WebAddress& address);

  LinkOpener* opener_;
  Settings& settings_;
  LinkQuestion question_;
  std::set<std::string> opened_sites_;  // by host name
};

}  // namespace hubbub::ui::links

#include "ui/links/link_launcher.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "ui/theme/text.h"

namespace hubbub::ui::links {

Outcome LinkLauncher::open(const std::string& address) {
  const std::optional<WebAddress> web = WebAddress::parse(address);
  if (!web || opener_ == nullptr) {
    return {address, {}};
  }
  if (is_known(web->host())) {
    return launch(*web);
  }
  question_.ask(*web);
  return {};
}

Outcome LinkLauncher::draw() {
  const LinkQuestion::Answer answer = question_.draw();
  if (answer == LinkQuestion::Answer::kCopy) {
    return {question_.address().text(), {}};
  }
  if (answer == LinkQuestion::Answer::kOpen) {
    const std::string& host = question_.address().host();
    opened_sites_.insert(host);
    if (question_.always()) {
      trust_site(settings_, host);
    }
    return launch(question_.address());
  }
  const std::vector<std::string> failed =
      opener_ == nullptr ? std::vector<std::string>() : opener_->take_failed();
  return failed.empty()
             ? Outcome{}
             : Outcome{failed.back(), "No browser could be opened. The address is copied."};
}

bool LinkLauncher::is_known(const std::string& host) const {
  const std::vector<std::string>& trusted = settings_.trusted_sites;
  return opened_sites_.contains(host) ||
         std::find(trusted.begin(), trusted.end(), host) != trusted.end();
}

Outcome LinkLauncher::launch(const WebAddress& address) {
  opener_->open(address);
  return {{}, "Opening " + theme::displayable(address.host()) + " in the browser\u2026"};
}

}  // namespace hubbub::ui::links

// Of whom a pipe hears nothing until its end. Net worker only.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "net/names.h"
#include "ui/model/ignored.h"

namespace hubbub::app {

class PipeIgnored {
 public:
  // `key`: of whoever is called that now; none: without one, or not here.
  void set(const std::string& nick, const net::wire::KeyId& key, bool ignored) {
    if (ignored) {
      people_[net::folded(nick)] = {key, nick};
    } else {
      people_.erase(net::folded(nick));
    }
  }
  // A key says who somebody is; without one it is the name, in any spelling.
  [[nodiscard]] bool means(std::string_view nick, net::wire::KeyHead who) const {
    return std::any_of(people_.begin(), people_.end(), [&](const auto& person) {
      const ui::model::Ignored& ignored = person.second;
      const std::string_view known_as =
          ignored.nick != nick && person.first == net::folded(nick) ? nick : ignored.nick;
      return ui::model::is_meant({ignored.key, std::string(known_as)}, nick, who);
    });
  }
  [[nodiscard]] std::vector<std::string> nicks() const {
    std::vector<std::string> names;
    for (const auto& person : people_) {
      names.push_back(person.second.nick);
    }
    return names;
  }

 private:
  std::map<std::string, ui::model::Ignored> people_;  // by their folded names
};

}  // namespace hubbub::app

// Of whom a pipe hears nothing until its end. Net worker only.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ui/model/ignored.h"

namespace hubbub::app {

class PipeIgnored {
 public:
  // `key`: of whoever is called that now; none: without one, or not here.
  void set(const std::string& nick, const net::wire::KeyId& key, bool ignored) {
    if (ignored) {
      people_[nick] = key;
    } else {
      people_.erase(nick);
    }
  }
  [[nodiscard]] bool means(std::string_view nick, net::wire::KeyHead who) const {
    return std::any_of(people_.begin(), people_.end(), [&](const auto& person) {
      return ui::model::is_meant({person.second, person.first}, nick, who);
    });
  }
  [[nodiscard]] std::vector<std::string> nicks() const {
    std::vector<std::string> names;
    for (const auto& person : people_) {
      names.push_back(person.first);
    }
    return names;
  }

 private:
  std::map<std::string, net::wire::KeyId> people_;  // by the name that was given
};

}  // namespace hubbub::app

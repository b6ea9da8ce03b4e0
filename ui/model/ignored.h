// Somebody who is ignored: nothing of what that person says is shown, counted or announced.
//
// Value type; any thread.
#pragma once

#include <string>
#include <string_view>

#include "net/wire/digest.h"

namespace hubbub::ui::model {

struct Ignored {
  net::wire::KeyId key{};  // none: known by the name alone
  std::string nick;        // as the person was called then
  friend bool operator==(const Ignored&, const Ignored&) = default;
};

// Whether `ignored` is meant by somebody called `nick` who has `key` (none: without one, or not
// known). A key says who somebody is: another one under the same name is somebody else.
[[nodiscard]] inline bool is_meant(const Ignored& ignored, std::string_view nick,
                                   const net::wire::KeyId& key) {
  const bool both_have_keys = !ignored.key.is_none() && !key.is_none();
  return both_have_keys ? ignored.key == key : ignored.nick == nick;
}

// The same for a line, which says by the head of a key who said it.
[[nodiscard]] inline bool is_meant(const Ignored& ignored, std::string_view nick,
                                   net::wire::KeyHead who) {
  const bool both_have_keys = !ignored.key.is_none() && who != 0;
  return both_have_keys ? net::wire::head_of(ignored.key) == who : ignored.nick == nick;
}

}  // namespace hubbub::ui::model

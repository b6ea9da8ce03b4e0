// Who can read along: what two people compare aloud to know that nobody stands between them, and
// whose connection is open. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/model/view.h"

namespace hubbub::ui::model {

// The person of this name, in either case, in any room; nullptr when nobody is called that.
[[nodiscard]] const wire::RosterEntry* find_person(const View& view, std::string_view nick);

// What whoever wrote as `nick` with the key `who` (0: without one) is called now, as far as is
// known, else `nick`; nothing when somebody else here is called that.
[[nodiscard]] std::optional<std::string> name_now(const View& view, wire::KeyHead who,
                                                  std::string_view nick);

// Whether `room` is a conversation with somebody who is here and whose connection to the host is
// not encrypted, though ours is: what the status bar says of ours is not all there is to say.
[[nodiscard]] bool is_read_on_the_way(const View& view, const RoomView& room);

// Sentences with the words of that person's key; without a name, of the host's and our own. Empty
// when there is nobody of this name.
[[nodiscard]] std::string verification(const View& view, std::string_view nick);

}  // namespace hubbub::ui::model

// What names of people and rooms may look like, and when two of them are the same.
//
// Pure functions; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "net/text/fold.h"

namespace hubbub::net {

// `name` without white space at its ends (Unicode property White_Space).
std::string trimmed(std::string_view name);

// `text` in one line: trimmed, and control characters and ends of lines become spaces.
std::string one_line(std::string_view text);

// Why a trimmed name can't be used, as a sentence for its owner; nothing when it can. `what` is
// "name" or "room name". Names hold 1 to `max_bytes` bytes, no `*` (the 2006 protocol separates
// names with it), no control characters, line separators or bidirectional overrides, and something
// that can be seen.
std::optional<std::string> refuse_name(std::string_view name, std::size_t max_bytes,
                                       std::string_view what);

// The same for a person's name, which can't look like something that is said to those who see a
// line of text only (programs of 2006): "ann: hi", "<<<ann has left the room>>>", nor like what a
// command line gives a meaning to: it begins with no / or # and holds no quotation mark.
std::optional<std::string> refuse_nick(std::string_view name);

// Two names are the same if their folded forms are equal.
using text::folded;

// Two names look alike if one of these is equal for both: the skeletons (Unicode 15, UTS #39,
// section 4) of the name in small and in capital letters. "paypal" and "раураl" do in the first,
// "TOM" and "ТОМ" in the second.
std::array<std::string, 3> looks_of(std::string_view name);

}  // namespace hubbub::net

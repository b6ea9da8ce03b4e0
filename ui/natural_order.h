// The order in which people look for names: by language, in either case, and numbers by their value
// (room 2 before room 10). Main thread.
#pragma once

#include <string>
#include <string_view>

namespace hubbub::ui {

// Sort keys: names stand in natural order when the bytes of their keys do. Unicode Collation
// Algorithm (UTS #10) of the root locale with numeric ordering. `utf8` may be any text.
[[nodiscard]] std::string natural_key(std::string_view utf8);

}  // namespace hubbub::ui

// Case folding: when two texts or names are the same to a person who searches, mentions or types.
//
// One folding for all of it, NFKC_Casefold (Unicode 15, section 3.13, D147): it ignores case, width
// and invisible characters, and how accents are encoded. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hubbub::net::text {

// `text` in its folded form, UTF-8. Bytes that are no UTF-8 stay as they are.
[[nodiscard]] std::string folded(std::string_view text);

// Whether `form`, which is folded, is somewhere in folded(text). Allocates nothing for ASCII.
[[nodiscard]] bool has_folded(std::string_view text, std::string_view form);

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// The bytes of `text` that became each of `ranges` of folded(text), which rise and are not empty.
// A character counts as a whole: of "straße" the first "s" of "ss" is "ß".
[[nodiscard]] std::vector<ByteRange> unfolded(std::string_view text, std::vector<ByteRange> ranges);

}  // namespace hubbub::net::text

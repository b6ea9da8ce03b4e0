// Cutting text where a reader would: between grapheme clusters (UAX #29). Any thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hubbub::net {

// `text` in pieces of at most `max_bytes` bytes (at least 4) each, cut between grapheme clusters; a
// single cluster longer than that is cut between code points. No piece for an empty text.
std::vector<std::string_view> split_at_graphemes(std::string_view text, std::size_t max_bytes);

}  // namespace hubbub::net

// The little structure that a message's text has: code blocks, addresses, mentions. Pure functions;
// any thread. All ranges are bytes of the text that was given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace hubbub::ui::chat {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
  friend bool operator==(const Range&, const Range&) = default;
};

// Between words: a space, a tab or a line feed.
[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// A stretch of prose or of code; the fences (lines of ``` around code) belong to no block, nor do
// blank lines around a message.
struct Block {
  Range range;
  bool code = false;
  friend bool operator==(const Block&, const Block&) = default;
};
[[nodiscard]] std::vector<Block> split_blocks(std::string_view text);

// Addresses like https://host/path or steam://connect/…: a scheme, "://", what follows up to a
// blank, less the punctuation of the sentence around it. "www." counts too.
[[nodiscard]] std::vector<Range> find_urls(std::string_view text);

// Places to connect to like 192.168.1.7:27015, [fe80::1]:24280 and game-pc:24280; a port behind a
// name has four or five digits, so that neither "20:15" nor "note:12" is one.
[[nodiscard]] std::vector<Range> find_endpoints(std::string_view text);

// The word around `at`, for a double click: letters, digits and '_' of any script, or the run of
// blanks or punctuation there.
[[nodiscard]] Range word_at(std::string_view text, std::size_t at);

}  // namespace hubbub::ui::chat

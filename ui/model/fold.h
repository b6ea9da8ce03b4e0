// Looking for a text in other texts without regard to case, width and encoding: mentions, the
// search in a log, what a search marks. Pure functions and values; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "net/text/fold.h"

namespace hubbub::ui::model {

[[nodiscard]] bool equal_folded(std::string_view a, std::string_view b);

// A text to look for, compared as the host compares in its history (net/text/fold.h).
class Needle {
 public:
  using Hits = std::vector<net::text::ByteRange>;

  Needle() = default;
  explicit Needle(std::string_view text) : folded_(net::text::folded(text)) {}

  // There is nothing in it that could be found.
  [[nodiscard]] bool empty() const { return folded_.empty(); }

  [[nodiscard]] bool is_in(std::string_view text) const;
  // Each place in `text`, whole characters, from left to right and none within another.
  [[nodiscard]] Hits find_all(std::string_view text) const;

  // The same for a word: what stands before and after is not a letter, a digit or '_'.
  [[nodiscard]] bool is_word_in(std::string_view text) const;
  [[nodiscard]] Hits find_words(std::string_view text) const;

 private:
  std::string folded_;
};

}  // namespace hubbub::ui::model

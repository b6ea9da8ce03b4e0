// Text compared without regard to case: names in the roster, mentions, the search.
//
// Simple case folding (Unicode, CaseFolding.txt, status C and S) of the Latin, Greek, Cyrillic and
// Armenian letters; everything else compares as it is. Pure functions and values; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hubbub::ui::model {

[[nodiscard]] char32_t fold(char32_t value);
[[nodiscard]] std::string folded(std::string_view text);
[[nodiscard]] bool equal_folded(std::string_view a, std::string_view b);

// A text to look for.
class Needle {
 public:
  static constexpr std::size_t kNone = std::string_view::npos;

  Needle() = default;
  explicit Needle(std::string_view text);

  [[nodiscard]] bool empty() const { return folded_.empty(); }

  struct Hit {
    std::size_t begin = kNone;
    std::size_t end = kNone;
    [[nodiscard]] bool found() const { return begin != kNone; }
  };
  // The first place at or after `from` <= text.size(), in bytes. Never found when empty.
  [[nodiscard]] Hit find(std::string_view text, std::size_t from = 0) const;

  // The same, but what stands before and after must not be a letter, a digit or '_'.
  [[nodiscard]] bool is_word_in(std::string_view text) const;

 private:
  [[nodiscard]] Hit find_ascii(std::string_view text, std::size_t from) const;
  [[nodiscard]] std::size_t match_at(std::string_view text, std::size_t at) const;

  std::u32string folded_;
  std::string ascii_;  // the same, if it is ASCII
};

}  // namespace hubbub::ui::model

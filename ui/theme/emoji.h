// Emoji sequences: many code points, one picture.
//
// Recognises the sequences of Unicode TS #51 in text and, through HarfBuzz, what glyph the emoji
// font draws each with. Glyphs are addressed by private code points from kFirst on, given out as
// sequences turn up. Main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ui/theme/system_fonts.h"

namespace hubbub::ui::theme {

class EmojiSequences {
 public:
  // In the Basic Multilingual Plane, because ImGui keeps a table as long as the highest code point
  // drawn. Peers cannot make it grow past kCapacity; later sequences fall apart into single emoji.
  static constexpr char32_t kFirst = 0xE000;
  static constexpr std::size_t kCapacity = 4096;

  explicit EmojiSequences(SystemFonts& fonts);
  ~EmojiSequences();
  EmojiSequences(const EmojiSequences&) = delete;
  EmojiSequences& operator=(const EmojiSequences&) = delete;

  // How many code points from the start of `text` form one emoji that needs mapping; 0: none does.
  static std::size_t length_at(std::u32string_view text);

  // The private code point for the sequence; 0: the font has no single glyph for it.
  char32_t map(std::u32string_view sequence);

  // What map() gave this code point out for; 0: for nothing.
  [[nodiscard]] std::uint32_t glyph(char32_t mapped) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Emoji_Presentation: a picture without being asked (Unicode TS #51, section 4).
bool is_emoji_by_default(char32_t code_point);
// Emoji: may be a picture.
bool may_be_emoji(char32_t code_point);

}  // namespace hubbub::ui::theme

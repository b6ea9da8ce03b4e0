// Every glyph that the text faces do not have: icons, emoji, the scripts of the machine's fonts.
//
// Main thread; one per ImFontAtlas, whose glyphs are loaded from it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ui/theme/emoji.h"
#include "ui/theme/font_face.h"
#include "ui/theme/system_fonts.h"

namespace hubbub::ui::theme {

struct Glyph {
  const FontFace* face = nullptr;  // null: no font has it
  std::uint32_t index = 0;
  bool square = false;  // an emoji: as high as the line
};

class GlyphSource {
 public:
  // Glyphs given out beyond this many stay boxes: a peer that sends all of Unicode in every size
  // cannot fill the atlas.
  static constexpr std::size_t kMaxGlyphs = 24'000;

  GlyphSource();
  Glyph find(char32_t code_point);
  // To be called for each glyph that goes into the atlas; false: no more.
  bool take() { return taken_ < kMaxGlyphs && ++taken_ > 0; }
  EmojiSequences& emoji() { return emoji_; }

  // A character is drawn as a box.
  void note_missing(char32_t code_point);
  // The first of them, once; 0: there was none, or it was taken.
  char32_t take_missing();

 private:
  Library library_;
  std::unique_ptr<FontFace> icons_;
  SystemFonts system_;
  EmojiSequences emoji_;
  std::size_t taken_ = 0;
  char32_t missing_ = 0;
  bool missing_taken_ = false;
};

}  // namespace hubbub::ui::theme

#include "ui/theme/glyph_source.h"

#include <string>
#include <utility>

#include "third_party/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/missing_fonts.h"
#include "ui/theme/missing_glyph.h"
#include "ui/theme/theme_state.h"

namespace hubbub::ui::theme {
namespace {

constexpr char32_t kPrivateFirst = 0xE000;
constexpr char32_t kPrivateLast = 0xF8FF;

Glyph glyph_in(const FontFace* face, char32_t code_point, bool square) {
  const std::uint32_t index = face != nullptr ? face->glyph_of(code_point) : 0;
  return index != 0 ? Glyph{face, index, square} : Glyph{};
}

}  // namespace

GlyphSource::GlyphSource()
    : icons_(FontFace::open(library_, third_party::fork_awesome())),
      system_(library_),
      emoji_(system_) {}

Glyph GlyphSource::find(char32_t code_point) {
  if (code_point >= icons::kFirst && code_point <= icons::kLast) {
    return glyph_in(icons_.get(), code_point, false);
  }
  if (code_point >= kPrivateFirst && code_point <= kPrivateLast) {
    const std::uint32_t index = emoji_.glyph(code_point);
    return index != 0 ? Glyph{system_.emoji(), index, true} : Glyph{};
  }
  if (code_point < U' ') {
    return {};
  }
  if (is_emoji_by_default(code_point)) {
    if (const Glyph glyph = glyph_in(system_.emoji(), code_point, true); glyph.face != nullptr) {
      return glyph;
    }
  }
  if (const FontFace* face = system_.covering(code_point)) {
    return glyph_in(face, code_point, false);
  }
  return may_be_emoji(code_point) ? glyph_in(system_.emoji(), code_point, true) : Glyph{};
}

void GlyphSource::note_missing(char32_t code_point) {
  // The replacement character stands for what was no text: no font helps there.
  constexpr char32_t kReplacement = 0xFFFD;
  if (missing_ == 0 && code_point != kReplacement) {
    missing_ = code_point;
  }
}

char32_t GlyphSource::take_missing() {
  if (missing_ == 0 || std::exchange(missing_taken_, true)) {
    return 0;
  }
  return missing_;
}

std::string take_font_hint() {
  const char32_t missing = attached().glyphs.take_missing();
  return missing == 0 ? std::string() : font_hint(missing);
}

}  // namespace hubbub::ui::theme

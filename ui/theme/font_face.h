// A font file opened with FreeType, and one glyph of it as pixels.
//
// Main thread. A FontFace owns its FT_Face; the Library must outlive every FontFace made from it.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hubbub::ui::theme {

class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  [[nodiscard]] FT_Library get() const { return library_; }

 private:
  FT_Library library_ =
      nullptr;  // null when FreeType did not start: every FontFace then fails to open
};

// Straight-alpha RGBA, or alpha alone in the form of white pixels; offsets from the pen on the
// baseline, y growing downwards; all in pixels.
struct GlyphImage {
  int width = 0;
  int height = 0;
  int left = 0;
  int top = 0;
  float advance = 0.0F;
  bool colored = false;
  std::vector<std::uint8_t> rgba;
};

class FontFace {
 public:
  // Null when the file cannot be read or is no font. `index` as fontconfig gives it.
  static std::unique_ptr<FontFace> open(const Library& library, const std::string& path,
                                        long index);
  // The bytes must live as long as the FontFace.
  static std::unique_ptr<FontFace> open(const Library& library, std::span<const std::byte> bytes);
  ~FontFace();
  FontFace(const FontFace&) = delete;
  FontFace& operator=(const FontFace&) = delete;

  // 0: the font has no glyph for it.
  [[nodiscard]] std::uint32_t glyph_of(char32_t code_point) const;
  [[nodiscard]] bool is_bitmap() const;

  // `em` is the em's height in pixels; a bitmap font is scaled to fill `line` pixels instead, whose
  // upper edge lies `ascent` above the baseline. Nothing when the font is broken there.
  [[nodiscard]] std::optional<GlyphImage> render(std::uint32_t glyph, float em, float line,
                                                 float ascent) const;

 private:
  explicit FontFace(FT_Face face) : face_(face) {}
  [[nodiscard]] std::optional<GlyphImage> render_outline(std::uint32_t glyph, float em) const;
  [[nodiscard]] std::optional<GlyphImage> render_bitmap(std::uint32_t glyph, float line,
                                                        float ascent) const;
  FT_Face face_;
};

}  // namespace hubbub::ui::theme

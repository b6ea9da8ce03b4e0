#include "ui/theme/font_face.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/pixels.h"

namespace hubbub::ui::theme {

Library::Library() {
  if (FT_Init_FreeType(&library_) != 0) {
    library_ = nullptr;
  }
}

Library::~Library() {
  FT_Done_FreeType(library_);
}

std::unique_ptr<FontFace> FontFace::open(const Library& library, const std::string& path,
                                         long index) {
  FT_Face face = nullptr;
  if (FT_New_Face(library.get(), path.c_str(), index, &face) != 0) {
    return nullptr;
  }
  return std::unique_ptr<FontFace>(new FontFace(face));
}

std::unique_ptr<FontFace> FontFace::open(const Library& library, std::span<const std::byte> bytes) {
  FT_Face face = nullptr;
  const auto* data = reinterpret_cast<const FT_Byte*>(bytes.data());
  if (FT_New_Memory_Face(library.get(), data, static_cast<FT_Long>(bytes.size()), 0, &face) != 0) {
    return nullptr;
  }
  return std::unique_ptr<FontFace>(new FontFace(face));
}

FontFace::~FontFace() {
  FT_Done_Face(face_);
}

std::uint32_t FontFace::glyph_of(char32_t code_point) const {
  return FT_Get_Char_Index(face_, code_point);
}

bool FontFace::is_bitmap() const {
  return !FT_IS_SCALABLE(face_) && face_->num_fixed_sizes > 0;
}

std::optional<GlyphImage> FontFace::render(std::uint32_t glyph, float em, float line,
                                           float ascent) const {
  return is_bitmap() ? render_bitmap(glyph, line, ascent) : render_outline(glyph, em);
}

std::optional<GlyphImage> FontFace::render_outline(std::uint32_t glyph, float em) const {
  const auto size = static_cast<FT_F26Dot6>(std::lround(em * 64.0F));
  if (FT_Set_Char_Size(face_, 0, size, 72, 72) != 0 ||
      FT_Load_Glyph(face_, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_COLOR) != 0 ||
      FT_Render_Glyph(face_->glyph, FT_RENDER_MODE_NORMAL) != 0) {
    return std::nullopt;
  }
  const FT_GlyphSlotRec* const slot = face_->glyph;
  GlyphImage image;
  image.width = static_cast<int>(slot->bitmap.width);
  image.height = static_cast<int>(slot->bitmap.rows);
  image.left = slot->bitmap_left;
  image.top = -slot->bitmap_top;
  image.advance = static_cast<float>(slot->advance.x) / 64.0F;
  image.colored = slot->bitmap.pixel_mode == FT_PIXEL_MODE_BGRA;
  image.rgba = to_rgba(slot->bitmap);
  return image;
}

std::optional<GlyphImage> FontFace::render_bitmap(std::uint32_t glyph, float line,
                                                  float ascent) const {
  if (FT_Select_Size(face_, 0) != 0 || FT_Load_Glyph(face_, glyph, FT_LOAD_COLOR) != 0) {
    return std::nullopt;
  }
  const FT_Bitmap& bitmap = face_->glyph->bitmap;
  if (bitmap.width == 0 || bitmap.rows == 0) {
    return std::nullopt;
  }
  GlyphImage image;
  image.height = std::max(1, static_cast<int>(line));
  const float ratio = static_cast<float>(bitmap.width) / static_cast<float>(bitmap.rows);
  image.width =
      std::max(1, static_cast<int>(std::lround(static_cast<float>(image.height) * ratio)));
  image.top = -static_cast<int>(std::lround(ascent));
  image.advance = static_cast<float>(image.width);
  image.colored = bitmap.pixel_mode == FT_PIXEL_MODE_BGRA;
  image.rgba = shrink_to_rgba(bitmap, image.width, image.height);
  return image;
}

}  // namespace hubbub::ui::theme

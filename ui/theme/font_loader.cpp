#include "ui/theme/font_loader.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <imgui_internal.h>

#include "ui/theme/missing_glyph.h"
#include "ui/theme/theme_state.h"

namespace hubbub::ui::theme {
namespace {

GlyphSource* source_of(const ImFontAtlas* atlas) {
  return &static_cast<Theme::State*>(atlas->UserData)->glyphs;
}

bool contains_glyph(ImFontAtlas* atlas, ImFontConfig* /*src*/, ImWchar code_point) {
  return source_of(atlas)->find(code_point).face != nullptr || has_shape(code_point);
}

bool put_into_atlas(ImFontAtlas* atlas, ImFontConfig* src, ImFontBaked* baked,
                    const GlyphImage& image, float density, ImFontGlyph* out) {
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, image.width, image.height);
  if (id == ImFontAtlasRectId_Invalid) {
    return false;
  }
  out->X0 = static_cast<float>(image.left) / density;
  out->Y0 = std::round(baked->Ascent) + static_cast<float>(image.top) / density;
  out->X1 = out->X0 + static_cast<float>(image.width) / density;
  out->Y1 = out->Y0 + static_cast<float>(image.height) / density;
  out->Visible = true;
  out->Colored = image.colored;
  out->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, src, out, ImFontAtlasPackGetRect(atlas, id),
                                     image.rgba.data(), ImTextureFormat_RGBA32, image.width * 4);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* src, ImFontBaked* baked, void* /*per_size*/,
                ImWchar code_point, ImFontGlyph* out, float* out_advance) {
  GlyphSource& source = *source_of(atlas);
  const Glyph glyph = source.find(code_point);
  if (glyph.face == nullptr && !has_shape(code_point)) {
    return false;
  }
  const float density = src->RasterizerDensity * baked->RasterizerDensity;
  const float line = baked->Size * density;
  const std::optional<GlyphImage> image =
      glyph.face == nullptr ? missing_glyph(line)
                            : glyph.face->render(glyph.index, line * kEmShare, line,
                                                 std::round(baked->Ascent) * density);
  if (!image) {
    return false;
  }
  const float advance = std::round(image->advance) / density;
  if (out_advance != nullptr) {
    *out_advance = advance;
    return true;
  }
  if (!source.take()) {
    return false;
  }
  if (glyph.face == nullptr) {
    source.note_missing(code_point);
  }
  out->AdvanceX = advance;
  return image->width == 0 || image->height == 0 ||
         put_into_atlas(atlas, src, baked, *image, density, out);
}

}  // namespace

const ImFontLoader* glyph_source_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader l;
    l.Name = "Hubbub";
    l.FontSrcContainsGlyph = contains_glyph;
    l.FontBakedLoadGlyph = load_glyph;
    return l;
  }();
  return &loader;
}

}  // namespace hubbub::ui::theme

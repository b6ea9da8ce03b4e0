#include "ui/theme/missing_glyph.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "ui/theme/emoji.h"

namespace hubbub::ui::theme {
namespace {

// Of a line's height.
constexpr float kBoxHeight = 0.6F;
constexpr float kBoxWidth = 0.46F;
constexpr float kStroke = 1.0F / 18.0F;

UScriptCode script_of(char32_t code_point) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(code_point), &error);
  return U_SUCCESS(error) != 0 ? script : USCRIPT_COMMON;
}

bool is_east_asian(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return true;
    default:
      return false;
  }
}

std::string sentence(std::string_view what, std::string_view package) {
  return "No font on this computer has " + std::string(what) +
         ", so there are boxes in their place. The package " + std::string(package) + " has them.";
}

}  // namespace

bool has_shape(char32_t code_point) {
  return u_isgraph(static_cast<UChar32>(code_point)) != 0 &&
         u_charType(static_cast<UChar32>(code_point)) != U_PRIVATE_USE_CHAR;
}

GlyphImage missing_glyph(float line) {
  const int stroke = std::max(1, static_cast<int>(std::lround(line * kStroke)));
  GlyphImage image;
  image.width = std::max(3 * stroke, static_cast<int>(std::lround(line * kBoxWidth)));
  image.height = std::max(3 * stroke, static_cast<int>(std::lround(line * kBoxHeight)));
  image.left = stroke;
  image.top = -image.height;
  image.advance = static_cast<float>(image.width + 2 * stroke);
  image.rgba.reserve(static_cast<std::size_t>(image.width * image.height) * 4);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const bool edge =
          x < stroke || y < stroke || x >= image.width - stroke || y >= image.height - stroke;
      const std::uint8_t alpha = edge ? 255 : 0;
      image.rgba.insert(image.rgba.end(), {255, 255, 255, alpha});
    }
  }
  return image;
}

std::string font_hint(char32_t code_point) {
  if (is_emoji_by_default(code_point)) {
    return sentence("emoji", "fonts-noto-color-emoji");
  }
  const UScriptCode script = script_of(code_point);
  if (is_east_asian(script)) {
    return sentence("Chinese, Japanese and Korean characters", "fonts-noto-cjk");
  }
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
    return sentence("some symbols", "fonts-noto-core");
  }
  const char* const name = uscript_getName(script);
  return sentence((name != nullptr ? std::string(name) : std::string("some")) + " letters",
                  "fonts-noto-core");
}

}  // namespace hubbub::ui::theme

#include "ui/theme/text.h"

#include <algorithm>
#include <string>

#include <imgui_internal.h>

#include "ui/theme/emoji.h"
#include "ui/theme/theme_state.h"

namespace hubbub::ui::theme {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t'; });
}

std::u32string decode(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  const char* at = utf8.data();
  const char* const end = at + utf8.size();
  while (at < end) {
    unsigned code_point = 0;
    at += std::max(1, ImTextCharFromUtf8(&code_point, at, end));
    // ImGui ends at a NUL; here it is a character like any other.
    out.push_back(code_point);
  }
  return out;
}

void append(std::string& out, char32_t code_point) {
  char buffer[5];
  ImTextCharToUtf8(buffer, code_point);
  out += buffer;
}

bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

// Has no picture of its own: joiners, variation selectors, tags, bidirectional controls.
bool is_invisible(char32_t c) {
  return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

void append_visible(std::string& out, char32_t c) {
  const bool laid_out = c == U'\n' || c == U'\t';
  if (c < U' ' && !laid_out) {
    append(out, 0x2400 + c);  // Control Pictures
  } else if (c == 0x7F) {
    append(out, 0x2421);
  } else if ((c >= 0x80 && c < 0xA0) || is_private(c)) {
    append(out, kReplacement);
  } else if (!is_invisible(c)) {
    append(out, c);
  }
}

}  // namespace

std::string displayable(std::string_view utf8) {
  if (is_printable_ascii(utf8)) {
    return std::string(utf8);
  }
  const std::u32string text = decode(utf8);
  EmojiSequences& emoji = attached().glyphs.emoji();
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::u32string_view rest = std::u32string_view(text).substr(i);
    const std::size_t length = EmojiSequences::length_at(rest);
    const char32_t mapped = length > 0 ? emoji.map(rest.substr(0, length)) : 0;
    if (mapped != 0) {
      append(out, mapped);
      i += length;
    } else {
      append_visible(out, text[i]);
      ++i;
    }
  }
  return out;
}

std::string restored(std::string_view displayed) {
  if (is_printable_ascii(displayed)) {
    return std::string(displayed);
  }
  const EmojiSequences& emoji = attached().glyphs.emoji();
  std::string out;
  for (const char32_t c : decode(displayed)) {
    const std::u32string_view sequence = emoji.sequence(c);
    if (sequence.empty()) {
      append(out, c);
    }
    for (const char32_t part : sequence) {
      append(out, part);
    }
  }
  return out;
}

}  // namespace hubbub::ui::theme

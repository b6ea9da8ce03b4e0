#include "ui/theme/text.h"

#include <algorithm>
#include <string>
#include <vector>

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

struct Decoded {
  std::u32string text;
  std::vector<std::size_t> begins;  // of each code point, in bytes; and the end
};

Decoded decode(std::string_view utf8) {
  Decoded out;
  out.text.reserve(utf8.size());
  out.begins.reserve(utf8.size() + 1);
  const char* at = utf8.data();
  const char* const end = at + utf8.size();
  while (at < end) {
    unsigned code_point = 0;
    out.begins.push_back(static_cast<std::size_t>(at - utf8.data()));
    at += std::max(1, ImTextCharFromUtf8(&code_point, at, end));
    // ImGui ends at a NUL; here it is a character like any other.
    out.text.push_back(code_point);
  }
  out.begins.push_back(utf8.size());
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

// Appends to `out` what is drawn for `utf8`, and tells `made` of each piece: its bytes of `utf8`,
// and the size of `out` behind it.
template <class Made>
void draw_pieces(std::string_view utf8, std::string& out, Made made) {
  const Decoded decoded = decode(utf8);
  const std::u32string_view text = decoded.text;
  EmojiSequences& emoji = attached().glyphs.emoji();
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = EmojiSequences::length_at(text.substr(i));
    const char32_t mapped = length > 0 ? emoji.map(text.substr(i, length)) : 0;
    const std::size_t begin = i;
    if (mapped != 0) {
      append(out, mapped);
      i += length;
    } else {
      append_visible(out, text[i]);
      ++i;
    }
    made(decoded.begins[begin], decoded.begins[i], out.size());
  }
}

}  // namespace

std::string displayable(std::string_view utf8) {
  if (is_printable_ascii(utf8)) {
    return std::string(utf8);
  }
  std::string out;
  out.reserve(utf8.size());
  draw_pieces(utf8, out, [](std::size_t, std::size_t, std::size_t) {});
  return out;
}

std::string_view source_of(std::string_view utf8, std::size_t begin, std::size_t end) {
  if (is_printable_ascii(utf8)) {
    begin = std::min(begin, utf8.size());
    return utf8.substr(begin, std::max(end, begin) - begin);
  }
  std::size_t first = utf8.size();
  std::size_t last = 0;
  std::size_t shown = 0;  // bytes drawn before the piece
  bool inside = begin == 0 && end > 0;
  std::string out;
  draw_pieces(utf8, out, [&](std::size_t from, std::size_t to, std::size_t drawn) {
    inside = drawn == shown ? inside : shown < end && drawn > begin;
    shown = drawn;
    first = inside ? std::min(first, from) : first;
    last = inside ? to : last;
  });
  return first < last ? utf8.substr(first, last - first) : std::string_view();
}

}  // namespace hubbub::ui::theme

#include "ui/chat/wrap.h"

#include "ui/model/utf8.h"

namespace hubbub::ui::chat {
namespace {

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000;
}

bool is_ideographic(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Must not begin a row (UAX #14 classes CL, EX, NS in what is commonly used).
bool clings_to_what_precedes(char32_t c) {
  switch (c) {
    case 0x3001:
    case 0x3002:
    case 0x3005:
    case 0x3009:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3015:
    case 0x3041:
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049:
    case 0x3063:
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x30A1:
    case 0x30A3:
    case 0x30A5:
    case 0x30A7:
    case 0x30A9:
    case 0x30C3:
    case 0x30E3:
    case 0x30E5:
    case 0x30E7:
    case 0x30FB:
    case 0x30FC:
    case 0xFF01:
    case 0xFF09:
    case 0xFF0C:
    case 0xFF0E:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF1F:
    case '!':
    case '%':
    case ')':
    case ',':
    case '.':
    case ':':
    case ';':
    case '?':
    case ']':
    case '}':
      return true;
    default:
      return false;
  }
}

// Must not end a row.
bool clings_to_what_follows(char32_t c) {
  switch (c) {
    case '(':
    case '[':
    case '{':
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
    case 0xFF08:
      return true;
    default:
      return false;
  }
}

bool may_break_between(char32_t before, char32_t after) {
  if (is_blank(before)) {
    return true;
  }
  if (clings_to_what_precedes(after) || clings_to_what_follows(before)) {
    return false;
  }
  return is_ideographic(before) || is_ideographic(after) || before == '-' || before == '/';
}

std::size_t past_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end && (text[at] == ' ' || text[at] == '\t')) {
    ++at;
  }
  // A line end right behind them ends this row, not an empty next one.
  return at < end && text[at] == '\n' ? at + 1 : at;
}

ImWchar glyph(char32_t value) {
  return static_cast<ImWchar>(value);
}

}  // namespace

std::size_t wrap_row(ImFontBaked& font, std::string_view text, std::size_t begin, std::size_t end,
                     float width) {
  float x = 0.0F;
  std::size_t last_break = begin;
  char32_t before = 0;
  for (std::size_t at = begin; at < end;) {
    const model::CodePoint point = model::code_point_at(text, at);
    if (point.value == '\n') {
      return at + 1;
    }
    if (at > begin && may_break_between(before, point.value)) {
      last_break = at;
    }
    x += font.GetCharAdvance(glyph(point.value));
    if (x > width && at > begin) {
      if (is_blank(point.value)) {
        return past_blanks(text, at, end);
      }
      return last_break > begin ? last_break : at;
    }
    before = point.value;
    at += point.size;
  }
  return end;
}

float text_width(ImFontBaked& font, std::string_view text, std::size_t begin, std::size_t end) {
  float x = 0.0F;
  for (std::size_t at = begin; at < end;) {
    const model::CodePoint point = model::code_point_at(text, at);
    x += font.GetCharAdvance(glyph(point.value));
    at += point.size;
  }
  return x;
}

std::size_t offset_at(ImFontBaked& font, std::string_view text, std::size_t begin, std::size_t end,
                      float x) {
  float left = 0.0F;
  for (std::size_t at = begin; at < end;) {
    const model::CodePoint point = model::code_point_at(text, at);
    const float advance = font.GetCharAdvance(glyph(point.value));
    if (x < left + advance / 2.0F) {
      return at;
    }
    left += advance;
    at += point.size;
  }
  return end;
}

}  // namespace hubbub::ui::chat

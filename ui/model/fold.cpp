#include "ui/model/fold.h"

#include <array>

#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

bool is_between(char32_t value, char32_t first, char32_t last) {
  return value >= first && value <= last;
}

// Alphabets whose capitals alternate with the small letters, the capital at an even or odd place.
bool is_even_capital(char32_t value) {
  return value % 2 == 0 && (is_between(value, 0x100, 0x12E) || is_between(value, 0x132, 0x136) ||
                            is_between(value, 0x14A, 0x176) || is_between(value, 0x460, 0x480) ||
                            is_between(value, 0x48A, 0x4BE) || is_between(value, 0x4D0, 0x52E) ||
                            is_between(value, 0x1E00, 0x1E94) || is_between(value, 0x1EA0, 0x1EFE));
}

bool is_odd_capital(char32_t value) {
  return value % 2 == 1 && (is_between(value, 0x139, 0x147) || is_between(value, 0x179, 0x17D) ||
                            is_between(value, 0x4C1, 0x4CD));
}

char32_t fold_greek(char32_t value) {
  switch (value) {
    case 0x386:
      return 0x3AC;
    case 0x388:
    case 0x389:
    case 0x38A:
      return value + 37;
    case 0x38C:
      return 0x3CC;
    case 0x38E:
    case 0x38F:
      return value + 63;
    case 0x3C2:  // final sigma
      return 0x3C3;
    default:
      return is_between(value, 0x391, 0x3AB) && value != 0x3A2 ? value + 32 : value;
  }
}

constexpr std::array<char, 256> make_ascii_fold() {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = static_cast<char>(i >= 'A' && i <= 'Z' ? i + 32 : i);
  }
  return table;
}
constexpr std::array<char, 256> kAsciiFold = make_ascii_fold();

char fold_ascii(char c) {
  return kAsciiFold[static_cast<unsigned char>(c)];
}

bool is_word_part(char32_t value) {
  return value == '_' || is_between(value, '0', '9') || is_between(value, 'A', 'Z') ||
         is_between(value, 'a', 'z') || is_between(value, 0xC0, 0x24F) ||
         is_between(value, 0x370, 0x58F);
}

}  // namespace

char32_t fold(char32_t value) {
  if (value < 0x80) {
    return static_cast<unsigned char>(kAsciiFold[value]);
  }
  if (is_between(value, 0xC0, 0xDE)) {
    return value == 0xD7 ? value : value + 32;
  }
  if (is_between(value, 0x370, 0x3FF)) {
    return fold_greek(value);
  }
  if (is_between(value, 0x400, 0x40F)) {
    return value + 80;
  }
  if (is_between(value, 0x410, 0x42F) || is_between(value, 0xFF21, 0xFF3A)) {
    return value + 32;
  }
  if (is_between(value, 0x531, 0x556)) {
    return value + 48;
  }
  if (value == 0x178) {
    return 0xFF;
  }
  return is_even_capital(value) || is_odd_capital(value) ? value + 1 : value;
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_utf8(result, fold(point.value));
    at += point.size;
  }
  return result;
}

bool equal_folded(std::string_view a, std::string_view b) {
  return a == b || folded(a) == folded(b);
}

Needle::Needle(std::string_view text) {
  bool ascii = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    folded_.push_back(fold(point.value));
    ascii = ascii && point.value < 0x80;
    at += point.size;
  }
  if (ascii) {
    ascii_ = folded(text);
  }
}

Needle::Hit Needle::find(std::string_view text, std::size_t from) const {
  if (folded_.empty()) {
    return {};
  }
  if (!ascii_.empty()) {
    return find_ascii(text, from);
  }
  for (std::size_t at = from; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (fold(point.value) == folded_.front()) {
      const std::size_t end = match_at(text, at);
      if (end != kNone) {
        return {at, end};
      }
    }
    at += point.size;
  }
  return {};
}

Needle::Hit Needle::find_ascii(std::string_view text, std::size_t from) const {
  if (text.size() < ascii_.size()) {
    return {};
  }
  const std::size_t last = text.size() - ascii_.size();
  for (std::size_t at = from; at <= last; ++at) {
    if (fold_ascii(text[at]) != ascii_.front()) {
      continue;
    }
    std::size_t same = 1;
    while (same < ascii_.size() && fold_ascii(text[at + same]) == ascii_[same]) {
      ++same;
    }
    if (same == ascii_.size()) {
      return {at, at + same};
    }
  }
  return {};
}

std::size_t Needle::match_at(std::string_view text, std::size_t at) const {
  for (const char32_t wanted : folded_) {
    if (at >= text.size()) {
      return kNone;
    }
    const CodePoint point = code_point_at(text, at);
    if (fold(point.value) != wanted) {
      return kNone;
    }
    at += point.size;
  }
  return at;
}

bool Needle::is_word_in(std::string_view text) const {
  for (Hit hit = find(text); hit.found(); hit = find(text, hit.begin + 1)) {
    const bool open = hit.begin == 0 ||
                      !is_word_part(code_point_at(text, code_point_before(text, hit.begin)).value);
    const bool closed = hit.end == text.size() || !is_word_part(code_point_at(text, hit.end).value);
    if (open && closed) {
      return true;
    }
  }
  return false;
}

}  // namespace hubbub::ui::model

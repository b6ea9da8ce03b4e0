#include "ui/model/clean_text.h"

#include <algorithm>

#include "ui/model/limits.h"
#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

constexpr char32_t kBlackFlag = 0x1F3F4;  // the start of a flag that is spelled with tags

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t value) {
  return std::any_of(std::begin(ranges), std::end(ranges), [value](const Range& range) {
    return value >= range.first && value <= range.last;
  });
}

// Marks of scripts that stack at most two or three by themselves are left out: they need no limit.
constexpr Range kMarks[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
                            {0x064B, 0x065F}, {0x06D6, 0x06DC}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
                            {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D},
                            {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

constexpr Range kDropped[] = {
    {0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069},  // bidirectional
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x115F, 0x1160}, {0x17B4, 0x17B5},  // invisible
    {0x180B, 0x180F}, {0x200B, 0x200B}, {0x2060, 0x2065}, {0x206A, 0x206F},  {0x3164, 0x3164},
    {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF}};

constexpr Range kReplaced[] = {{0x00, 0x08},     {0x0B, 0x1F},     {0x7F, 0x9F},
                               {0xE000, 0xF8FF}, {0xFFFE, 0xFFFF}, {0xF0000, 0x10FFFF}};

// Most letters of most texts; spares them the tables.
bool is_everyday(char32_t value) {
  return (value >= 0xA1 && value < 0x300 && value != 0xAD) || (value >= 0x370 && value < 0x483) ||
         (value >= 0x3400 && value < 0xD800);
}

enum class Fate { kKeep, kDrop, kReplace, kNewLine };

class Cleaner {
 public:
  Fate judge(char32_t value) {
    if (value == '\n' || value == '\t' || (value >= 0x20 && value < 0x7F) || is_everyday(value)) {
      marks_ = 0;
      in_flag_ = false;
      return Fate::kKeep;
    }
    if (value == '\r' || value == 0x85 || value == 0x2028 || value == 0x2029) {
      return Fate::kNewLine;
    }
    if (in_flag_ && value >= 0xE0020 && value <= 0xE007F && marks_ < 2 * kMaxMarks) {
      ++marks_;
      return Fate::kKeep;
    }
    if (is_in(kDropped, value)) {
      return Fate::kDrop;
    }
    if (is_in(kMarks, value)) {
      return ++marks_ > kMaxMarks ? Fate::kDrop : Fate::kKeep;
    }
    marks_ = 0;
    in_flag_ = value == kBlackFlag;
    return is_in(kReplaced, value) ? Fate::kReplace : Fate::kKeep;
  }

 private:
  std::size_t marks_ = 0;
  bool in_flag_ = false;
};

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; });
}

}  // namespace

std::string_view clean_text(std::string_view text, std::string& scratch) {
  if (is_plain(text)) {
    return text;
  }
  Cleaner cleaner;
  scratch.clear();
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    switch (point.valid ? cleaner.judge(point.value) : Fate::kReplace) {
      case Fate::kKeep:
        scratch.append(text.substr(at, point.size));
        break;
      case Fate::kDrop:
        break;
      case Fate::kReplace:
        append_utf8(scratch, kReplacement);
        break;
      case Fate::kNewLine:
        // CR LF is one line end: the LF that follows writes it.
        if (point.value != '\r' || at + 1 >= text.size() || text[at + 1] != '\n') {
          scratch.push_back('\n');
        }
        break;
    }
    at += point.size;
  }
  return scratch;
}

std::string_view clean_line(std::string_view text, std::string& scratch) {
  const std::string_view cleaned = clean_text(text, scratch);
  if (cleaned.find_first_of("\n\t") == std::string_view::npos)
    return cleaned;
  scratch = std::string(cleaned);
  std::replace_if(
      scratch.begin(), scratch.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return scratch;
}

std::string_view clean_name(std::string_view name, std::string& scratch) {
  const std::string_view cleaned = cut_utf8(clean_line(name, scratch), kMaxShownNickBytes);
  if (cleaned.find_first_not_of(' ') == std::string_view::npos) {
    scratch = "(no name)";
    return scratch;
  }
  return cleaned;
}

std::string_view cut_utf8(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) {
    return text;
  }
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
    --limit;
  }
  return text.substr(0, limit);
}

}  // namespace hubbub::ui::model

#include "ui/chat/markup.h"

#include <algorithm>

#include "ui/model/utf8.h"

namespace hubbub::ui::chat {
namespace {

constexpr std::string_view kFence = "```";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Trims whole blank lines, but no indentation.
Range without_blank_lines(std::string_view text, Range range) {
  for (std::size_t at = range.begin; at < range.end && is_blank(text[at]); ++at) {
    if (text[at] == '\n') {
      range.begin = at + 1;
    }
  }
  while (range.end > range.begin && is_blank(text[range.end - 1])) {
    --range.end;
  }
  return range;
}

void add_block(std::vector<Block>& blocks, std::string_view text, Range range, bool code) {
  range = without_blank_lines(text, range);
  if (range.begin < range.end) {
    blocks.push_back({range, code});
  }
}

// After an opening fence: its line may name a language, which is not part of the code. A fence
// that is closed on its own line has none.
std::size_t code_begin(std::string_view text, std::size_t after_fence, std::size_t close) {
  const std::size_t line_end = text.substr(0, close).find('\n', after_fence);
  return line_end != std::string_view::npos ? line_end + 1 : after_fence;
}

bool may_precede_address(std::string_view text, std::size_t at) {
  return at == 0 || is_blank(text[at - 1]) || text[at - 1] == '(';
}

bool is_address_end(char c) {
  return is_blank(c) || c == '<' || c == '>' || c == '"' || c == '`';
}

std::size_t address_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_address_end(text[end])) {
    ++end;
  }
  // A bracket that closes one of the address's own belongs to it: …/Foo_(bar)
  const std::string_view address = text.substr(begin, end - begin);
  auto unopened = std::count(address.begin(), address.end(), ')') -
                  std::count(address.begin(), address.end(), '(');
  for (; end > begin; --end) {
    const char last = text[end - 1];
    const bool stray = last == ')' && unopened > 0;
    if (!stray && std::string_view(".,;:!?'*]}").find(last) == std::string_view::npos) {
      break;
    }
    unopened -= stray ? 1 : 0;
  }
  return end;
}

bool is_word_part(char32_t value) {
  if (value < 0x80) {
    return value == '_' || (value >= '0' && value <= '9') || is_letter(static_cast<char>(value));
  }
  return value >= 0xC0 && (value < 0x2000 || value > 0x206F) && (value < 0x3000 || value > 0x303F);
}

}  // namespace

std::vector<Block> split_blocks(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t done = 0;
  for (std::size_t open = text.find(kFence); open != std::string_view::npos;
       open = text.find(kFence, done)) {
    const std::size_t close = text.find(kFence, open + kFence.size());
    if (close == std::string_view::npos) {
      break;
    }
    add_block(blocks, text, {done, open}, false);
    add_block(blocks, text, {code_begin(text, open + kFence.size(), close), close}, true);
    done = close + kFence.size();
  }
  add_block(blocks, text, {done, text.size()}, false);
  if (blocks.empty() && !text.empty()) {
    blocks.push_back({{0, text.size()}, false});  // nothing but fences or blanks: shown as it is
  }
  return blocks;
}

std::vector<Range> find_urls(std::string_view text) {
  std::vector<Range> urls;
  std::size_t done = 0;
  std::size_t scheme = text.find("://");
  std::size_t www = text.find("www.");
  // Each is looked for again only once it is passed: linear, whatever a peer writes.
  while (scheme != std::string_view::npos || www != std::string_view::npos) {
    const bool is_www = www < scheme;
    const std::size_t mark = is_www ? www : scheme;
    std::size_t begin = mark;
    while (!is_www && begin > done && is_letter(text[begin - 1])) {
      --begin;
    }
    // What begins no address is not followed to its end, which many marks may share.
    const bool starts_well = is_www ? may_precede_address(text, mark) : begin < mark;
    const std::size_t end = starts_well ? address_end(text, begin) : begin;
    if (end > mark + 4) {
      urls.push_back({begin, end});
      done = end;
    } else {
      done = mark + 3;
    }
    if (scheme != std::string_view::npos && scheme < done) {
      scheme = text.find("://", done);
    }
    if (www != std::string_view::npos && www < done) {
      www = text.find("www.", done);
    }
  }
  return urls;
}

Range word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return {text.size(), text.size()};
  }
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  const auto kind_of = [](char32_t value) {
    return is_word_part(value) ? 2 : (value < 0x80 && is_blank(static_cast<char>(value))) ? 1 : 0;
  };
  const int kind = kind_of(model::code_point_at(text, at).value);
  Range word{at, at};
  while (word.end < text.size()) {
    const model::CodePoint point = model::code_point_at(text, word.end);
    if (kind_of(point.value) != kind) {
      break;
    }
    word.end += point.size;
  }
  while (word.begin > 0) {
    const std::size_t before = model::code_point_before(text, word.begin);
    if (kind_of(model::code_point_at(text, before).value) != kind) {
      break;
    }
    word.begin = before;
  }
  return word;
}

}  // namespace hubbub::ui::chat

#include "ui/chat/markup.h"

#include <algorithm>

#include "ui/model/utf8.h"

namespace hubbub::ui::chat {
namespace {

constexpr std::string_view kFence = "```";

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_host_part(char c) {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-';
}

bool is_ipv4(std::string_view host) {
  return std::count(host.begin(), host.end(), '.') == 3 &&
         std::none_of(host.begin(), host.end(), is_letter) &&
         host.find("..") == std::string_view::npos && is_digit(host.front()) &&
         host.find('-') == std::string_view::npos;
}

bool is_ipv6_in_brackets(std::string_view host) {
  return host.size() > 3 && host.front() == '[' && host.back() == ']' &&
         std::count(host.begin(), host.end(), ':') >= 2;
}

bool is_host_name(std::string_view host) {
  return std::any_of(host.begin(), host.end(), is_letter) && host.front() != '.' &&
         host.front() != '-' && host.find("..") == std::string_view::npos && host.back() != '-';
}

// Where the host before the colon at `colon` begins, not before `from`; `colon`: there is none.
std::size_t host_begin(std::string_view text, std::size_t colon, std::size_t from) {
  constexpr std::size_t kMaxHost = 253;  // RFC 1035, section 2.3.4
  from = std::max(from, colon > kMaxHost ? colon - kMaxHost : 0);
  std::size_t begin = colon;
  if (colon > from && text[colon - 1] == ']') {
    while (begin > from && text[begin] != '[' && !is_blank(text[begin - 1])) {
      --begin;
    }
    return begin < text.size() && text[begin] == '[' ? begin : colon;
  }
  while (begin > from && is_host_part(text[begin - 1])) {
    --begin;
  }
  return begin;
}

// Whether something else goes on before it: an address, a path, a word of another script.
bool goes_on_before(std::string_view text, std::size_t begin) {
  if (begin == 0) {
    return false;
  }
  const char before = text[begin - 1];
  return std::string_view("/@:_%&=#").find(before) != std::string_view::npos ||
         is_host_part(before) || (static_cast<unsigned char>(before) & 0x80U) != 0;
}

bool is_endpoint(std::string_view host, std::string_view port) {
  constexpr std::size_t kNamedPortDigits = 4;
  if (host.empty() || port.empty() || port.size() > 5 || port.front() == '0' ||
      (port.size() == 5 && port > "65535")) {
    return false;
  }
  return is_ipv4(host) || is_ipv6_in_brackets(host) ||
         (port.size() >= kNamedPortDigits && is_host_name(host));
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

std::vector<Range> find_endpoints(std::string_view text) {
  std::vector<Range> found;
  std::size_t done = 0;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos;
       colon = text.find(':', colon + 1)) {
    const std::size_t begin = host_begin(text, colon, done);
    std::size_t end = colon + 1;
    while (end < text.size() && is_digit(text[end]) && end - colon <= 6) {
      ++end;
    }
    const bool goes_on =
        end < text.size() && (text[end] == ':' || text[end] == '_' || is_letter(text[end]) ||
                              (static_cast<unsigned char>(text[end]) & 0x80U) != 0);
    if (!goes_on && !goes_on_before(text, begin) &&
        is_endpoint(text.substr(begin, colon - begin), text.substr(colon + 1, end - colon - 1))) {
      found.push_back({begin, end});
      done = end;
    }
  }
  return found;
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

#include "ui/model/fold.h"

#include <utility>

#include "ui/model/utf8.h"

namespace hubbub::ui::model {
namespace {

using net::text::ByteRange;

bool is_between(char32_t value, char32_t first, char32_t last) {
  return value >= first && value <= last;
}

// Of scripts that write blanks between words; `value` is folded.
bool is_word_part(char32_t value) {
  return value == '_' || is_between(value, '0', '9') || is_between(value, 'a', 'z') ||
         is_between(value, 0xC0, 0x24F) || is_between(value, 0x370, 0x58F) ||
         is_between(value, 0x1E00, 0x1FFF);
}

bool is_word(std::string_view form, ByteRange hit) {
  const bool open = hit.begin == 0 ||
                    !is_word_part(code_point_at(form, code_point_before(form, hit.begin)).value);
  return open && (hit.end == form.size() || !is_word_part(code_point_at(form, hit.end).value));
}

// The first place at or after `from` in a folded text.
ByteRange find_word(std::string_view form, std::string_view word, std::size_t from) {
  for (std::size_t at = form.find(word, from); at != std::string_view::npos;
       at = form.find(word, at + 1)) {
    if (is_word(form, {at, at + word.size()})) {
      return {at, at + word.size()};
    }
  }
  return {};
}

}  // namespace

bool equal_folded(std::string_view a, std::string_view b) {
  return a == b || net::text::folded(a) == net::text::folded(b);
}

bool Needle::is_in(std::string_view text) const {
  return !empty() && net::text::has_folded(text, folded_);
}

Needle::Hits Needle::find_all(std::string_view text) const {
  if (empty()) {
    return {};
  }
  const std::string form = net::text::folded(text);
  Hits hits;
  for (std::size_t at = form.find(folded_); at != std::string::npos;
       at = form.find(folded_, hits.back().end)) {
    hits.push_back({at, at + folded_.size()});
  }
  return net::text::unfolded(text, std::move(hits));
}

bool Needle::is_word_in(std::string_view text) const {
  return !empty() && find_word(net::text::folded(text), folded_, 0) != ByteRange{};
}

Needle::Hits Needle::find_words(std::string_view text) const {
  if (empty()) {
    return {};
  }
  const std::string form = net::text::folded(text);
  Hits hits;
  for (ByteRange hit = find_word(form, folded_, 0); hit != ByteRange{};
       hit = find_word(form, folded_, hit.end)) {
    hits.push_back(hit);
  }
  return net::text::unfolded(text, std::move(hits));
}

}  // namespace hubbub::ui::model

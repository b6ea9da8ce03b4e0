#include "net/text/fold.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

namespace hubbub::net::text {
namespace {

// Eight bytes at a time: a search asks it of each line of a log.
bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080ULL;
  std::uint64_t bits = 0;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    bits |= eight;
  }
  for (; at < text.size(); ++at) {
    bits |= static_cast<unsigned char>(text[at]);
  }
  return (bits & kHighBits) == 0;
}

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Whether ASCII `text` in small letters has `form`, which is not empty. Most places are passed over
// by their first letter.
bool has_small(std::string_view text, std::string_view form) {
  const char first = form.front();
  const char capital_first = capital(first);
  const std::string_view others = form.substr(1);
  for (std::size_t at = 0; at + form.size() <= text.size(); ++at) {
    if ((text[at] == first || text[at] == capital_first) &&
        std::equal(others.begin(), others.end(), text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                   [](char wanted, char c) { return wanted == small(c); })) {
      return true;
    }
  }
  return false;
}

// Into `form`, noting in `edits`, if any, what became of which bytes. ICU counts in 32 bits; what
// goes beyond is no text of ours, and stays as it is.
void fold(std::string_view text, std::string& form, icu::Edits* edits) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  form.clear();
  form.reserve(text.size());
  icu::StringByteSink<std::string> sink(&form);
  if (U_SUCCESS(status) && text.size() <= INT32_MAX) {
    folding->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, edits,
                           status);
  }
  if (U_FAILURE(status) || text.size() > INT32_MAX) {
    form = text;
    if (edits != nullptr) {
      edits->reset();
    }
  }
}

// The bytes around byte `at` of the form: as a whole if they were changed.
ByteRange origin_of(icu::Edits::Iterator& edits, std::size_t at) {
  UErrorCode status = U_ZERO_ERROR;
  if (!edits.findDestinationIndex(static_cast<std::int32_t>(at), status)) {
    return {at, at + 1};
  }
  const auto source = static_cast<std::size_t>(edits.sourceIndex());
  if (edits.hasChange()) {
    return {source, source + static_cast<std::size_t>(edits.oldLength())};
  }
  const std::size_t byte = source + at - static_cast<std::size_t>(edits.destinationIndex());
  return {byte, byte + 1};
}

}  // namespace

std::string folded(std::string_view text) {
  std::string form;
  if (is_ascii(text)) {
    form = text;
    std::transform(form.begin(), form.end(), form.begin(), small);
  } else {
    fold(text, form, nullptr);
  }
  return form;
}

bool has_folded(std::string_view text, std::string_view form) {
  if (!is_ascii(text)) {
    return folded(text).find(form) != std::string::npos;
  }
  return form.empty() || has_small(text, form);
}

std::vector<ByteRange> unfolded(std::string_view text, std::vector<ByteRange> ranges) {
  if (ranges.empty() || is_ascii(text)) {
    return ranges;
  }
  std::string form;
  icu::Edits edits;
  fold(text, form, &edits);
  icu::Edits::Iterator place = edits.getFineIterator();
  for (ByteRange& range : ranges) {
    const std::size_t begin = origin_of(place, range.begin).begin;
    range = {begin, origin_of(place, range.end - 1).end};
  }
  return ranges;
}

}  // namespace hubbub::net::text

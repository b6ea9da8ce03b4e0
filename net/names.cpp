#include "net/names.h"

#include <algorithm>
#include <memory>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include "net/wire/limits.h"
#include "net/wire/utf8.h"
#include "net/wire/visible.h"

namespace hubbub::net {
namespace {

// Controls and what ends a line or paragraph.
bool is_control(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR || type == U_PARAGRAPH_SEPARATOR;
}

bool is_forbidden(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  switch (u_charType(code_point)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
      return true;
    default:
      // Letters that are drawn as nothing: Braille's empty pattern, the empty notehead.
      if (c == U'\u2800' || c == U'\U0001D159')
        return true;
      return c == U'*' || u_hasBinaryProperty(code_point, UCHAR_BIDI_CONTROL);
  }
}

// As UTS #39 has it; `text` itself when that can't be had.
std::string skeleton(const std::string& text) {
  struct Close {
    void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
  };
  UErrorCode status = U_ZERO_ERROR;
  // Never changed after it is made, so that any thread may use it.
  static const std::unique_ptr<USpoofChecker, Close> checker(uspoof_open(&status));
  icu::UnicodeString result;
  if (checker != nullptr) {
    uspoof_getSkeletonUnicodeString(
        checker.get(), 0,
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), result,
        &status);
  }
  std::string utf8;
  return checker == nullptr || U_FAILURE(status) ? text : result.toUTF8String(utf8);
}

}  // namespace

std::string trimmed(std::string_view name) {
  std::size_t begin = name.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < name.size();) {
    const wire::Utf8Step step = wire::next_code_point(name.substr(at));
    const std::size_t bytes = step.bytes == 0 ? 1 : step.bytes;
    if (!u_isUWhiteSpace(static_cast<UChar32>(step.code_point))) {
      begin = std::min(begin, at);
      end = at + bytes;
    }
    at += bytes;
  }
  return std::string(end > begin ? name.substr(begin, end - begin) : std::string_view{});
}

std::string one_line(std::string_view text) {
  const std::string whole = trimmed(text);
  std::string line;
  for (std::size_t at = 0; at < whole.size();) {
    const wire::Utf8Step step = wire::next_code_point(std::string_view(whole).substr(at));
    const std::size_t bytes = step.bytes == 0 ? 1 : step.bytes;
    if (step.bytes != 0 && is_control(step.code_point)) {
      line += ' ';
    } else {
      line.append(whole, at, bytes);
    }
    at += bytes;
  }
  return line;
}

std::optional<std::string> refuse_name(std::string_view name, std::size_t max_bytes,
                                       std::string_view what) {
  const std::string subject = "The " + std::string(what);
  if (!wire::anything_to_see(name) || folded(name).empty())
    return subject + " is empty.";
  if (name.size() > max_bytes) {
    return subject + " is too long: it has " + std::to_string(name.size()) + " bytes, " +
           std::to_string(max_bytes) + " are allowed.";
  }
  for (std::size_t at = 0; at < name.size();) {
    const wire::Utf8Step step = wire::next_code_point(name.substr(at));
    if (step.bytes == 0)
      return subject + " is not well-formed UTF-8.";
    if (step.code_point == U'*')
      return subject + " can't contain an asterisk (*).";
    if (is_forbidden(step.code_point)) {
      return subject + " contains a control or invisible character.";
    }
    at += step.bytes;
  }
  return std::nullopt;
}

std::optional<std::string> refuse_nick(std::string_view name) {
  if (auto why = refuse_name(name, wire::kMaxNickBytes, "name"))
    return why;
  for (const std::string_view mark : {": ", "<<<", ">>>"}) {
    if (name.find(mark) != std::string_view::npos) {
      return "The name can't contain \"" + std::string(mark) +
             "\": in programs of 2006 it would look like something else.";
    }
  }
  // Folded, so that full-width forms and what hides behind invisible characters count.
  const std::string plain = folded(name);
  if (plain.starts_with('/') || plain.starts_with('#')) {
    return "The name can't begin with / or #: it would look like a command or a room.";
  }
  if (plain.find('"') != std::string::npos) {
    return "The name can't contain a quotation mark (\").";
  }
  return std::nullopt;
}

std::array<std::string, 3> looks_of(std::string_view name) {
  const std::string small = folded(name);
  icu::UnicodeString capital =
      icu::UnicodeString::fromUTF8({small.data(), static_cast<std::int32_t>(small.size())});
  capital.toUpper(icu::Locale::getRoot());
  std::string capitals;
  capital.toUTF8String(capitals);
  // Told apart, so that what one looks like in capitals is not compared with small letters.
  return {"s" + skeleton(small), "C" + skeleton(capitals), "w" + skeleton(std::string(name))};
}

}  // namespace hubbub::net

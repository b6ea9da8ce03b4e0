#include "net/names.h"

#include <memory>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include "net/wire/utf8.h"

namespace hubbub::net {
namespace {

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
      return c == U'*' || u_hasBinaryProperty(code_point, UCHAR_BIDI_CONTROL);
  }
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

std::optional<std::string> refuse_name(std::string_view name, std::size_t max_bytes,
                                       std::string_view what) {
  const std::string subject = "The " + std::string(what);
  if (name.empty() || folded(name).empty())
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

std::string skeleton(std::string_view name) {
  struct Close {
    void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
  };
  UErrorCode status = U_ZERO_ERROR;
  // Never changed after it is made, so that any thread may use it.
  static const std::unique_ptr<USpoofChecker, Close> checker(uspoof_open(&status));
  const std::string plain = folded(name);
  if (checker == nullptr || U_FAILURE(status))
    return plain;
  icu::UnicodeString result;
  uspoof_getSkeletonUnicodeString(
      checker.get(), 0,
      icu::UnicodeString::fromUTF8({plain.data(), static_cast<std::int32_t>(plain.size())}), result,
      &status);
  std::string utf8;
  // What looks like a capital letter is one: folded again, it is compared as all the others are.
  return U_FAILURE(status) ? plain : folded(result.toUTF8String(utf8));
}

std::string folded(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status))
    return std::string(name);
  const icu::UnicodeString result = folding->normalize(
      icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())}), status);
  std::string utf8;
  return U_FAILURE(status) ? std::string(name) : result.toUTF8String(utf8);
}

}  // namespace hubbub::net

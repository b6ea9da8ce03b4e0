#include "ui/natural_order.h"

#include <cstdint>
#include <memory>
#include <utility>

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "net/text/fold.h"

namespace hubbub::ui {
namespace {

std::unique_ptr<icu::Collator> make_collator() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale::getRoot(), error));
  if (collator) {
    collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, error);
  }
  return U_SUCCESS(error) != 0 ? std::move(collator) : nullptr;
}

}  // namespace

std::string natural_key(std::string_view utf8) {
  static const std::unique_ptr<icu::Collator> collator = make_collator();
  // ICU without its data: names still have an order.
  if (!collator) {
    return net::text::folded(utf8);
  }
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::string key(utf8.size() * 4 + 16, '\0');
  const auto fill = [&] {
    return static_cast<std::size_t>(collator->getSortKey(
        text, reinterpret_cast<std::uint8_t*>(key.data()), static_cast<std::int32_t>(key.size())));
  };
  const std::size_t needed = fill();
  const bool fitted = needed <= key.size();
  key.resize(needed);
  if (!fitted) {
    fill();
  }
  return key;
}

}  // namespace hubbub::ui

#include "net/graphemes.h"

#include <memory>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "net/wire/utf8.h"

namespace hubbub::net {
namespace {

// Owns the break iterator's view of the text.
class GraphemeBreaks {
 public:
  explicit GraphemeBreaks(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (iterator_)
      iterator_->setText(&text_, status);
    usable_ = U_SUCCESS(status) != 0;
  }
  GraphemeBreaks(const GraphemeBreaks&) = delete;
  GraphemeBreaks& operator=(const GraphemeBreaks&) = delete;
  ~GraphemeBreaks() { utext_close(&text_); }

  // The last break at or before byte `at`; 0 when there is none.
  std::size_t last_before(std::size_t at) {
    if (!usable_)
      return 0;
    const auto wanted = static_cast<std::int32_t>(at);
    if (iterator_->isBoundary(wanted))
      return at;
    const std::int32_t found = iterator_->preceding(wanted);
    return found == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(found);
  }

 private:
  UText text_ = UTEXT_INITIALIZER;
  std::unique_ptr<icu::BreakIterator> iterator_;
  bool usable_ = false;
};

}  // namespace

std::vector<std::string_view> split_at_graphemes(std::string_view text, std::size_t max_bytes) {
  std::vector<std::string_view> pieces;
  if (text.size() <= max_bytes) {
    if (!text.empty())
      pieces.push_back(text);
    return pieces;
  }
  GraphemeBreaks breaks(text);
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.size();
    if (end - begin > max_bytes) {
      const std::size_t code_points = wire::prefix_within(text.substr(begin), max_bytes).size();
      end = breaks.last_before(begin + code_points);
      if (end <= begin)
        end = begin + code_points;
    }
    pieces.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return pieces;
}

}  // namespace hubbub::net

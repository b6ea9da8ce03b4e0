#include "ui/widget/elided.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <imgui.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace hubbub::ui::widget {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

float width_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

// Where `text` may be cut, its ends included.
std::vector<std::size_t> borders(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  static const std::unique_ptr<icu::BreakIterator> graphemes(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error));
  std::vector<std::size_t> found{0};
  UText* const source =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &error);
  if (graphemes && U_SUCCESS(error) != 0) {
    graphemes->setText(source, error);
    for (std::int32_t at = graphemes->next(); at != icu::BreakIterator::DONE;
         at = graphemes->next()) {
      found.push_back(static_cast<std::size_t>(at));
    }
  }
  utext_close(source);
  if (found.back() != text.size()) {
    found.push_back(text.size());
  }
  return found;
}

// The longest beginning, or with `from_end` the longest end, within `width`.
std::string_view longest(std::string_view text, const std::vector<std::size_t>& cuts, float width,
                         bool from_end) {
  std::size_t fits = 0;
  std::size_t too_many = cuts.size();
  const auto part = [&](std::size_t graphemes) {
    return from_end ? text.substr(cuts[cuts.size() - 1 - graphemes])
                    : text.substr(0, cuts[graphemes]);
  };
  while (fits + 1 < too_many) {
    const std::size_t half = (fits + too_many) / 2;
    (width_of(part(half)) <= width ? fits : too_many) = half;
  }
  return part(fits);
}

}  // namespace

std::string elided(std::string_view text, float width, std::string_view before,
                   std::string_view after) {
  if (width_of(text) <= width) {
    return std::string(text);
  }
  const std::vector<std::size_t> cuts = borders(text);
  const float left = std::max(0.0F, width - width_of(kEllipsis));
  const std::string_view start = longest(text, cuts, left, false);
  if (!start.empty() && (before.starts_with(start) || after.starts_with(start))) {
    const std::string_view end = longest(text, cuts, left / 2.0F, true);
    const std::string_view head = longest(text, cuts, left - width_of(end), false);
    return std::string(head) + std::string(kEllipsis) + std::string(end);
  }
  return std::string(start) + std::string(kEllipsis);
}

}  // namespace hubbub::ui::widget

// Text from peers made safe to show: it can neither style, spoof nor freeze a window.
//
// Pure functions; any thread. What is done to code points, and why:
//   line ends (CR LF, CR, NEL, U+2028, U+2029)   become '\n'
//   controls other than '\n' and '\t'             become U+FFFD
//   private use (the window's own icons)          become U+FFFD
//   bytes that are no UTF-8                       become U+FFFD
//   bidirectional controls (UAX #9)               go: they reorder what stands beside them
//   invisible fillers, soft hyphen, stray tags    go: they hide differences between names
//   combining marks, joiners, variation selectors stay, kMaxMarks in a row: more pile up ("zalgo")
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hubbub::ui::model {

inline constexpr std::size_t kMaxMarks = 4;

// Returns `text` itself when there is nothing to clean (the common case: one scan), else a view of
// `scratch`.
[[nodiscard]] std::string_view clean_text(std::string_view text, std::string& scratch);

// The same for what is one line without tabs: these become spaces.
[[nodiscard]] std::string_view clean_line(std::string_view text, std::string& scratch);

// The same for a name, which is one line at most kMaxShownNickBytes long; a name of which
// nothing is left becomes "(no name)".
[[nodiscard]] std::string_view clean_name(std::string_view name, std::string& scratch);

// The longest start of `text` of at most `limit` bytes that does not end within a code point.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t limit);

}  // namespace hubbub::ui::model

#include "ui/theme/emoji.h"

#include <unordered_map>
#include <vector>

#include <hb.h>
#include <unicode/uchar.h>

namespace hubbub::ui::theme {
namespace {

constexpr char32_t kZwj = 0x200D;
constexpr char32_t kTextStyle = 0xFE0E;   // VS15
constexpr char32_t kEmojiStyle = 0xFE0F;  // VS16
constexpr char32_t kKeycap = 0x20E3;
constexpr char32_t kFirstTag = 0xE0020;
constexpr char32_t kCancelTag = 0xE007F;
constexpr char32_t kBmpEnd = 0x10000;
// Longer ones are noise: the longest recommended sequence, a family or a kiss, has 10 code points.
constexpr std::size_t kMaxSequence = 16;

bool has(char32_t code_point, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(code_point), property) != 0;
}

char32_t peek(std::u32string_view text, std::size_t at) {
  return at < text.size() ? text[at] : 0;
}

// emoji_zwj_element: an emoji with what modifies it, or a flag.
std::size_t element_length(std::u32string_view text) {
  const char32_t first = peek(text, 0);
  if (has(first, UCHAR_REGIONAL_INDICATOR)) {
    return has(peek(text, 1), UCHAR_REGIONAL_INDICATOR) ? 2 : 0;
  }
  if (!may_be_emoji(first)) {
    return 0;
  }
  std::size_t n = 1;
  if (peek(text, n) == kEmojiStyle || has(peek(text, n), UCHAR_EMOJI_MODIFIER)) {
    ++n;
  }
  if (peek(text, n) == kKeycap) {
    return n + 1;
  }
  std::size_t tags = n;
  while (peek(text, tags) >= kFirstTag && peek(text, tags) < kCancelTag) {
    ++tags;
  }
  return tags > n && peek(text, tags) == kCancelTag ? tags + 1 : n;
}

}  // namespace

bool is_emoji_by_default(char32_t code_point) {
  return has(code_point, UCHAR_EMOJI_PRESENTATION);
}

bool may_be_emoji(char32_t code_point) {
  return has(code_point, UCHAR_EMOJI);
}

struct EmojiSequences::State {
  explicit State(SystemFonts& system) : fonts(system) {}
  ~State() {
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void open() {
    opened = true;
    const FontFile* file = fonts.emoji() != nullptr ? fonts.emoji_file() : nullptr;
    if (file == nullptr) {
      return;
    }
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(file->path.c_str());
    if (blob == nullptr) {
      return;
    }
    hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(file->index) & 0xFFFFU);
    font = hb_font_create(face);
    buffer = hb_buffer_create();
    hb_face_destroy(face);
    hb_blob_destroy(blob);
  }

  // The one glyph that the sequence is shaped to, 0 if it takes several or none.
  std::uint32_t shape(std::u32string_view sequence) {
    if (!opened) {
      open();
    }
    if (font == nullptr) {
      return 0;
    }
    hb_buffer_clear_contents(buffer);
    for (const char32_t c : sequence) {
      hb_buffer_add(buffer, c, 0);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    return count == 1 ? glyphs[0].codepoint : 0;
  }

  SystemFonts& fonts;
  bool opened = false;
  hb_font_t* font = nullptr;
  hb_buffer_t* buffer = nullptr;
  std::vector<std::uint32_t> given_out;  // the glyph of each code point from kFirst on
  std::unordered_map<std::u32string, char32_t> mapped;  // 0: known to have no glyph
};

EmojiSequences::EmojiSequences(SystemFonts& fonts) : state_(std::make_unique<State>(fonts)) {}
EmojiSequences::~EmojiSequences() = default;

std::size_t EmojiSequences::length_at(std::u32string_view text) {
  std::size_t n = element_length(text);
  // No chain is walked to its end from each of its elements.
  while (n > 0 && n <= kMaxSequence && peek(text, n) == kZwj) {
    const std::size_t next = element_length(text.substr(n + 1));
    if (next == 0) {
      break;
    }
    n += 1 + next;
  }
  if (n > kMaxSequence || (n == 1 && peek(text, 1) == kTextStyle)) {
    return 0;
  }
  // Beyond the BMP no text font claims a single emoji: it is drawn as it is.
  const bool alone = n == 1 && (text[0] >= kBmpEnd || !is_emoji_by_default(text[0]));
  return alone ? 0 : n;
}

char32_t EmojiSequences::map(std::u32string_view sequence) {
  const std::u32string key(sequence);
  if (const auto known = state_->mapped.find(key); known != state_->mapped.end()) {
    return known->second;
  }
  // Failures count too: what a peer can make us remember is bounded.
  if (state_->mapped.size() >= kCapacity) {
    return 0;
  }
  const std::uint32_t glyph = state_->shape(sequence);
  char32_t result = 0;
  if (glyph != 0) {
    result = kFirst + static_cast<char32_t>(state_->given_out.size());
    state_->given_out.push_back(glyph);
  }
  state_->mapped.emplace(key, result);
  return result;
}

std::uint32_t EmojiSequences::glyph(char32_t mapped) const {
  const std::size_t index = mapped - kFirst;
  return mapped >= kFirst && index < state_->given_out.size() ? state_->given_out[index] : 0;
}

}  // namespace hubbub::ui::theme

#include "ui/theme/system_fonts.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fontconfig/fontconfig.h>

namespace hubbub::ui::theme {
// Not in the unnamed namespace: SystemFonts::State, which others may name, has members of them.
namespace fontconfig {

template <auto Destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* p) const {
    Destroy(p);
  }
};
using Config = std::unique_ptr<FcConfig, Destroyer<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroyer<FcPatternDestroy>>;
using FontSet = std::unique_ptr<FcFontSet, Destroyer<FcFontSetDestroy>>;
using CharSet = std::unique_ptr<FcCharSet, Destroyer<FcCharSetDestroy>>;

}  // namespace fontconfig
namespace {

using namespace fontconfig;

Pattern wanted(FcConfig* config, const char* family) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

std::optional<FontFile> file_of(FcPattern* pattern) {
  FcChar8* path = nullptr;
  FontFile file;
  if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch) {
    return std::nullopt;
  }
  file.path = reinterpret_cast<const char*>(path);
  FcPatternGetInteger(pattern, FC_INDEX, 0, &file.index);
  return file;
}

bool is_true(FcPattern* pattern, const char* object) {
  FcBool value = FcFalse;
  return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

}  // namespace

struct SystemFonts::State {
  struct Candidate {
    FontFile file;
    CharSet covered;
    std::unique_ptr<FontFace> face;  // opened when it is first the best
    bool broken = false;
  };

  State() : config(FcInitLoadConfigAndFonts()) {
    if (config) {
      find_candidates();
      find_emoji();
    }
  }

  void find_candidates() {
    const Pattern pattern = wanted(config.get(), "sans-serif");
    FcResult result = FcResultNoMatch;
    // Trimmed: a font stays only if it adds code points to those before it.
    const FontSet fonts(FcFontSort(config.get(), pattern.get(), FcTrue, nullptr, &result));
    for (int i = 0; fonts && i < fonts->nfont; ++i) {
      FcPattern* font = fonts->fonts[i];
      FcCharSet* covered = nullptr;
      std::optional<FontFile> file = file_of(font);
      if (file && is_true(font, FC_SCALABLE) && !is_true(font, FC_COLOR) &&
          FcPatternGetCharSet(font, FC_CHARSET, 0, &covered) == FcResultMatch) {
        candidates.push_back({std::move(*file), CharSet(FcCharSetCopy(covered)), nullptr, false});
      }
    }
  }

  void find_emoji() {
    const Pattern pattern = wanted(config.get(), "emoji");
    FcPatternAddBool(pattern.get(), FC_COLOR, FcTrue);
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(config.get(), pattern.get(), &result));
    // Without any emoji font the "match" is an ordinary one.
    if (found && is_true(found.get(), FC_COLOR)) {
      emoji_file = file_of(found.get());
    }
  }

  Config config;
  std::vector<Candidate> candidates;
  std::optional<FontFile> emoji_file;
  std::unique_ptr<FontFace> emoji;
};

SystemFonts::SystemFonts(const Library& library) : library_(library) {}
SystemFonts::~SystemFonts() = default;

SystemFonts::State& SystemFonts::state() {
  if (!state_) {
    state_ = std::make_unique<State>();
  }
  return *state_;
}

const FontFace* SystemFonts::covering(char32_t code_point) {
  for (State::Candidate& candidate : state().candidates) {
    if (candidate.broken || FcCharSetHasChar(candidate.covered.get(), code_point) == FcFalse) {
      continue;
    }
    if (!candidate.face) {
      candidate.face = FontFace::open(library_, candidate.file.path, candidate.file.index);
      candidate.broken = !candidate.face;
    }
    if (candidate.face && candidate.face->glyph_of(code_point) != 0) {
      return candidate.face.get();
    }
  }
  return nullptr;
}

const FontFile* SystemFonts::emoji_file() {
  State& found = state();
  return found.emoji_file ? &*found.emoji_file : nullptr;
}

const FontFace* SystemFonts::emoji() {
  State& found = state();
  if (!found.emoji && found.emoji_file) {
    found.emoji = FontFace::open(library_, found.emoji_file->path, found.emoji_file->index);
    if (!found.emoji) {
      found.emoji_file.reset();
    }
  }
  return found.emoji.get();
}

}  // namespace hubbub::ui::theme

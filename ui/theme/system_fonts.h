// The fonts of the machine, asked through fontconfig and only when a glyph is missing.
//
// Start-up does not touch fontconfig: its first question costs tens of milliseconds, and a chat in
// Latin, Greek and Cyrillic never asks it. Main thread; owns the faces that it opened.
#pragma once

#include <memory>

#include "ui/theme/font_face.h"

namespace hubbub::ui::theme {

// Where a font is, so that HarfBuzz can open it too.
struct FontFile {
  std::string path;
  int index = 0;
};

class SystemFonts {
 public:
  explicit SystemFonts(const Library& library);
  ~SystemFonts();
  SystemFonts(const SystemFonts&) = delete;
  SystemFonts& operator=(const SystemFonts&) = delete;

  // The face, best match first for the user's locale, that has a glyph for it; null: none has.
  const FontFace* covering(char32_t code_point);

  // The colour emoji font; null: there is none.
  const FontFace* emoji();
  const FontFile* emoji_file();

 private:
  struct State;
  State& state();
  const Library& library_;
  std::unique_ptr<State> state_;  // made by the first question
};

}  // namespace hubbub::ui::theme

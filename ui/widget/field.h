// A labelled text field with a line beneath for what is wrong with it. Main thread, inside a
// window.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hubbub::ui::widget {

struct FieldOptions {
  const char* hint = "";        // shown while empty
  std::string_view error;       // beneath, in red; empty: none
  std::string_view note;        // beneath, when there is no error
  float width = 0.0F;           // pixels; 0: what is available
  std::size_t max_bytes = 256;  // of UTF-8; typing stops there
  bool take_keyboard = false;   // focus it in this frame
  bool digits_only = false;
  bool secret = false;  // a password: dots instead of letters
};

struct FieldResult {
  bool changed = false;
  bool submitted = false;  // Enter
  bool left = false;       // the keyboard went elsewhere after a change
};

// `label` is above the field and its ID. The line beneath always takes its room, so that an
// error that comes and goes moves nothing; only one that is longer than the field takes a second.
FieldResult text_field(const char* label, std::string& value, const FieldOptions& options = {});

// The field's height with label and line beneath, in pixels.
float field_height();

// An input line without label or note, with a frame and the focus ring, as wide as `width`. It
// takes no more than `max_bytes` of UTF-8.
bool bare_input(const char* id, const char* hint, std::string& value, float width,
                std::size_t max_bytes);

}  // namespace hubbub::ui::widget

// How large the window draws. Pure functions; any thread.
#pragma once

#include <string_view>

namespace hubbub::ui::shell {

// The environment variable that overrides the display's scale for one start: "1.5".
inline constexpr const char* kScaleVariable = "HUBBUB_SCALE";

// A factor in theme::kMinScale..theme::kMaxScale. What the person set (0: nothing) goes before the
// environment (empty or no number: nothing), that before the display.
float effective_scale(float setting, std::string_view environment, float display);

}  // namespace hubbub::ui::shell

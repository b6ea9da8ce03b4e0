#include "ui/shell/scale.h"

#include <algorithm>
#include <charconv>

#include "ui/theme/theme.h"

namespace hubbub::ui::shell {

float effective_scale(float setting, std::string_view environment, float display) {
  float scale = display;
  float given = 0.0F;
  const char* const end = environment.data() + environment.size();
  if (setting > 0.0F) {
    scale = setting;
  } else if (std::from_chars(environment.data(), end, given).ptr == end && given > 0.0F) {
    scale = given;
  }
  return scale > 0.0F ? std::clamp(scale, theme::kMinScale, theme::kMaxScale) : 1.0F;
}

}  // namespace hubbub::ui::shell

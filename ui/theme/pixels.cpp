#include "ui/theme/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace hubbub::ui::theme {
namespace {

using Premultiplied = std::array<float, 4>;  // red, green, blue, alpha, 0..255

Premultiplied pixel(const FT_Bitmap& bitmap, unsigned x, unsigned y) {
  // A negative pitch means that the rows go upwards in memory.
  const auto pitch = static_cast<std::size_t>(std::abs(bitmap.pitch));
  const std::size_t row = bitmap.pitch >= 0 ? y : bitmap.rows - 1 - y;
  const unsigned char* line = bitmap.buffer + row * pitch;
  const auto grey = [](unsigned char value) {
    const auto v = static_cast<float>(value);
    return Premultiplied{v, v, v, v};
  };
  switch (bitmap.pixel_mode) {
    case FT_PIXEL_MODE_GRAY:
      return grey(line[x]);
    case FT_PIXEL_MODE_MONO:
      return grey((line[x / 8] & (0x80U >> (x % 8))) != 0 ? 255 : 0);
    case FT_PIXEL_MODE_BGRA: {
      const unsigned char* p = line + std::size_t{x} * 4;
      return {static_cast<float>(p[2]), static_cast<float>(p[1]), static_cast<float>(p[0]),
              static_cast<float>(p[3])};
    }
    default:
      return {};
  }
}

void put_straight(std::uint8_t* out, const Premultiplied& p) {
  const float alpha = p[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const float value = alpha > 0.0F ? p[i] * 255.0F / alpha : 0.0F;
    out[i] = static_cast<std::uint8_t>(std::lround(std::min(value, 255.0F)));
  }
  out[3] = static_cast<std::uint8_t>(std::lround(alpha));
}

// The average of the source area [x0, x1) x [y0, y1), edge pixels counted by the part inside.
Premultiplied average(const FT_Bitmap& bitmap, float x0, float x1, float y0, float y1) {
  Premultiplied sum{};
  float weight = 0.0F;
  const auto last_y = std::min(static_cast<unsigned>(std::ceil(y1)), bitmap.rows);
  const auto last_x = std::min(static_cast<unsigned>(std::ceil(x1)), bitmap.width);
  for (auto y = static_cast<unsigned>(y0); y < last_y; ++y) {
    const auto fy = static_cast<float>(y);
    const float high = std::min(fy + 1.0F, y1) - std::max(fy, y0);
    for (auto x = static_cast<unsigned>(x0); x < last_x; ++x) {
      const auto fx = static_cast<float>(x);
      const float share = high * (std::min(fx + 1.0F, x1) - std::max(fx, x0));
      const Premultiplied p = pixel(bitmap, x, y);
      for (std::size_t i = 0; i < p.size(); ++i) {
        sum[i] += p[i] * share;
      }
      weight += share;
    }
  }
  for (float& channel : sum) {
    channel = weight > 0.0F ? channel / weight : 0.0F;
  }
  return sum;
}

}  // namespace

std::vector<std::uint8_t> to_rgba(const FT_Bitmap& bitmap) {
  std::vector<std::uint8_t> rgba(std::size_t{bitmap.width} * bitmap.rows * 4);
  std::uint8_t* out = rgba.data();
  for (unsigned y = 0; y < bitmap.rows; ++y) {
    for (unsigned x = 0; x < bitmap.width; ++x, out += 4) {
      put_straight(out, pixel(bitmap, x, y));
    }
  }
  return rgba;
}

std::vector<std::uint8_t> shrink_to_rgba(const FT_Bitmap& bitmap, int width, int height) {
  const auto columns = static_cast<std::size_t>(width);
  const auto rows = static_cast<std::size_t>(height);
  std::vector<std::uint8_t> rgba(columns * rows * 4);
  const float step_x = static_cast<float>(bitmap.width) / static_cast<float>(width);
  const float step_y = static_cast<float>(bitmap.rows) / static_cast<float>(height);
  std::uint8_t* out = rgba.data();
  for (std::size_t y = 0; y < rows; ++y) {
    const float y0 = static_cast<float>(y) * step_y;
    for (std::size_t x = 0; x < columns; ++x, out += 4) {
      const float x0 = static_cast<float>(x) * step_x;
      put_straight(out, average(bitmap, x0, x0 + step_x, y0, y0 + step_y));
    }
  }
  return rgba;
}

}  // namespace hubbub::ui::theme

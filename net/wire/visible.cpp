#include "net/wire/visible.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

struct CodePoints {
  char32_t first;
  char32_t last;
};

constexpr CodePoints kInvisible[] = {
    {0x00, 0x20},       {0x7F, 0xA0},       {0xAD, 0xAD},      {0x034F, 0x034F}, {0x061C, 0x061C},
    {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},  {0x180B, 0x180F}, {0x2000, 0x200F},
    {0x2028, 0x202F},   {0x205F, 0x206F},   {0x2800, 0x2800},  {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D159, 0x1D159}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

constexpr CodePoints kActing[] = {{0x00, 0x1F},     {0x7F, 0x9F},      {0x061C, 0x061C},
                                  {0x200E, 0x200F}, {0x2028, 0x202E},  {0x2066, 0x206F},
                                  {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

constexpr CodePoints kSlashes[] = {
    {'/', '/'}, {0x2044, 0x2044}, {0x2215, 0x2215}, {0x29F8, 0x29F8}, {0xFF0F, 0xFF0F}};

template <std::size_t N>
bool is_one_of(const CodePoints (&ranges)[N], char32_t code_point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code_point](const CodePoints& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

}  // namespace

bool is_invisible(char32_t code_point) {
  return is_one_of(kInvisible, code_point);
}

bool anything_to_see(std::string_view text) {
  return !from_first_visible(text).empty();
}

std::string_view from_first_visible(std::string_view text) {
  while (!text.empty()) {
    const Utf8Step step = next_code_point(text);
    if (step.bytes == 0 || !is_invisible(step.code_point)) {
      break;
    }
    text.remove_prefix(step.bytes);
  }
  return text;
}

bool acts_on_display(char32_t code_point) {
  return is_one_of(kActing, code_point);
}

bool looks_like_slash(char32_t code_point) {
  return is_one_of(kSlashes, code_point);
}

}  // namespace hubbub::net::wire

// Here, since the layer of the wire does not know ICU, which this compares with.
#include "net/wire/visible.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

namespace hubbub::net::wire {
namespace {

TEST(Visible, InvisibleIsWhatUnicodeSaysAndLettersThatAreDrawnAsNothing) {
  for (UChar32 c = 0; c <= UCHAR_MAX_VALUE; ++c) {
    const bool filler = c == 0x2800 || c == 0x1D159;
    const bool annotation = c >= 0xFFF9 && c <= 0xFFFB;
    const bool expected = u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
                          u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR || filler ||
                          annotation;
    ASSERT_EQ(is_invisible(static_cast<char32_t>(c)), expected) << std::hex << c;
  }
}

TEST(Visible, ATextOfInvisibleCharactersShowsNothing) {
  for (const char* text :
       {"", " ", "\t", "\n\r ", "\u200B", "\u3164", "\u00A0\u2003", "\u2800", "\u200D\uFE0F",
        "\u115F\u1160\uFFA0", "\uFEFF", "\u202E", "\u0085", "\U000E0041", "\u00AD"})
    EXPECT_FALSE(anything_to_see(text)) << text;
  for (const char* text : {"a", " \u200Ba", "\u0301", "\u00A0.", "日", "👩‍🚀", "\xFF"})
    EXPECT_TRUE(anything_to_see(text)) << text;
  EXPECT_EQ(from_first_visible(" \u200B\tx y"), "x y");
}

TEST(Visible, WhatTurnsTheDirectionActsOnTheDisplay) {
  for (UChar32 c = 0; c <= UCHAR_MAX_VALUE; ++c) {
    if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) || u_charType(c) == U_CONTROL_CHAR ||
        u_charType(c) == U_LINE_SEPARATOR || u_charType(c) == U_PARAGRAPH_SEPARATOR) {
      ASSERT_TRUE(acts_on_display(static_cast<char32_t>(c))) << std::hex << c;
    }
  }
  for (const char32_t harmless : {U'a', U' ', U'\u200D', U'\uFE0F', U'א', U'\u00A0'})
    EXPECT_FALSE(acts_on_display(harmless));
}

}  // namespace
}  // namespace hubbub::net::wire

#include "net/wire/utf8.h"

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace hubbub::net::wire {
namespace {

// Well-formedness by the letter of Unicode 15, table 3-7, without any short cut.
std::size_t well_formed_by_the_table(std::string_view text) {
  struct Row {
    unsigned char first_low, first_high, second_low, second_high;
    std::size_t length;
  };
  static constexpr Row kRows[] = {
      {0x00, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
      {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
      {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
  };
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto matches = [&](const Row& row, std::size_t at) {
    if (byte(at) < row.first_low || byte(at) > row.first_high || at + row.length > text.size()) {
      return false;
    }
    for (std::size_t i = 1; i < row.length; ++i) {
      const unsigned char low = i == 1 ? row.second_low : 0x80;
      const unsigned char high = i == 1 ? row.second_high : 0xBF;
      if (byte(at + i) < low || byte(at + i) > high) {
        return false;
      }
    }
    return true;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const Row* found = nullptr;
    for (const Row& row : kRows) {
      if (matches(row, at)) {
        found = &row;
      }
    }
    if (found == nullptr) {
      return at;
    }
    at += found->length;
  }
  return at;
}

RC_GTEST_PROP(Utf8, AgreesWithTheTableOnAnyBytes, (std::uint64_t seed)) {
  // Bytes drawn so that code points and their broken kin are frequent.
  static constexpr unsigned char kBytes[] = {'a',  'z',  0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                             0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                             0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  std::mt19937_64 generator(seed);
  for (int round = 0; round < 100; ++round) {
    std::string text;
    for (std::uint64_t left = generator() % 40; left > 0; --left) {
      text +=
          generator() % 3 == 0 ? static_cast<char>(kBytes[generator() % std::size(kBytes)]) : 'x';
    }
    RC_ASSERT(well_formed_prefix(text) == well_formed_by_the_table(text));
  }
}

TEST(Utf8, AgreesWithTheTableOnEveryPairAndTripleOfLeadingBytes) {
  for (unsigned first = 0x80; first < 0x100; ++first) {
    for (unsigned second = 0; second < 0x100; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second),
                                static_cast<char>(0x80), static_cast<char>(0x80)};
      for (std::size_t size = 1; size <= text.size(); ++size) {
        const std::string_view part = std::string_view(text).substr(0, size);
        ASSERT_EQ(well_formed_prefix(part), well_formed_by_the_table(part))
            << first << ' ' << second;
      }
    }
  }
}

TEST(Utf8, ReadsCodePointsOfAllLengths) {
  EXPECT_EQ(next_code_point("a").code_point, U'a');
  EXPECT_EQ(next_code_point("é").code_point, U'é');
  EXPECT_EQ(next_code_point("日").code_point, U'日');
  EXPECT_EQ(next_code_point("😀!").code_point, U'😀');
  EXPECT_EQ(next_code_point("😀!").bytes, 4U);
  EXPECT_EQ(next_code_point("\xF0\x9F\x98").bytes, 0U);
}

TEST(Utf8, CountsUtf16Units) {
  EXPECT_EQ(utf16_units(""), 0U);
  EXPECT_EQ(utf16_units("hello"), 5U);
  EXPECT_EQ(utf16_units("привет"), 6U);
  EXPECT_EQ(utf16_units("ok 😀!"), 6U);
}

TEST(Utf8, CountsUtf16UnitsOffTheFront) {
  using State = Utf16Prefix::State;
  const auto expect = [](std::string_view text, std::size_t units, State state, std::size_t bytes) {
    const Utf16Prefix prefix = utf16_prefix(text, units);
    EXPECT_EQ(prefix.state, state) << text;
    EXPECT_EQ(prefix.bytes, bytes) << text;
  };
  expect("привет!", 6, State::kWhole, 12);
  expect("ok 😀!", 5, State::kWhole, 7);
  expect("", 0, State::kWhole, 0);
  expect("abc", 4, State::kCutOff, 3);
  expect("a\xF0\x9F\x98", 3, State::kCutOff, 1);
  expect("a\xFFzzz", 2, State::kIllFormed, 1);
  expect("a😀", 2, State::kIllFormed, 1);  // half a surrogate pair
}

TEST(Utf8, CutsOnlyBetweenCodePoints) {
  EXPECT_EQ(prefix_within("привет", 12), "привет");
  EXPECT_EQ(prefix_within("привет", 11), "приве");
  EXPECT_EQ(prefix_within("a😀", 4), "a");
  EXPECT_EQ(prefix_within("😀", 3), "");
}

}  // namespace
}  // namespace hubbub::net::wire

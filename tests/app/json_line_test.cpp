#include "app/json_line.h"

#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

std::string line_with(const std::string& text) {
  return line_of({{"text", text}});
}

TEST(JsonLine, EscapesWhatATerminalObeysAndWhatTurnsTheDirection) {
  EXPECT_EQ(line_with("a\u009B2Jb"), "{\"text\":\"a\\u009b2Jb\"}\n");
  EXPECT_EQ(line_with("\x7F\x1B"), "{\"text\":\"\\u007f\\u001b\"}\n");
  EXPECT_EQ(line_with("\u202Eevil\u2066"), "{\"text\":\"\\u202eevil\\u2066\"}\n");
  EXPECT_EQ(line_with("\u0085\u2028\u2029"), "{\"text\":\"\\u0085\\u2028\\u2029\"}\n");
  EXPECT_EQ(line_with("\U000E0041"), "{\"text\":\"\\udb40\\udc41\"}\n");
}

TEST(JsonLine, EscapesTheNamesOfMembersToo) {
  EXPECT_EQ(line_of({{"a\u202Eb", 1}}), "{\"a\\u202eb\":1}\n");
}

TEST(JsonLine, HasTheSameValueHarmlessOrNot) {
  const std::string text = "привет 😀 \u200D א \u202D\u009C\u007F\U000E0001 \"\\";
  EXPECT_EQ(Json::parse(line_with(text))["text"], text);
  EXPECT_EQ(line_with("привет 😀"), "{\"text\":\"привет 😀\"}\n");
  EXPECT_EQ(line_with("a\xFF"), "{\"text\":\"a\uFFFD\"}\n");
}

}  // namespace
}  // namespace hubbub::app

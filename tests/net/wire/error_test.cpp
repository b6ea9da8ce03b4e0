#include "net/wire/error.h"

#include <gtest/gtest.h>

#include "net/wire/reference.h"

namespace hubbub::net::wire {
namespace {

constexpr ErrorCode kAll[] = {ErrorCode::kNegativeLength, ErrorCode::kTooLong,
                              ErrorCode::kTruncated,      ErrorCode::kNotUtf8,
                              ErrorCode::kUnknownCommand, ErrorCode::kUnknownValue,
                              ErrorCode::kNotExpected};

TEST(DecodeError, SaysFieldReasonAndPlaceInASentence) {
  EXPECT_EQ(sentence_for({ErrorCode::kNegativeLength, 8, "msgLen"}),
            "msgLen is negative (at byte 8)");
  EXPECT_EQ(sentence_for({ErrorCode::kNotUtf8, 17, "text"}),
            "text is not well-formed UTF-8 (at byte 17)");
}

TEST(DecodeError, EveryCodeHasAWordOfItsOwnThatTheReferenceLists) {
  const std::string reference = protocol_reference();
  std::string seen;
  for (const ErrorCode code : kAll) {
    const std::string word = '`' + std::string(word_for(code)) + '`';
    EXPECT_EQ(seen.find(word), std::string::npos) << word;
    EXPECT_NE(reference.find(word), std::string::npos) << word;
    seen += word;
  }
}

TEST(Result, HoldsAValueOrWhyThereIsNone) {
  const Result<int> value = 7;
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(*value, 7);
  const Result<int> none = DecodeError{ErrorCode::kTruncated, 3, "x"};
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().offset, 3U);
}

}  // namespace
}  // namespace hubbub::net::wire

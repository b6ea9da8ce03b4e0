#include "net/wire/error.h"

namespace hubbub::net::wire {

std::string_view word_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNegativeLength:
      return "negative-length";
    case ErrorCode::kTooLong:
      return "too-long";
    case ErrorCode::kTruncated:
      return "truncated";
    case ErrorCode::kNotUtf8:
      return "not-utf8";
    case ErrorCode::kUnknownCommand:
      return "unknown-command";
    case ErrorCode::kUnknownValue:
      return "unknown-value";
    case ErrorCode::kNotExpected:
      return "not-expected";
  }
  return "error";
}

std::string sentence_for(const DecodeError& error) {
  std::string_view what;
  switch (error.code) {
    case ErrorCode::kNegativeLength:
      what = " is negative";
      break;
    case ErrorCode::kTooLong:
      what = " is above its limit";
      break;
    case ErrorCode::kTruncated:
      what = " reaches past the end of the frame";
      break;
    case ErrorCode::kNotUtf8:
      what = " is not well-formed UTF-8";
      break;
    case ErrorCode::kUnknownCommand:
      what = " names no known message";
      break;
    case ErrorCode::kUnknownValue:
      what = " has no such value";
      break;
    case ErrorCode::kNotExpected:
      what = " has no place at this point of the conversation";
      break;
  }
  std::string sentence{error.field};
  sentence += what;
  sentence += " (at byte ";
  sentence += std::to_string(error.offset);
  sentence += ')';
  return sentence;
}

}  // namespace hubbub::net::wire

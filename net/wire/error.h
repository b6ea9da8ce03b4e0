// Why bytes from a peer could not be read, and where.
//
// Value types; any thread. Decoding never throws: it returns one of these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace hubbub::net::wire {

enum class ErrorCode : std::uint8_t {
  kNegativeLength,  // a length field below zero
  kTooLong,         // a length above its named limit
  kTruncated,       // the field reaches past the end of its frame
  kNotUtf8,         // text that is not well-formed UTF-8
  kUnknownCommand,  // no message has this command
  kUnknownValue,    // an enumeration without this value
  kNotExpected,     // a well-formed message that has no place here
};

// `offset` counts bytes from the first byte of the frame.
struct DecodeError {
  ErrorCode code = ErrorCode::kTruncated;
  std::size_t offset = 0;
  std::string_view field;  // a literal from the declaration, e.g. "msgLen"

  friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

// The stable word for it: "negative-length", "too-long", …
std::string_view word_for(ErrorCode code);

// A sentence for a person: "msgLen is negative (at byte 8)".
std::string sentence_for(const DecodeError& error);

// Either the value or why there is none.
template <class T>
class Result {
 public:
  Result() = default;  // a default-constructed value, to be filled in place
  Result(T value)
      : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as return
  Result(DecodeError error)
      : state_(error) {}  // NOLINT(google-explicit-constructor): reads as return

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  // Only when ok().
  [[nodiscard]] T& value() { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const { return *std::get_if<0>(&state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // Only when not ok().
  [[nodiscard]] const DecodeError& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, DecodeError> state_;
};

}  // namespace hubbub::net::wire

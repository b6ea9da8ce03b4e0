// The visitor that reads each field of a describe() out of a frame: what is behind decode() and
// trace_frame(). One thread per decoder.
//
// Lengths are checked against the declaration's limits before anything is allocated; a field that
// can't be read ends the decoding with its name and offset.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/digest.h"
#include "net/wire/endian.h"
#include "net/wire/enums.h"
#include "net/wire/error.h"
#include "net/wire/frame.h"
#include "net/wire/utf8.h"
#include "net/wire/values.h"

namespace hubbub::net::wire {

// Hears of every field as it is read. This one does not listen, and costs nothing.
struct NoObserver {
  template <class Value>
  void field(const char*, const char*, const Value&, std::size_t, std::size_t) {}
  void enter(const char*, std::size_t) {}
  void enter_element(const char*, std::size_t, std::size_t) {}
  void leave(std::size_t) {}
};

// What an observer is told of a secret.
inline constexpr std::string_view kHiddenValue = "(hidden)";

template <class Observer = NoObserver>
class FieldDecoder {
 public:
  FieldDecoder(const FrameView& frame, Observer& observer)
      : observer_(observer),
        name_(frame.name),
        rest_(frame.message),
        message_at_(frame.bytes.size() - frame.message.size()) {}

  [[nodiscard]] bool failed() const { return failed_; }
  // The first field that could not be read. Only when failed().
  [[nodiscard]] const DecodeError& error() const { return error_; }
  // Bytes of the frame after the last field that was read.
  [[nodiscard]] std::string_view unread() const { return rest_; }
  [[nodiscard]] std::size_t offset() const { return message_at_; }

  void name(const char* field, std::string& value, std::uint32_t limit, const char* doc) {
    if (failed_)
      return;
    if (!accept_text(field, name_, limit, kHeaderBytes))
      return;
    value.assign(name_);
    observer_.field(field, doc, value, kHeaderBytes, name_.size());
  }
  void text(const char* field, std::string& value, std::uint32_t limit, const char* doc) {
    const std::size_t start = message_at_;
    std::uint32_t length = 0;
    if (!take_integer(field, length))
      return;
    if (length > limit)
      return fail(ErrorCode::kTooLong, start, field);
    if (length > rest_.size())
      return fail(ErrorCode::kTruncated, start, field);
    const std::string_view bytes = take(length);
    if (!accept_text(field, bytes, limit, start + sizeof(length)))
      return;
    value.assign(bytes);
    observer_.field(field, doc, value, start, sizeof(length) + length);
  }
  void rest(const char* field, std::string& value, std::uint32_t limit, const char* doc) {
    if (failed_)
      return;
    const std::size_t start = message_at_;
    const std::string_view bytes = take(rest_.size());
    if (!accept_text(field, bytes, limit, start))
      return;
    value.assign(bytes);
    observer_.field(field, doc, value, start, bytes.size());
  }
  void magic(const char* field, std::string_view value, const char* doc) {
    if (failed_)
      return;
    if (!rest_.starts_with(value))
      return fail(ErrorCode::kUnknownValue, message_at_, field);
    const std::size_t start = message_at_;
    take(value.size());
    observer_.field(field, doc, value, start, value.size());
  }
  template <std::unsigned_integral T>
  void number(const char* field, T& value, const char* doc) {
    const std::size_t start = message_at_;
    if (take_integer(field, value))
      observer_.field(field, doc, value, start, sizeof(T));
  }
  void time(const char* field, HostTime& value, const char* doc) {
    const std::size_t start = message_at_;
    std::int64_t micros = 0;
    if (!take_integer(field, micros))
      return;
    value = HostTime{std::chrono::microseconds{micros}};
    observer_.field(field, doc, value, start, sizeof(micros));
  }
  template <class Id>
  void id(const char* field, Id& value, const char* doc) {
    const std::size_t start = message_at_;
    if (take_id(field, value))
      observer_.field(field, doc, value, start, Id::kBytes);
  }
  void secret(const char* field, Digest& value, const char* doc) {
    const std::size_t start = message_at_;
    if (take_id(field, value))
      observer_.field(field, doc, kHiddenValue, start, Digest::kBytes);
  }
  template <class Enum>
  void choice(const char* field, Enum& value, const char* doc) {
    const std::size_t start = message_at_;
    std::uint8_t raw = 0;
    if (!take_integer(field, raw))
      return;
    if (!is_value(static_cast<Enum>(raw)))
      return fail(ErrorCode::kUnknownValue, start, field);
    value = static_cast<Enum>(raw);
    observer_.field(field, doc, value, start, sizeof(raw));
  }
  template <class Element>
  void list(const char* field, std::vector<Element>& value, std::uint32_t limit, const char* doc) {
    const std::size_t start = message_at_;
    std::uint32_t count = 0;
    if (!take_integer(field, count))
      return;
    if (count > limit)
      return fail(ErrorCode::kTooLong, start, field);
    // An element takes at least a byte, so a short frame can't make a large vector.
    if (count > rest_.size())
      return fail(ErrorCode::kTruncated, start, field);
    observer_.field(field, doc, count, start, sizeof(count));
    value.clear();
    value.reserve(count);
    observer_.enter(field, message_at_);
    for (std::uint32_t i = 0; i < count && !failed_; ++i) {
      observer_.enter_element(field, i, message_at_);
      Element::describe(value.emplace_back(), *this);
      observer_.leave(message_at_);
    }
    observer_.leave(message_at_);
  }

 private:
  void fail(ErrorCode code, std::size_t offset, const char* field) {
    if (failed_)
      return;
    failed_ = true;
    error_ = {code, offset, field};
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    message_at_ += count;
    return taken;
  }
  template <class Id>
  bool take_id(const char* field, Id& value) {
    if (failed_)
      return false;
    if (rest_.size() < Id::kBytes) {
      fail(ErrorCode::kTruncated, message_at_, field);
      return false;
    }
    std::memcpy(value.bytes.data(), take(Id::kBytes).data(), Id::kBytes);
    return true;
  }
  template <class T>
  bool take_integer(const char* field, T& value) {
    if (failed_)
      return false;
    if (rest_.size() < sizeof(T)) {
      fail(ErrorCode::kTruncated, message_at_, field);
      return false;
    }
    value = load_le<T>(as_bytes(take(sizeof(T))).data());
    return true;
  }
  bool accept_text(const char* field, std::string_view bytes, std::uint32_t limit,
                   std::size_t offset) {
    if (bytes.size() > limit) {
      fail(ErrorCode::kTooLong, offset, field);
      return false;
    }
    const std::size_t good = well_formed_prefix(bytes);
    if (good == bytes.size())
      return true;
    fail(ErrorCode::kNotUtf8, offset + good, field);
    return false;
  }

  Observer& observer_;
  std::string_view name_;
  std::string_view rest_;
  std::size_t message_at_;
  // Not an optional: g++ 12 at -O3 takes the value of an empty one for uninitialised.
  bool failed_ = false;
  DecodeError error_;
};

}  // namespace hubbub::net::wire

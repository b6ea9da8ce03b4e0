#include "net/wire/encoder.h"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <tuple>
#include <vector>

#include "net/wire/endian.h"
#include "net/wire/messages.h"
#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

// The visitor that counts the bytes that a message takes on the wire at most: less when a text is
// cut at a code point.
class FieldSizer {
 public:
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  void name(const char*, std::string_view value, std::uint32_t limit, const char*) {
    add(value, limit);
  }
  void text(const char*, std::string_view value, std::uint32_t limit, const char*) {
    bytes_ += sizeof(std::uint32_t);
    add(value, limit);
  }
  void rest(const char*, std::string_view value, std::uint32_t limit, const char*) {
    add(value, limit);
  }
  void magic(const char*, std::string_view value, const char*) { bytes_ += value.size(); }
  template <std::unsigned_integral T>
  void number(const char*, T, const char*) {
    bytes_ += sizeof(T);
  }
  void time(const char*, HostTime, const char*) { bytes_ += sizeof(std::int64_t); }
  template <class Id>
  void id(const char*, const Id& value, const char*) {
    bytes_ += value.bytes.size();
  }
  void secret(const char* field, const Digest& value, const char* doc) { id(field, value, doc); }
  template <class Enum>
  void choice(const char*, Enum, const char*) {
    ++bytes_;
  }
  template <class Element>
  void list(const char*, const std::vector<Element>& value, std::uint32_t limit, const char*) {
    bytes_ += sizeof(std::uint32_t);
    const std::size_t count = std::min<std::size_t>(value.size(), limit);
    for (std::size_t i = 0; i < count; ++i)
      Element::describe(value[i], *this);
  }

 private:
  void add(std::string_view value, std::uint32_t limit) {
    bytes_ += std::min<std::size_t>(value.size(), limit);
  }

  std::size_t bytes_ = kHeaderBytes;
};

// The visitor that writes each field of a describe() into room that is there.
class FieldEncoder {
 public:
  // `room`: bytes that it takes at most, FieldSizer's.
  FieldEncoder(Bytes& out, std::size_t room)
      : out_(out), start_(out.size()), at_(make_room(out, room) + kHeaderBytes) {}

  // A describe() calls it before any other field that has room on the wire.
  void name(const char*, std::string_view value, std::uint32_t limit, const char*) {
    name_length_ = put(prefix_within(value, limit));
  }
  void text(const char*, std::string_view value, std::uint32_t limit, const char*) {
    const std::string_view kept = prefix_within(value, limit);
    put_integer(static_cast<std::uint32_t>(kept.size()));
    put(kept);
  }
  void rest(const char*, std::string_view value, std::uint32_t limit, const char*) {
    put(prefix_within(value, limit));
  }
  void magic(const char*, std::string_view value, const char*) { put(value); }
  template <std::unsigned_integral T>
  void number(const char*, T value, const char*) {
    put_integer(value);
  }
  void time(const char*, HostTime value, const char*) {
    put_integer(static_cast<std::int64_t>(value.time_since_epoch().count()));
  }
  template <class Id>
  void id(const char*, const Id& value, const char*) {
    put({reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()});
  }
  void secret(const char* field, const Digest& value, const char* doc) { id(field, value, doc); }
  template <class Enum>
  void choice(const char*, Enum value, const char*) {
    static_assert(sizeof(Enum) == 1);
    put_integer(static_cast<std::uint8_t>(value));
  }
  template <class Element>
  void list(const char*, const std::vector<Element>& value, std::uint32_t limit, const char*) {
    const std::size_t count = std::min<std::size_t>(value.size(), limit);
    put_integer(static_cast<std::uint32_t>(count));
    for (std::size_t i = 0; i < count; ++i)
      Element::describe(value[i], *this);
  }

  void finish(CommandWord command) {
    std::byte* const start = out_.data() + start_;
    const auto length = static_cast<std::size_t>(at_ - start);
    write_header({static_cast<std::int32_t>(command), static_cast<std::int32_t>(name_length_),
                  static_cast<std::int32_t>(length - kHeaderBytes - name_length_)},
                 start);
    out_.resize(start_ + length);
  }

 private:
  static std::byte* make_room(Bytes& out, std::size_t bytes) {
    const std::size_t start = out.size();
    out.resize(start + bytes);
    return out.data() + start;
  }
  std::size_t put(std::string_view bytes) {
    if (!bytes.empty())
      std::memcpy(at_, bytes.data(), bytes.size());
    at_ += bytes.size();
    return bytes.size();
  }
  template <class T>
  void put_integer(T value) {
    store_le(value, at_);
    at_ += sizeof(T);
  }

  Bytes& out_;
  std::size_t start_;
  std::byte* at_;  // behind what is written
  std::size_t name_length_ = 0;
};

}  // namespace

template <class M>
void encode(const M& message, Bytes& out) {
  FieldSizer sizer;
  M::describe(message, sizer);
  FieldEncoder encoder(out, sizer.bytes());
  M::describe(message, encoder);
  encoder.finish(M::kCommand);
}

template <class M>
Bytes encoded(const M& message) {
  Bytes out;
  encode(message, out);
  return out;
}

namespace {

// Other sources see the declarations alone. With the addresses in a table that has to be kept, the
// compiler has to keep the functions, too.
template <class... Ms>
constexpr auto encoders_of(MessageList<Ms...>) {
  return std::tuple(&encode<Ms>..., &encoded<Ms>...);
}
[[gnu::used]] constexpr auto kClientEncoders = encoders_of(ClientMessages{});
[[gnu::used]] constexpr auto kHostEncoders = encoders_of(HostMessages{});
[[gnu::used]] constexpr auto kDatagramEncoders = encoders_of(DatagramMessages{});

}  // namespace
}  // namespace hubbub::net::wire

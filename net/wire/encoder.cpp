#include "net/wire/encoder.h"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "net/wire/endian.h"
#include "net/wire/messages.h"
#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

// The visitor that writes each field of a describe().
class FieldEncoder {
 public:
  explicit FieldEncoder(Bytes& out) : out_(out), start_(out.size()), end_(out.size()) {
    grow(kHeaderBytes);
  }

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
    out_.resize(end_);
    const std::size_t message_length = end_ - start_ - kHeaderBytes - name_length_;
    write_header({static_cast<std::int32_t>(command), static_cast<std::int32_t>(name_length_),
                  static_cast<std::int32_t>(message_length)},
                 out_.data() + start_);
  }

 private:
  // Room for that many bytes. Asking the vector for each field would be most of the work, so it is
  // made longer than it will be, and finish() cuts it.
  std::byte* grow(std::size_t bytes) {
    if (out_.size() - end_ < bytes)
      out_.resize(end_ + bytes + kSpareBytes);
    return out_.data() + std::exchange(end_, end_ + bytes);
  }
  std::size_t put(std::string_view bytes) {
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(grow(bytes.size())));
    return bytes.size();
  }
  template <class T>
  void put_integer(T value) {
    store_le(value, grow(sizeof(T)));
  }

  static constexpr std::size_t kSpareBytes = 256;

  Bytes& out_;
  std::size_t start_;
  std::size_t end_;  // of what is written
  std::size_t name_length_ = 0;
};

}  // namespace

template <class M>
void encode(const M& message, Bytes& out) {
  FieldEncoder encoder(out);
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

}  // namespace
}  // namespace hubbub::net::wire

#include "net/wire/sampler.h"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "net/wire/messages.h"
#include "net/wire/utf8.h"

namespace hubbub::net::wire {
namespace {

// The visitor that draws each field of a describe().
class Sampler {
 public:
  explicit Sampler(std::mt19937_64& generator) : generator_(generator) {}

  void name(const char*, std::string& value, std::uint32_t limit, const char*) {
    value = sample_text(limit);
  }
  void text(const char*, std::string& value, std::uint32_t limit, const char*) {
    value = sample_text(limit);
  }
  void rest(const char*, std::string& value, std::uint32_t limit, const char*) {
    value = sample_text(limit);
  }
  void magic(const char*, std::string_view, const char*) {}
  template <std::unsigned_integral T>
  void number(const char*, T& value, const char*) {
    // Small numbers and those at the edges are the interesting ones.
    value = static_cast<T>(generator_() >> below(64));
  }
  void time(const char*, HostTime& value, const char*) {
    value =
        HostTime{std::chrono::microseconds{static_cast<std::int64_t>(generator_() >> below(64))}};
  }
  template <class Id>
  void id(const char*, Id& value, const char*) {
    for (auto& byte : value.bytes)
      byte = static_cast<std::uint8_t>(generator_());
  }
  void secret(const char* field, Digest& value, const char* doc) { id(field, value, doc); }
  template <class Enum>
  void choice(const char*, Enum& value, const char*) {
    value = static_cast<Enum>(below(value_count(value)));
  }
  template <class Element>
  void list(const char*, std::vector<Element>& value, std::uint32_t limit, const char*) {
    value.resize(below(below(16) == 0 ? limit + 1 : 5));
    for (Element& element : value)
      Element::describe(element, *this);
  }

 private:
  // Of the texts of one message; many long ones would not fit into a frame.
  static constexpr std::uint32_t kMaxTextBytesOfAll = kMaxFrameMessageBytes / 2;

  std::uint64_t below(std::uint64_t bound) { return generator_() % bound; }

  // Mostly short, of all lengths of code points, never above `limit` bytes.
  std::string sample_text(std::uint32_t limit) {
    static constexpr std::string_view kPieces[] = {
        "a", "Z", " ", "\n", "*", "0",
        // NOLINTNEXTLINE(misc-misleading-bidirectional): wanted
        "é", "Б", "日", "😀", "\u202E", "\u0301"};
    const std::uint32_t longest = std::min(limit, kMaxTextBytesOfAll - text_bytes_);
    const std::uint64_t wanted = below(below(32) == 0 ? longest + 1 : 24);
    std::string text;
    while (text.size() < wanted)
      text += kPieces[below(std::size(kPieces))];
    text.resize(prefix_within(text, longest).size());
    text_bytes_ += static_cast<std::uint32_t>(text.size());
    return text;
  }

  std::mt19937_64& generator_;
  std::uint32_t text_bytes_ = 0;
};

}  // namespace

template <class M>
M sampled(std::mt19937_64& generator) {
  Sampler sampler(generator);
  M message;
  M::describe(message, sampler);
  return message;
}

namespace {

// As in encoder.cpp: what is in the table is there for other sources to call.
template <class... Ms>
constexpr auto samplers_of(MessageList<Ms...>) {
  return std::tuple(&sampled<Ms>...);
}
[[gnu::used]] constexpr auto kClientSamplers = samplers_of(ClientMessages{});
[[gnu::used]] constexpr auto kHostSamplers = samplers_of(HostMessages{});
[[gnu::used]] constexpr auto kDatagramSamplers = samplers_of(DatagramMessages{});

}  // namespace
}  // namespace hubbub::net::wire

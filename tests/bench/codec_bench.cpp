// What one chat message costs the codec: encode and decode of 64 bytes of text, and the cutting of
// a stream into frames. The target is less than 100 ns each (docs/benchmarks.md).
#include <string>

#include <benchmark/benchmark.h>

#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "net/wire/splitter.h"
#include "net/wire/trace.h"

namespace hubbub::net::wire {
namespace {

constexpr std::size_t kTextBytes = 64;

std::string ascii_text() {
  return std::string(kTextBytes, 'x');
}

// 64 bytes, 36 letters and blanks.
std::string cyrillic_text() {
  return "Привет всем, кто идёт играть во двор?";
}

Message chat_message(std::string text) {
  Message message;
  message.from = "somebody";
  message.seq = 123'456;
  message.time = HostTime{std::chrono::microseconds{1'795'543'509'000'042}};
  message.id = MessageId::make();
  message.room = "lobby";
  message.text = std::move(text);
  return message;
}

FrameView view_of(const Bytes& bytes) {
  return view_frame(read_header(bytes), bytes);
}

// The buffer is the room's log in the host: it has room most of the time.
void encode_message(benchmark::State& state, const std::string& text) {
  const Message message = chat_message(text);
  Bytes out;
  out.reserve(std::size_t{1} << 16U);
  for (auto _ : state) {
    if (out.size() + 1024 > out.capacity()) {
      out.clear();
    }
    encode(message, out);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK_CAPTURE(encode_message, ascii, ascii_text());
BENCHMARK_CAPTURE(encode_message, cyrillic, cyrillic_text());

void decode_message(benchmark::State& state, const std::string& text) {
  const Bytes bytes = encoded(chat_message(text));
  std::uint64_t seq = 0;
  for (auto _ : state) {
    const auto error = dispatch(HostMessages{}, view_of(bytes), [&](const auto& message) {
      if constexpr (requires { message.seq; }) {
        seq += message.seq;
      }
    });
    benchmark::DoNotOptimize(error.has_value());
  }
  benchmark::DoNotOptimize(seq);
}
BENCHMARK_CAPTURE(decode_message, ascii, ascii_text());
BENCHMARK_CAPTURE(decode_message, cyrillic, cyrillic_text());

void decode_post(benchmark::State& state) {
  const Bytes bytes = encoded(Post{"lobby", MessageId::make(), ascii_text()});
  for (auto _ : state) {
    const auto post = decode<Post>(view_of(bytes));
    benchmark::DoNotOptimize(post.ok());
  }
}
BENCHMARK(decode_post);

// A read of 64 KiB, as the receiver of a busy room gets it; time per frame is 1 / items.
void split_stream(benchmark::State& state) {
  Bytes stream;
  while (stream.size() < (std::size_t{1} << 16U)) {
    encode(chat_message(ascii_text()), stream);
  }
  FrameSplitter splitter;
  std::int64_t frames = 0;
  for (auto _ : state) {
    const auto error = splitter.feed(stream, [&](const FrameView& frame) {
      benchmark::DoNotOptimize(frame.message.data());
      ++frames;
      return true;
    });
    benchmark::DoNotOptimize(error.has_value());
  }
  state.SetItemsProcessed(frames);
}
BENCHMARK(split_stream);

// What the inspector pays for a line of its list that comes into view.
void trace_message(benchmark::State& state) {
  const Bytes bytes = encoded(chat_message(ascii_text()));
  for (auto _ : state) {
    benchmark::DoNotOptimize(trace_frame(bytes, Dialect::kHubbub).nodes.size());
  }
}
BENCHMARK(trace_message);

}  // namespace
}  // namespace hubbub::net::wire

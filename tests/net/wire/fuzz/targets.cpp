#include "tests/net/wire/fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "net/wire/decoder.h"
#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "net/wire/splitter.h"
#include "net/wire/trace.h"
#include "net/wire/utf8.h"

namespace hubbub::tests {
namespace {

using namespace net::wire;  // NOLINT(google-build-using-namespace): one file, one subject

void promise(bool kept, const char* what) {
  if (!kept) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

// Calls f with segments of `bytes` whose sizes follow from `seed`; 0 leaves it whole.
template <class F>
void in_segments(ByteView bytes, unsigned seed, F&& f) {
  unsigned state = seed;
  while (!bytes.empty()) {
    state = state * 1'103'515'245U + 12'345U;
    const std::size_t wanted = seed == 0 ? bytes.size() : 1 + (state >> 16U) % (1U + seed);
    const std::size_t size = std::min<std::size_t>(wanted, bytes.size());
    f(bytes.first(size));
    bytes = bytes.subspan(size);
  }
}

// Everything that a stream gave, in an order and form that can be compared.
struct Outcome {
  std::string frames;
  std::optional<DecodeError> error;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Decoding what was encoded gives the same bytes, whatever a peer sent at first.
template <class M>
void expect_round_trip(const M& message) {
  const Bytes once = encoded(message);
  const FrameHeader header = read_header(once);
  promise(!check_lengths(header), "an encoded frame is within the limits");
  const auto again = decode<M>(view_frame(header, once));
  promise(again.ok(), "what was encoded decodes");
  promise(encoded(*again) == once, "a round trip changes nothing");
}

void read_frame(const FrameView& frame) {
  const auto check = [&](auto list) {
    const auto error =
        dispatch(list, frame, [](const auto& message) { expect_round_trip(message); });
    promise(!error || error->offset <= frame.bytes.size(), "the error is inside the frame");
  };
  check(ClientMessages{});
  check(HostMessages{});
  check(DatagramMessages{});
}

Outcome hubbub_outcome(ByteView stream, unsigned seed) {
  Outcome outcome;
  FrameSplitter splitter;
  in_segments(stream, seed, [&](ByteView segment) {
    if (outcome.error) {
      return;
    }
    outcome.error = splitter.feed(segment, [&](const FrameView& frame) {
      outcome.frames += as_text(frame.bytes);
      read_frame(frame);
      return true;
    });
    promise(splitter.pending().size() <= kHeaderBytes + kMaxFrameNameBytes + kMaxFrameMessageBytes,
            "an unfinished frame is bounded");
  });
  return outcome;
}

Outcome outcome_2006(ByteView stream, unsigned seed) {
  Outcome outcome;
  Splitter2006 splitter;
  const auto take = [&](const Frame2006& frame) {
    promise(is_utf8(frame.name) && is_utf8(frame.text), "2006 text is well-formed");
    outcome.frames += std::to_string(frame.command);
    outcome.frames += '|';
    outcome.frames += frame.name;
    outcome.frames += '|';
    outcome.frames += frame.text;
    outcome.frames += '\n';
    return true;
  };
  in_segments(stream, seed, [&](ByteView segment) {
    if (!outcome.error) {
      outcome.error = splitter.feed(segment, take);
    }
  });
  if (!outcome.error) {
    outcome.error = splitter.settle(take);
  }
  promise(!outcome.error || outcome.error->offset <= splitter.pending().size(),
          "the error is inside what is left");
  return outcome;
}

void trace_as(ByteView bytes, Dialect dialect) {
  const Trace trace = trace_frame(bytes, dialect);
  promise(trace.error_offset <= bytes.size(), "a trace breaks inside its bytes");
  std::size_t covered = 0;
  for (const TraceNode& node : trace.nodes) {
    promise(node.offset <= bytes.size() && node.length <= bytes.size() - node.offset,
            "a node lies inside the bytes");
    if (node.type != "group" && trace.error.empty()) {
      promise(node.offset == covered, "leaves follow one another");
      covered += node.length;
    }
  }
  promise(!trace.error.empty() || covered == bytes.size(), "leaves cover every byte");
}

unsigned seed_of(ByteView input) {
  return std::to_integer<unsigned>(input.front());
}

}  // namespace

void read_as_hubbub(ByteView input) {
  if (input.empty()) {
    return;
  }
  const ByteView stream = input.subspan(1);
  promise(hubbub_outcome(stream, seed_of(input)) == hubbub_outcome(stream, 0),
          "segmentation changes nothing");
}

void read_as_2006(ByteView input) {
  if (input.empty()) {
    return;
  }
  const ByteView stream = input.subspan(1);
  promise(outcome_2006(stream, seed_of(input)) == outcome_2006(stream, 0),
          "segmentation changes nothing in 2006 either");
}

void trace_anything(ByteView input) {
  trace_as(input, Dialect::kHubbub);
  trace_as(input, Dialect::k2006);
}

}  // namespace hubbub::tests

#include "net/wire/trace.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "tests/net/wire/samples.h"
#include "tests/support/net/original_2006.h"

namespace hubbub::net::wire {
namespace {

// Whether the leaves cover [0, size) in order, without a gap and without an overlap, and every
// group spans what is below it.
bool tiles(const Trace& trace, std::size_t size) {
  std::size_t covered = 0;
  for (std::size_t i = 0; i < trace.nodes.size(); ++i) {
    const TraceNode& node = trace.nodes[i];
    const bool group = node.type == "group";
    if (node.offset != covered || node.offset + node.length > size) {
      return false;
    }
    if (!group) {
      covered += node.length;
      continue;
    }
    std::size_t below = node.offset;
    for (std::size_t j = i + 1; j < trace.nodes.size() && trace.nodes[j].depth > node.depth; ++j) {
      below = std::max(below, trace.nodes[j].offset + trace.nodes[j].length);
    }
    if (below != node.offset + node.length) {
      return false;
    }
  }
  return covered == size;
}

bool is_inside(const Trace& trace, std::size_t size) {
  return trace.error_offset <= size &&
         std::all_of(trace.nodes.begin(), trace.nodes.end(), [&](const TraceNode& node) {
           return node.offset <= size && node.length <= size - node.offset;
         });
}

const TraceNode* find(const Trace& trace, std::string_view name) {
  for (const TraceNode& node : trace.nodes) {
    if (node.name == name) {
      return &node;
    }
  }
  return nullptr;
}

RC_GTEST_PROP(Trace, EveryByteOfAWellFormedFrameIsInExactlyOneLeaf, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  tests::for_each_sample(generator, [&]<class M>(const M& message) {
    const Bytes bytes = encoded(message);
    const Trace trace = trace_frame(bytes, Dialect::kHubbub);
    RC_ASSERT(trace.error.empty());
    RC_ASSERT(trace.type == M::kName);
    RC_ASSERT(tiles(trace, bytes.size()));
  });
}

RC_GTEST_PROP(Trace, AnyDamageIsShownInsideTheFrame, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  tests::for_each_sample(generator, [&](const auto& message) {
    Bytes bytes = encoded(message);
    if (generator() % 2 == 0) {
      bytes.resize(generator() % (bytes.size() + 1));
    }
    for (std::uint64_t hits = bytes.empty() ? 0 : generator() % 3; hits > 0; --hits) {
      bytes[generator() % bytes.size()] = static_cast<std::byte>(generator());
    }
    for (const Dialect dialect : {Dialect::kHubbub, Dialect::k2006}) {
      const Trace trace = trace_frame(bytes, dialect);
      RC_ASSERT(is_inside(trace, bytes.size()));
      RC_ASSERT((trace.error.empty() ? tiles(trace, bytes.size()) : trace.summary == trace.error));
    }
  });
}

TEST(Trace, ShowsNameTypeValueAndMeaningOfAField) {
  const Trace trace = trace_frame(encoded(Post{"lobby", {}, "hi \"you\"\n"}), Dialect::kHubbub);
  const TraceNode* text = find(trace, "text");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->type, "utf-8");
  EXPECT_EQ(text->value, R"("hi \"you\"\n")");
  EXPECT_FALSE(text->doc.empty());
  EXPECT_EQ(text->offset, kHeaderBytes + 5 + MessageId::kBytes);
  EXPECT_EQ(text->length, 4U + 9U);
  EXPECT_EQ(find(trace, "command")->value, "16 (post)");
}

TEST(Trace, ShowsListsAsGroupsOfTheirElements) {
  Roster roster;
  roster.members = {{"ann", {Dialect::kHubbub}}, {"bob", {Dialect::k2006}}};
  const Trace trace = trace_frame(encoded(roster), Dialect::kHubbub);
  const TraceNode* second = find(trace, "members[1]");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->type, "group");
  EXPECT_EQ(second->depth, 1U);
  EXPECT_EQ(second->length, 4U + 3U + 1U + 1U + 1U + KeyId::kBytes);
  EXPECT_EQ((trace.nodes.end() - 4)->value, "1 (2006)");
  EXPECT_EQ(trace.nodes.back().depth, 2U);
}

TEST(Trace, ShowsWhereAFrameBrokeAndAllThatWasReadBefore) {
  Bytes bytes = encoded(Joined{"ann", 5, {}, "lobby", {}});
  const std::size_t dialect_at = bytes.size() - KeyId::kBytes - 3;
  bytes[dialect_at] = std::byte{9};
  const Trace trace = trace_frame(bytes, Dialect::kHubbub);
  EXPECT_EQ(trace.error_offset, dialect_at);
  EXPECT_NE(trace.error.find("dialect"), std::string::npos);
  EXPECT_EQ(find(trace, "seq")->value, "5");
  EXPECT_TRUE(trace.nodes.back().bad);
  EXPECT_EQ(trace.nodes.back().name, "dialect");
}

TEST(Trace, ABrokenLengthMarksTheHeadersOwnField) {
  Bytes bytes(kHeaderBytes);
  write_header({34, -1, 0}, bytes.data());
  const Trace trace = trace_frame(bytes, Dialect::kHubbub);
  EXPECT_TRUE(find(trace, "nameLen")->bad);
  EXPECT_EQ(trace.error_offset, 4U);
}

TEST(Trace, BytesThatAreNoFrameGiveATreeToo) {
  for (const std::size_t size : {0U, 1U, 11U}) {
    const Bytes bytes(size, std::byte{0xFF});
    const Trace trace = trace_frame(bytes, Dialect::kHubbub);
    EXPECT_EQ(trace.type, "?");
    EXPECT_EQ(trace.error_offset, size);
    ASSERT_EQ(trace.nodes.size(), 1U);
    EXPECT_TRUE(trace.nodes.front().bad);
  }
}

TEST(Trace, AnUnknownCommandIsShownWithItsHeader) {
  Bytes bytes;
  append_frame(77, "x", "y", bytes);
  const Trace trace = trace_frame(bytes, Dialect::kHubbub);
  EXPECT_EQ(trace.type, "?");
  EXPECT_TRUE(find(trace, "command")->bad);
}

TEST(Trace, FieldsOfALaterRevisionAreNamedAsSuch) {
  Bytes bytes = encoded(Pong{1});
  bytes.push_back(std::byte{1});
  write_header({static_cast<std::int32_t>(Pong::kCommand), 0, 9}, bytes.data());
  const Trace trace = trace_frame(bytes, Dialect::kHubbub);
  EXPECT_TRUE(trace.error.empty());
  EXPECT_TRUE(tiles(trace, bytes.size()));
  EXPECT_EQ(trace.nodes.back().name, "extension");
}

TEST(Trace, ANameWhereNoneIsDeclaredIsShown) {
  Bytes bytes;
  append_frame(static_cast<std::int32_t>(Ping::kCommand), "odd", std::string(8, '\0'), bytes);
  const Trace trace = trace_frame(bytes, Dialect::kHubbub);
  EXPECT_TRUE(trace.error.empty());
  EXPECT_TRUE(tiles(trace, bytes.size()));
}

TEST(Trace, TimesAreShownAsDatesAndImpossibleOnesAsNumbers) {
  using std::chrono::microseconds;
  const auto time_of = [](std::int64_t micros) {
    Joined joined;
    joined.time = HostTime{microseconds{micros}};
    const Trace trace = trace_frame(encoded(joined), Dialect::kHubbub);
    return find(trace, "time")->value;
  };
  EXPECT_EQ(time_of(0), "1970-01-01 00:00:00.000000 UTC");
  EXPECT_EQ(time_of(1'795'543'509'000'042), "2026-11-24 18:05:09.000042 UTC");
  EXPECT_EQ(time_of(-1), "1969-12-31 23:59:59.999999 UTC");
  // 65,536 years later, where a 16-bit year would have come round to the same date.
  EXPECT_EQ(time_of(1'795'543'509'000'042 + 65'536LL * 31'556'952'000'000),
            "2069911949781000042 us");
  EXPECT_EQ(time_of(INT64_MAX), "9223372036854775807 us");
  EXPECT_EQ(time_of(INT64_MIN), "-9223372036854775808 us");
}

TEST(Trace, A2006FrameIsShownWithItsPadding) {
  Bytes bytes;
  append_2006(Command2006::kMessage, "alice", "alice: привет", bytes);
  const Trace trace = trace_frame(bytes, Dialect::k2006);
  EXPECT_EQ(trace.type, "Message");
  EXPECT_TRUE(tiles(trace, bytes.size()));
  EXPECT_EQ(find(trace, "message")->value, "\"alice: привет\"");
  EXPECT_NE(find(trace, "padding"), nullptr);
}

TEST(Trace, A2006FrameIsReadInEitherLengthConvention) {
  for (const auto unit : {tests::LengthUnit::kUtf16, tests::LengthUnit::kBytes}) {
    const Bytes bytes = tests::original_frame(2, "Боб", "привет", unit);
    const Trace trace = trace_frame(bytes, Dialect::k2006);
    EXPECT_TRUE(trace.error.empty());
    EXPECT_TRUE(tiles(trace, bytes.size()));
    EXPECT_EQ(find(trace, "name")->value, "\"Боб\"");
    EXPECT_EQ(find(trace, "message")->value, "\"привет\"");
  }
}

TEST(Trace, TheSummaryIsThatOfTheWholeTree) {
  const Bytes bytes = encoded(Post{"lobby", MessageId::make(), "hello"});
  const TraceSummary summary = summarize_frame(bytes, Dialect::kHubbub);
  EXPECT_EQ(summary.type, "post");
  EXPECT_EQ(summary.summary, R"(room="lobby"  text="hello")");
  EXPECT_EQ(summary.summary, trace_frame(bytes, Dialect::kHubbub).summary);
}

}  // namespace
}  // namespace hubbub::net::wire

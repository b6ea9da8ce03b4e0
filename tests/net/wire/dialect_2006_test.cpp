#include "net/wire/dialect_2006.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "net/wire/utf8.h"
#include "tests/net/wire/samples.h"
#include "tests/support/net/hex.h"
#include "tests/support/net/original_2006.h"

namespace hubbub::net::wire {
namespace {

using tests::LengthUnit;
using tests::original_frame;

struct Said {
  std::int32_t command = 0;
  std::string name;
  std::string text;
  friend bool operator==(const Said&, const Said&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << said.command << '|' << said.name << '|' << said.text;
  }
};

struct Listener {
  Splitter2006 splitter;
  std::vector<Said> heard;
  std::optional<DecodeError> error;

  auto take() {
    return [this](const Frame2006& frame) {
      heard.push_back({frame.command, std::string(frame.name), std::string(frame.text)});
      return true;
    };
  }
  void feed(ByteView bytes) {
    if (!error) {
      error = splitter.feed(bytes, take());
    }
  }
  void settle() {
    if (!error) {
      error = splitter.settle(take());
    }
  }
};

struct Capture {
  std::string_view hex;
  Said said;
};

// docs/2006.md, section 6, in its order: one line is one TCP segment.
const Capture kCaptures[] = {
    {"00000000 05000000 00000000 616c696365", {0, "alice", ""}},
    {"03000000 05000000 00000000 616c696365", {3, "alice", ""}},
    {"03000000 00000000 06000000 616c6963652a", {3, "", "alice*"}},
    {"00000000 03000000 00000000 626f62", {0, "bob", ""}},
    {"00000000 03000000 1d000000 626f62 "
     "3c3c3c626f6220686173206a6f696e65642074686520726f6f6d3e3e3e",
     {0, "bob", "<<<bob has joined the room>>>"}},
    {"03000000 03000000 00000000 626f62", {3, "bob", ""}},
    {"03000000 00000000 0a000000 616c6963652a626f622a", {3, "", "alice*bob*"}},
    {"02000000 05000000 09000000 616c696365 68656c6c6f20626f62", {2, "alice", "hello bob"}},
    {"02000000 05000000 10000000 616c696365 616c6963653a2068656c6c6f20626f62",
     {2, "alice", "alice: hello bob"}},
    {"02000000 05000000 06000000 616c696365 d0bfd180d0b8|d0b2d0b5d182", {2, "alice", "привет"}},
    {"02000000 05000000 0a000000 616c696365 616c6963653a20d0bfd180|d0b8",
     {2, "alice", "alice: при"}},
    {"00000000 03000000 00000000 d091d0|bed0b1", {0, "Боб", ""}},
    {"00000000 02000000 1c000000 d091efbfbd "
     "3c3c3cd091efbfbd20686173206a6f696e65642074686520726f6f6d3e3e3e",
     {0, "Б\uFFFD", "<<<Б\uFFFD has joined the room>>>"}},
    {"02000000 03000000 05000000 d091d0bed0b1 68656c6c6f", {2, "Боб", "hello"}},
    {"02000000 05000000 00000000 616c696365", {2, "alice", ""}},
    {"02000000 05000000 07000000 616c696365 616c6963653a20", {2, "alice", "alice: "}},
    {"01000000 03000000 00000000 626f62", {1, "bob", ""}},
    {"01000000 03000000 1b000000 626f62 3c3c3c626f6220686173206c6566742074686520726f6f6d3e3e3e",
     {1, "bob", "<<<bob has left the room>>>"}},
    {"03000000 00000000 00000000", {3, "", ""}},
    {"63000000 05000000 00000000 616c696365", {99, "alice", ""}},
    {"00000000 00000000 1a000000 3c3c3c20686173206a6f696e65642074686520726f6f6d3e3e3e",
     {0, "", "<<< has joined the room>>>"}},
};

TEST(Splitter2006, ReadsEveryCaptureThatCameInOneSegment) {
  for (const Capture& capture : kCaptures) {
    Listener listener;
    listener.feed(tests::from_hex(capture.hex));
    listener.settle();
    EXPECT_FALSE(listener.error) << capture.hex;
    EXPECT_EQ(listener.heard, std::vector{capture.said});
    EXPECT_TRUE(listener.splitter.pending().empty()) << capture.hex;
  }
}

TEST(Splitter2006, ReadsEveryCaptureSplitAnywhere) {
  for (const Capture& capture : kCaptures) {
    const Bytes bytes = tests::from_hex(capture.hex);
    for (std::size_t at = 1; at < bytes.size(); ++at) {
      Listener listener;
      listener.feed(ByteView(bytes).first(at));
      listener.feed(ByteView(bytes).subspan(at));
      listener.settle();
      EXPECT_FALSE(listener.error) << capture.hex << " split at " << at;
      EXPECT_EQ(listener.heard, std::vector{capture.said}) << "split at " << at;
    }
  }
}

TEST(Splitter2006, ReadsAllCapturesMergedOrByteByByte) {
  Bytes stream;
  std::vector<Said> said;
  for (const Capture& capture : kCaptures) {
    const Bytes bytes = tests::from_hex(capture.hex);
    stream.insert(stream.end(), bytes.begin(), bytes.end());
    said.push_back(capture.said);
  }
  Listener merged;
  merged.feed(stream);
  merged.settle();
  EXPECT_EQ(merged.heard, said);
  Listener bytewise;
  for (const std::byte byte : stream) {
    bytewise.feed({&byte, 1});
  }
  bytewise.settle();
  EXPECT_EQ(bytewise.heard, said);
}

TEST(Splitter2006, TheEncoderOfTheTestsMakesTheCaptures) {
  EXPECT_EQ(original_frame(2, "alice", "привет"), tests::from_hex(kCaptures[9].hex));
  EXPECT_EQ(original_frame(0, "Боб", ""), tests::from_hex(kCaptures[11].hex));
  EXPECT_EQ(original_frame(2, "alice", "hello bob"), tests::from_hex(kCaptures[7].hex));
}

// A word that programs of 2006 could say: no control characters below 5 (see read_2006).
std::string sampled_word(std::mt19937_64& generator, std::uint64_t longest) {
  static constexpr std::string_view kPieces[] = {"a", "Z", " ", "é", "Б", "日", "😀", "\n", "~"};
  std::string word;
  const bool ascii = generator() % 3 == 0;
  for (std::uint64_t left = generator() % longest; left > 0; --left) {
    word += kPieces[generator() % (ascii ? 3 : std::size(kPieces))];
  }
  return word;
}

RC_GTEST_PROP(Splitter2006, BothLengthConventionsAreReadFromAnySegmentation, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  const bool padded = generator() % 2 == 0;
  Bytes stream;
  std::vector<Said> said;
  for (int i = 0; i < 20; ++i) {
    // The first one is a Login, so that it's short, as it is in the field.
    const auto command = i == 0 ? 0 : static_cast<std::int32_t>(generator() % 5);
    said.push_back(
        {command, "n" + sampled_word(generator, 9), i == 0 ? "" : sampled_word(generator, 200)});
    const auto unit = generator() % 2 == 0 ? LengthUnit::kUtf16 : LengthUnit::kBytes;
    Bytes frame = original_frame(command, said.back().name, said.back().text, unit);
    if (padded) {
      frame.resize(std::max(frame.size(), k2006FrameBytes));
    }
    stream.insert(stream.end(), frame.begin(), frame.end());
  }
  Listener listener;
  const std::size_t longest = std::size_t{1} << (generator() % 12);
  for (const ByteView segment : tests::cut_at_random(generator, stream, longest)) {
    listener.feed(segment);
  }
  listener.settle();
  RC_ASSERT_FALSE(listener.error.has_value());
  RC_ASSERT(listener.heard == said);
  RC_ASSERT(listener.splitter.peer_pads() == padded);
}

RC_GTEST_PROP(Splitter2006, ArbitraryBytesNeverCrashItAndItsErrorsAreInside, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  Bytes bytes;
  for (int frame = 0; frame < 4; ++frame) {
    const Bytes one = original_frame(static_cast<std::int32_t>(generator() % 6),
                                     sampled_word(generator, 6), sampled_word(generator, 30));
    bytes.insert(bytes.end(), one.begin(), one.end());
  }
  for (std::uint64_t hits = generator() % 4; hits > 0; --hits) {
    bytes[generator() % bytes.size()] = static_cast<std::byte>(generator());
  }
  Listener listener;
  for (const ByteView segment : tests::cut_at_random(generator, bytes, 40)) {
    listener.feed(segment);
  }
  listener.settle();
  RC_ASSERT((!listener.error || listener.error->offset <= listener.splitter.pending().size()));
  for (const Said& said : listener.heard) {
    RC_ASSERT((is_utf8(said.name) && is_utf8(said.text)));
  }
}

TEST(Splitter2006, HoldsBackAFrameThatMayGoOnUntilItSettles) {
  Listener listener;
  listener.feed(original_frame(2, "bob", "привет", LengthUnit::kBytes));
  EXPECT_TRUE(listener.heard.empty());
  EXPECT_TRUE(listener.splitter.holding());
  listener.settle();
  EXPECT_EQ(listener.heard, std::vector({Said{2, "bob", "привет"}}));
  EXPECT_FALSE(listener.splitter.holding());
}

TEST(Splitter2006, TheNextFrameSettlesAHeldOne) {
  Listener listener;
  listener.feed(original_frame(2, "bob", "привет", LengthUnit::kBytes));
  listener.feed(ByteView(original_frame(2, "bob", "x")).first(1));
  EXPECT_EQ(listener.heard, std::vector({Said{2, "bob", "привет"}}));
}

TEST(Splitter2006, ATailThatComesLaterBelongsToTheHeldFrame) {
  const Bytes bytes = original_frame(2, "bob", "привет");
  const std::size_t byte_end = kHeaderBytes + 3 + 6;
  Listener listener;
  listener.feed(ByteView(bytes).first(byte_end));
  EXPECT_TRUE(listener.splitter.holding());
  listener.feed(ByteView(bytes).subspan(byte_end));
  EXPECT_EQ(listener.heard, std::vector({Said{2, "bob", "привет"}}));
  EXPECT_FALSE(listener.splitter.holding());
}

TEST(Splitter2006, AsciiIsNeverHeld) {
  Listener listener;
  listener.feed(original_frame(2, "bob", "hello"));
  EXPECT_EQ(listener.heard.size(), 1U);
  EXPECT_FALSE(listener.splitter.holding());
}

TEST(Splitter2006, AnUnknownCommandAfterANonAsciiFrameIsNotTakenForItsText) {
  Bytes stream = original_frame(2, "bob", "привет", LengthUnit::kBytes);
  const Bytes unknown = original_frame(99, "bob", "");
  stream.insert(stream.end(), unknown.begin(), unknown.end());
  Listener merged;
  merged.feed(stream);
  EXPECT_FALSE(merged.error);
  EXPECT_EQ(merged.heard, std::vector({Said{2, "bob", "привет"}, Said{99, "bob", ""}}));
  Listener bytewise;
  for (const std::byte byte : stream) {
    bytewise.feed({&byte, 1});
  }
  EXPECT_EQ(bytewise.heard, merged.heard);
}

TEST(Splitter2006, BrokenLengthsEndTheStreamWithTheirOffset) {
  const auto error_of = [](std::string_view hex) {
    Listener listener;
    listener.feed(tests::from_hex(hex));
    return listener.error;
  };
  EXPECT_EQ(error_of("02000000 fbffffff 03000000"),
            (DecodeError{ErrorCode::kNegativeLength, 4, "nameLen"}));
  EXPECT_EQ(error_of("02000000 03000000 ffffffff"),
            (DecodeError{ErrorCode::kNegativeLength, 8, "msgLen"}));
  EXPECT_EQ(error_of("02000000 03000000 ffffff7f"),
            (DecodeError{ErrorCode::kTooLong, 8, "msgLen"}));
}

TEST(Splitter2006, TextThatIsNoUtf8InEitherReadingEndsTheStreamWithItsOffset) {
  Listener listener;
  listener.feed(tests::from_hex("02000000 01000000 04000000 62 6869ff21 000000"));
  EXPECT_EQ(listener.error, (DecodeError{ErrorCode::kNotUtf8, 15, "message"}));
  Listener cyrillic;  // in UTF-16 lengths, the bad byte behind where the header says it ends
  cyrillic.feed(tests::from_hex("02000000 01000000 06000000 62 d0bfd180d0b8d0b2 ff d0b5d182"));
  EXPECT_EQ(cyrillic.error, (DecodeError{ErrorCode::kNotUtf8, 21, "message"}));
}

TEST(Splitter2006, StopsWhenItsListenerHasHeardEnough) {
  Bytes stream = original_frame(2, "bob", "one");
  const Bytes second = original_frame(2, "bob", "two");
  stream.insert(stream.end(), second.begin(), second.end());
  Splitter2006 splitter;
  int heard = 0;
  EXPECT_FALSE(splitter.feed(stream, [&](const Frame2006&) { return ++heard < 1; }));
  EXPECT_EQ(heard, 1);
}

TEST(Append2006, FillsTheReceiveBufferOfTheOriginalExactly) {
  Bytes bytes;
  append_2006(Command2006::kMessage, "alice", "alice: привет", bytes);
  append_2006(Command2006::kList, "", "alice*", bytes);
  ASSERT_EQ(bytes.size(), 2 * k2006FrameBytes);
  const auto first = tests::original_reading(ByteView(bytes).first(k2006FrameBytes));
  EXPECT_EQ(first.command, 2);
  EXPECT_EQ(first.name, "alice");
  EXPECT_EQ(first.text, "alice: привет");
  const auto second = tests::original_reading(ByteView(bytes).subspan(k2006FrameBytes));
  EXPECT_EQ(second.command, 3);
  EXPECT_EQ(second.name, std::nullopt);
  EXPECT_EQ(second.text, "alice*");
}

TEST(Append2006, TheLongestTextStillFitsWithTheNameTwice) {
  EXPECT_EQ(max_2006_text(5), 1000U);
  EXPECT_EQ(max_2006_text(600), 0U);
  for (const std::size_t name_bytes : {1U, 5U, 64U}) {
    const std::string name(name_bytes, 'n');
    Bytes bytes;
    append_2006(Command2006::kMessage, name,
                name + ": " + std::string(max_2006_text(name_bytes), 't'), bytes);
    EXPECT_EQ(bytes.size(), k2006FrameBytes);
  }
}

}  // namespace
}  // namespace hubbub::net::wire

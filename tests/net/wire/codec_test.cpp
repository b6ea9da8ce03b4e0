#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/endian.h"
#include "net/wire/messages.h"
#include "tests/net/wire/samples.h"

namespace hubbub::net::wire {
namespace {

using tests::for_each_sample;
using tests::frame_in;

template <class M>
Result<M> decode_bytes(const Bytes& bytes) {
  return decode<M>(frame_in(bytes));
}

// The header's lengths changed to what is really there after `bytes` was cut to `size`.
Bytes cut_frame(const Bytes& whole, std::size_t size) {
  Bytes bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
  FrameHeader header = read_header(whole);
  const auto payload = static_cast<std::int32_t>(size - kHeaderBytes);
  header.name_length = std::min(header.name_length, payload);
  header.message_length = payload - header.name_length;
  write_header(header, bytes.data());
  return bytes;
}

template <class M>
constexpr bool kEndsWithRest = std::is_same_v<M, Logout> || std::is_same_v<M, Query>;

// The reading of `frame` as one of `list`, thrown away.
template <class List>
std::optional<DecodeError> read_as(List list, const FrameView& frame) {
  return dispatch(list, frame, [](const auto&) {});
}

RC_GTEST_PROP(Codec, EveryMessageIsReadBackAsItWasWritten, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  for_each_sample(generator, [&]<class M>(const M& message) {
    const Bytes bytes = encoded(message);
    RC_ASSERT_FALSE(check_lengths(read_header(bytes)).has_value());
    RC_ASSERT(frame_bytes(read_header(bytes)) == bytes.size());
    const auto again = decode_bytes<M>(bytes);
    RC_ASSERT(again.ok());
    RC_ASSERT(encoded(*again) == bytes);
  });
}

RC_GTEST_PROP(Codec, FieldsOfALaterRevisionAreSkipped, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  for_each_sample(generator, [&]<class M>(const M& message) {
    if (kEndsWithRest<M>) {
      return;
    }
    const Bytes bytes = encoded(message);
    Bytes longer = bytes;
    longer.insert(longer.end(), {std::byte{0xFF}, std::byte{0x00}, std::byte{0x80}});
    FrameHeader header = read_header(longer);
    header.message_length += 3;
    write_header(header, longer.data());
    const auto again = decode_bytes<M>(longer);
    RC_ASSERT(again.ok());
    RC_ASSERT(encoded(*again) == bytes);
  });
}

RC_GTEST_PROP(Codec, EveryTruncationIsAnErrorInsideTheFrame, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  for_each_sample(generator, [&]<class M>(const M& message) {
    const Bytes whole = encoded(message);
    const auto name_length = static_cast<std::size_t>(read_header(whole).name_length);
    for (const std::size_t at : tests::places_in(generator, whole.size())) {
      if (at < kHeaderBytes) {
        continue;
      }
      const Bytes bytes = cut_frame(whole, at);
      const auto result = decode_bytes<M>(bytes);
      const bool name_only =
          at <= kHeaderBytes + name_length && whole.size() == kHeaderBytes + name_length;
      if (!kEndsWithRest<M> && !name_only) {
        RC_ASSERT_FALSE(result.ok());
      }
      if (!result.ok()) {
        RC_ASSERT(result.error().offset <= bytes.size());
        RC_ASSERT((result.error().code == ErrorCode::kTruncated ||
                   result.error().code == ErrorCode::kNotUtf8 ||
                   result.error().code == ErrorCode::kUnknownValue));
      }
    }
  });
}

RC_GTEST_PROP(Codec, ACorruptedByteGivesAMessageOrAnErrorInsideTheFrame, (std::uint64_t seed)) {
  std::mt19937_64 generator(seed);
  for_each_sample(generator, [&](const auto& message) {
    Bytes bytes = encoded(message);
    for (const std::size_t at : tests::places_in(generator, bytes.size())) {
      const std::byte kept = std::exchange(bytes[at], static_cast<std::byte>(generator()));
      const FrameHeader header = read_header(bytes);
      if (check_lengths(header) || frame_bytes(header) != bytes.size()) {
        bytes[at] = kept;  // another frame's length: the splitter's business
        continue;
      }
      for (const auto& error :
           {read_as(ClientMessages{}, frame_in(bytes)), read_as(HostMessages{}, frame_in(bytes))}) {
        RC_ASSERT((!error || error->offset <= bytes.size()));
      }
      bytes[at] = kept;
    }
  });
}

TEST(Decoder, ATextAboveItsLimitIsRefusedByItsCountAlone) {
  Post post;
  post.text = "x";
  Bytes bytes = encoded(post);
  const std::size_t count_at = kHeaderBytes + MessageId::kBytes;
  store_le(kMaxTextBytes + 1, bytes.data() + count_at);
  EXPECT_EQ(decode_bytes<Post>(bytes).error(),
            (DecodeError{ErrorCode::kTooLong, count_at, "text"}));
  store_le(std::uint32_t{0xFFFFFFFF}, bytes.data() + count_at);
  EXPECT_EQ(decode_bytes<Post>(bytes).error(),
            (DecodeError{ErrorCode::kTooLong, count_at, "text"}));
  store_le(kMaxTextBytes, bytes.data() + count_at);
  EXPECT_EQ(decode_bytes<Post>(bytes).error(),
            (DecodeError{ErrorCode::kTruncated, count_at, "text"}));
}

TEST(Decoder, AListAboveItsLimitOrItsFrameIsRefusedByItsCountAlone) {
  Roster roster;
  roster.room = "lobby";
  Bytes bytes = encoded(roster);
  const std::size_t count_at = bytes.size() - 4;
  store_le(kMaxRosterFrameMembers + 1, bytes.data() + count_at);
  EXPECT_EQ(decode_bytes<Roster>(bytes).error(),
            (DecodeError{ErrorCode::kTooLong, count_at, "members"}));
  store_le(kMaxRosterFrameMembers, bytes.data() + count_at);
  EXPECT_EQ(decode_bytes<Roster>(bytes).error(),
            (DecodeError{ErrorCode::kTruncated, count_at, "members"}));
}

TEST(Decoder, ANameAboveItsLimitIsRefused) {
  Bytes bytes;
  append_frame(static_cast<std::int32_t>(CommandWord::kRename), std::string(kMaxNickBytes + 1, 'n'),
               {}, bytes);
  EXPECT_EQ(decode_bytes<ChangeNick>(bytes).error(),
            (DecodeError{ErrorCode::kTooLong, kHeaderBytes, "nick"}));
}

TEST(Decoder, TextThatIsNotUtf8IsRefusedAtItsFirstBadByte) {
  Post post;
  post.room = "lobby";
  post.text = "good \xC3\xA9 then \xC0\xAF";
  const std::size_t text_at = kHeaderBytes + 5 + MessageId::kBytes + 4;
  EXPECT_EQ(decode_bytes<Post>(encoded(post)).error(),
            (DecodeError{ErrorCode::kNotUtf8, text_at + 13, "text"}));
  post.room = "lob\xFFy";
  EXPECT_EQ(decode_bytes<Post>(encoded(post)).error(),
            (DecodeError{ErrorCode::kNotUtf8, kHeaderBytes + 3, "room"}));
  EXPECT_EQ(decode_bytes<Logout>(encoded(Logout{"ann", "by\xE2\x82"})).error(),
            (DecodeError{ErrorCode::kNotUtf8, kHeaderBytes + 5, "reason"}));
}

TEST(Decoder, AnEnumerationWithoutThatValueIsRefused) {
  Bytes bytes = encoded(Page{"lobby", 1, 0, 1, 0, {Entry{}}});
  // Four empty texts, an id, a flag and two keys, one of them its head alone, follow it.
  const std::size_t kind_at = bytes.size() - 4 * sizeof(std::uint32_t) - MessageId::kBytes - 2 -
                              sizeof(KeyHead) - KeyId::kBytes;
  bytes[kind_at] = static_cast<std::byte>(value_count(EntryKind{}));
  EXPECT_EQ(decode_bytes<Page>(bytes).error(),
            (DecodeError{ErrorCode::kUnknownValue, kind_at, "kind"}));
}

TEST(Decoder, ALoginWithoutOurHelloIsNotOurs) {
  Bytes bytes;
  append_frame(0, "alice", {}, bytes);
  EXPECT_EQ(decode_bytes<Login>(bytes).error(),
            (DecodeError{ErrorCode::kUnknownValue, kHeaderBytes + 5, "magic"}));
}

TEST(Dispatch, AnUnknownCommandIsNamedAsSuch) {
  Bytes bytes;
  append_frame(99, "alice", "hello", bytes);
  EXPECT_EQ(read_as(ClientMessages{}, frame_in(bytes)),
            (DecodeError{ErrorCode::kUnknownCommand, 0, "command"}));
}

TEST(Dispatch, AMessageOfTheOtherSideIsUnknownHere) {
  const Bytes bytes = encoded(Pong{7});
  EXPECT_TRUE(read_as(ClientMessages{}, frame_in(bytes)).has_value());
  EXPECT_FALSE(read_as(HostMessages{}, frame_in(bytes)).has_value());
}

TEST(Encoder, TextIsCutAtACodePointSoThatNobodyHasToRefuseIt) {
  Post post;
  post.text = std::string(kMaxTextBytes - 1, 'a') + "é";
  const auto again = decode_bytes<Post>(encoded(post));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->text, std::string(kMaxTextBytes - 1, 'a'));
}

TEST(Encoder, AListIsCutAtItsLimit) {
  Roster roster;
  roster.members.resize(kMaxRosterFrameMembers + 1);
  const auto again = decode_bytes<Roster>(encoded(roster));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->members.size(), kMaxRosterFrameMembers);
}

TEST(Encoder, TheLargestMessageFitsTheLargestFrame) {
  Roster roster;
  roster.members.resize(kMaxRosterFrameMembers);
  for (RosterMember& member : roster.members) {
    member.nick.assign(kMaxNickBytes, 'n');
  }
  EXPECT_FALSE(check_lengths(read_header(encoded(roster))).has_value());
}

TEST(Encoder, AppendsBehindWhatIsThere) {
  Bytes both = encoded(Ping{1});
  encode(Ping{2}, both);
  const Bytes second = encoded(Ping{2});
  ASSERT_EQ(both.size(), 2 * second.size());
  EXPECT_TRUE(std::equal(second.begin(), second.end(), both.begin() + 20));
}

}  // namespace
}  // namespace hubbub::net::wire

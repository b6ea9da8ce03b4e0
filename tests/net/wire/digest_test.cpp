#include "net/wire/digest.h"

#include <gtest/gtest.h>

#include "net/wire/spoken_words.h"

namespace hubbub::net::wire {
namespace {

TEST(Digest, SurvivesTheWayThroughHex) {
  Digest digest;
  for (std::size_t i = 0; i < Digest::kBytes; ++i)
    digest.bytes[i] = static_cast<std::uint8_t>(7 * i + 1);
  EXPECT_EQ(digest.to_hex().size(), 2 * Digest::kBytes);
  EXPECT_EQ(Digest::from_hex(digest.to_hex()), digest);
  EXPECT_TRUE(Digest::from_hex("").is_none());
  EXPECT_TRUE(Digest::from_hex(std::string(63, '1')).is_none());
  EXPECT_TRUE(Digest::from_hex(std::string(63, '1') + "g").is_none());
}

TEST(KeyHead, IsTheFirstBytesAsTheyStand) {
  KeyId key;
  key.bytes[0] = 0x01;
  key.bytes[7] = 0x80;
  key.bytes[8] = 0xFF;
  EXPECT_EQ(head_of(key), 0x8000000000000001U);
  EXPECT_EQ(head_of({}), 0U);
}

// The examples of the source that spoken_words.h names: 127.0.0.1 is lusab-babad, 63.84.220.193 is
// gutih-tugad.
TEST(SpokenWords, AreThoseOfTheSource) {
  KeyId key;
  const std::uint8_t head[] = {127, 0, 0, 1, 63, 84, 220, 193};
  std::copy(std::begin(head), std::end(head), key.bytes.begin());
  EXPECT_EQ(spoken_words(key), "lusab-babad-gutih-tugad");
}

TEST(SpokenWords, NobodyHasNone) {
  EXPECT_EQ(spoken_words({}), "");
}

}  // namespace
}  // namespace hubbub::net::wire

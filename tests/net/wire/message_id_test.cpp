#include "net/wire/message_id.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include <gtest/gtest.h>

namespace hubbub::net::wire {
namespace {

TEST(MessageId, IsNeverMadeTwice) {
  std::unordered_set<MessageId> ids;
  for (int i = 0; i < 10'000; ++i) {
    const MessageId id = MessageId::make();
    EXPECT_FALSE(id.is_none());
    EXPECT_TRUE(ids.insert(id).second);
  }
}

TEST(MessageId, IsNotKnownFromTheOnesBefore) {
  std::set<std::array<std::uint8_t, 8>> fronts;
  for (int i = 0; i < 100; ++i) {
    std::array<std::uint8_t, 8> front;
    const MessageId id = MessageId::make();
    std::copy_n(id.bytes.begin(), front.size(), front.begin());
    fronts.insert(front);
  }
  EXPECT_EQ(fronts.size(), 100U);
}

TEST(MessageId, SurvivesTheWayThroughHex) {
  const MessageId id = MessageId::make();
  EXPECT_EQ(id.to_hex().size(), 2 * MessageId::kBytes);
  EXPECT_EQ(MessageId::from_hex(id.to_hex()), id);
  EXPECT_EQ(MessageId::from_hex("00ff00000000000000000000000000AB").to_hex(),
            "00ff00000000000000000000000000ab");
}

TEST(MessageId, AnythingButThirtyTwoDigitsIsNone) {
  EXPECT_TRUE(MessageId::from_hex("").is_none());
  EXPECT_TRUE(MessageId::from_hex("00ff").is_none());
  EXPECT_TRUE(MessageId::from_hex("00ff00000000000000000000000000ag").is_none());
  EXPECT_TRUE(MessageId::from_hex(std::string(34, '1')).is_none());
}

}  // namespace
}  // namespace hubbub::net::wire

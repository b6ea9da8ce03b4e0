#include "net/wire/recent_ids.h"

#include <cstring>

#include <gtest/gtest.h>

namespace hubbub::net::wire {
namespace {

MessageId id(std::uint64_t number) {
  MessageId id;
  std::memcpy(id.bytes.data() + 8, &number, sizeof(number));
  return id;
}

TEST(RecentIds, KnowsWhatCameBeforeAndWhatWasNoted) {
  RecentIds<int> recent(100);
  EXPECT_FALSE(recent.insert(id(1), "ann", 5));
  EXPECT_EQ(recent.insert(id(1), "ann", 6), 5);
  EXPECT_FALSE(recent.insert(id(2), "ann", 7));
}

TEST(RecentIds, NobodyUsesUpAnothersId) {
  RecentIds<int> recent(100);
  EXPECT_FALSE(recent.insert(id(7), "mallory", 1));
  EXPECT_FALSE(recent.insert(id(7), "ann", 2));
  EXPECT_EQ(recent.insert(id(7), "ann", 3), 2);
}

TEST(RecentIds, ForgetsTheOldestBeyondTheCapacityAndNothingElse) {
  constexpr std::uint64_t kCapacity = 5000;
  RecentIds<std::uint64_t> recent(kCapacity);
  for (std::uint64_t number = 1; number <= kCapacity + 1000; ++number)
    ASSERT_FALSE(recent.insert(id(number), "ann", number)) << number;
  for (std::uint64_t number = 1001; number <= kCapacity + 1000; ++number)
    ASSERT_EQ(recent.insert(id(number), "ann", 0), number);
  EXPECT_FALSE(recent.insert(id(1000), "ann", 0));
}

TEST(RecentIds, ClearForgetsAll) {
  RecentIds<int> recent(100);
  recent.insert(id(1), "ann", 1);
  recent.clear();
  EXPECT_FALSE(recent.insert(id(1), "ann", 1));
}

TEST(KeyedHash, DiffersByIdSenderAndObject) {
  const KeyedHash hash;
  EXPECT_EQ(hash(id(1), "ann"), hash(id(1), "ann"));
  EXPECT_NE(hash(id(1), "ann"), hash(id(2), "ann"));
  EXPECT_NE(hash(id(1), "ann"), hash(id(1), "bob"));
  EXPECT_NE(hash(id(1), "a nick of more than eight bytes"), hash(id(1), "a nick of more than 8"));
  EXPECT_NE(hash(id(1), "ann"), KeyedHash()(id(1), "ann"));
}

}  // namespace
}  // namespace hubbub::net::wire

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

TEST(RecentIds, AnErasedOneMayComeAgainAndNothingElse) {
  RecentIds<int> recent(100);
  for (std::uint64_t number = 1; number <= 50; ++number)
    recent.insert(id(number), "ann", static_cast<int>(number));
  EXPECT_TRUE(recent.erase(id(7), "ann"));
  EXPECT_FALSE(recent.erase(id(7), "ann")) << "it is gone";
  EXPECT_FALSE(recent.erase(id(8), "bob")) << "that one is ann's";
  EXPECT_FALSE(recent.insert(id(7), "ann", 70));
  for (std::uint64_t number = 1; number <= 50; ++number)
    EXPECT_EQ(recent.insert(id(number), "ann", 0), number == 7 ? 70 : static_cast<int>(number));
}

TEST(RecentIds, WhatWasErasedAndCameAgainIsForgottenInItsNewTurn) {
  RecentIds<int> recent(4);
  recent.insert(id(1), "ann", 1);
  recent.insert(id(2), "ann", 2);
  recent.erase(id(1), "ann");
  recent.insert(id(1), "ann", 1);
  recent.insert(id(3), "ann", 3);
  recent.insert(id(4), "ann", 4);  // takes the place that 1 had first
  EXPECT_EQ(recent.insert(id(1), "ann", 0), 1);
  EXPECT_EQ(recent.insert(id(2), "ann", 0), 2);
  recent.insert(id(5), "ann", 5);  // takes 2's
  EXPECT_EQ(recent.insert(id(1), "ann", 0), 1);
  EXPECT_FALSE(recent.insert(id(2), "ann", 0));
}

TEST(RecentIds, ErasesAcrossTheRingsEnd) {
  RecentIds<std::uint64_t> recent(8);
  for (std::uint64_t number = 1; number <= 13; ++number)
    recent.insert(id(number), "ann", number);
  for (std::uint64_t number = 13; number > 5; --number)
    EXPECT_TRUE(recent.erase(id(number), "ann")) << number;
  for (std::uint64_t number = 14; number <= 40; ++number)
    ASSERT_FALSE(recent.insert(id(number), "ann", number));
  for (std::uint64_t number = 33; number <= 40; ++number)
    EXPECT_EQ(recent.insert(id(number), "ann", 0), number);
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

#include "app/asked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

namespace wire = net::wire;

TEST(Asked, WhatIsAnsweredTellsThatTheRestBeforeItWasAnsweredButForSearches) {
  Asked asked;
  asked.add({wire::KeepOrder{}});
  asked.add({wire::RequestBans{}});
  asked.add({wire::SearchHistory{1, "", "x"}});
  asked.add({wire::RequestRooms{}, false});
  asked.add({wire::Rename{"anna"}});
  const auto rooms = asked.answered<wire::RequestRooms>();
  ASSERT_TRUE(rooms);
  EXPECT_FALSE(rooms->printed);
  EXPECT_EQ(asked.questions(), 1U) << "the search";
  std::size_t uncertain = 0;
  EXPECT_EQ(asked.take_lost(uncertain).size(), 1U);
  EXPECT_EQ(uncertain, 1U) << "the new name";
}

TEST(Asked, AnAnswerThatNobodyWaitsForIsNone) {
  Asked asked;
  EXPECT_FALSE(asked.answered<wire::RequestRooms>());
  asked.refused();
  EXPECT_TRUE(asked.empty());
}

TEST(Asked, ASearchWaitsForItsAnswerWhenALaterOrderIsRefused) {
  Asked asked;
  asked.add({wire::RequestRooms{}});
  asked.add({wire::SearchHistory{1, "", "x"}});
  asked.add({wire::KeepOrder{}});
  asked.refused();
  EXPECT_EQ(asked.questions(), 2U);
  EXPECT_TRUE(asked.answered<wire::SearchHistory>());
  EXPECT_TRUE(asked.empty());
}

TEST(Asked, QuestionsAndTopicsAreAskedAgainAndRoomsNeedNotBe) {
  Asked asked;
  asked.add({wire::SearchHistory{1, "", "x"}});
  asked.add({wire::JoinRoom{"den"}});
  asked.add({wire::LeaveRoom{"den"}});
  asked.add({wire::ChangeTopic{"lobby", "Cards"}});
  std::size_t uncertain = 0;
  EXPECT_EQ(asked.take_lost(uncertain).size(), 2U);
  EXPECT_EQ(uncertain, 0U);
  EXPECT_TRUE(asked.empty());
}

}  // namespace
}  // namespace hubbub::app

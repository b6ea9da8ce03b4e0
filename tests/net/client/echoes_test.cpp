#include "net/client/echoes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/client/limits.h"
#include "tests/support/net/manual_clock.h"

namespace hubbub::net::client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class EchoesTest : public testing::Test {
 protected:
  wire::MessageId expect(std::string_view text, bool last = true,
                         wire::MessageId id = wire::MessageId::make()) {
    echoes.expect(id, text, last, clock.now());
    return id;
  }
  tests::ManualClock clock;
  Echoes echoes;
};

TEST_F(EchoesTest, TheLastFrameConfirmsTheMessage) {
  const auto id = expect("one ", false);
  expect("two", true, id);
  EXPECT_FALSE(echoes.match("one ").last);
  const auto match = echoes.match("two");
  EXPECT_TRUE(match.last);
  EXPECT_EQ(match.id, id);
  EXPECT_EQ(echoes.deadline(), kNever);
}

TEST_F(EchoesTest, ALineUnderOurNameThatWeDidNotSayIsNotOurs) {
  expect("mine");
  EXPECT_FALSE(echoes.match("not mine").own);
  EXPECT_TRUE(echoes.match("mine").own);
}

TEST_F(EchoesTest, WhatWasSentBeforeAnEchoAndDidNotComeIsLost) {
  const auto lost = expect("lost");
  expect("came");
  EXPECT_THAT(echoes.match("came").lost, ElementsAre(lost));
}

TEST_F(EchoesTest, AMessageThatLostAFrameIsNotConfirmedByItsEnd) {
  const auto id = expect("begin", false);
  expect("end", true, id);
  const auto match = echoes.match("end");
  EXPECT_TRUE(match.own);
  EXPECT_FALSE(match.last);
  EXPECT_THAT(match.lost, ElementsAre(id));
}

TEST_F(EchoesTest, GivesUpAfterATime) {
  const auto old = expect("old");
  clock.advance(kEchoTimeout / 2);
  expect("new");
  EXPECT_THAT(echoes.overdue(clock.now()), IsEmpty());
  clock.advance(kEchoTimeout / 2);
  EXPECT_THAT(echoes.overdue(clock.now()), ElementsAre(old));
  EXPECT_EQ(echoes.size(), 1U);
}

}  // namespace
}  // namespace hubbub::net::client

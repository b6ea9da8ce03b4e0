#include "net/client/unconfirmed.h"

#include <gtest/gtest.h>

#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

UnconfirmedMessage message(const std::string& text) {
  return {wire::MessageId::make(), false, "lobby", text};
}

TEST(Unconfirmed, GivesBackWhatWentOverALostConnectionAndKeepsTheRest) {
  Unconfirmed unconfirmed;
  unconfirmed.add(message("sent"));
  unconfirmed.messages().front().posted = true;
  unconfirmed.mark_sent();
  unconfirmed.add(message("not yet"));
  const auto sent = unconfirmed.take_sent();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].text, "sent");
  ASSERT_EQ(unconfirmed.messages().size(), 1U);
  EXPECT_EQ(unconfirmed.messages()[0].text, "not yet");
}

TEST(Unconfirmed, CountsTheBytesOfWhatItStillHas) {
  Unconfirmed unconfirmed;
  ASSERT_EQ(unconfirmed.add(message(std::string(kMaxUnconfirmedBytes, 'x'))),
            Unconfirmed::Added::kYes);
  EXPECT_EQ(unconfirmed.add(message("x")), Unconfirmed::Added::kFull);
  unconfirmed.messages().front().posted = true;
  unconfirmed.mark_sent();
  static_cast<void>(unconfirmed.take_sent());
  EXPECT_EQ(unconfirmed.add(message("x")), Unconfirmed::Added::kYes);
}

}  // namespace
}  // namespace hubbub::net::client

#include "net/client/unconfirmed.h"

#include <gtest/gtest.h>

#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

UnconfirmedMessage message(const std::string& text) {
  return {wire::MessageId::make(), false, "lobby", text};
}

TEST(Unconfirmed, GivesBackWhatMayHaveGoneUnderAnotherNameAndKeepsTheRest) {
  Unconfirmed unconfirmed;
  const auto post = [&](const std::string& text, const std::string& nick, bool renaming) {
    unconfirmed.add(message(text));
    UnconfirmedMessage& posted = unconfirmed.messages().back();
    posted.posted = true;
    posted.nick = nick;
    posted.renaming = renaming;
  };
  post("as ann", "ann", false);
  post("as ann or another", "ann", true);
  post("as anna", "anna", false);
  unconfirmed.mark_sent();
  unconfirmed.add(message("not yet"));
  const auto sent = unconfirmed.take_sent_as_another("ann");
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(sent[0].text, "as ann or another");
  EXPECT_EQ(sent[1].text, "as anna");
  ASSERT_EQ(unconfirmed.messages().size(), 2U);
  EXPECT_EQ(unconfirmed.messages()[0].text, "as ann");
  EXPECT_EQ(unconfirmed.messages()[1].text, "not yet");
}

TEST(Unconfirmed, CountsTheBytesOfWhatItStillHas) {
  Unconfirmed unconfirmed;
  ASSERT_EQ(unconfirmed.add(message(std::string(kMaxUnconfirmedBytes, 'x'))),
            Unconfirmed::Added::kYes);
  EXPECT_EQ(unconfirmed.add(message("x")), Unconfirmed::Added::kFull);
  unconfirmed.messages().front().posted = true;
  unconfirmed.messages().front().nick = "anna";
  unconfirmed.mark_sent();
  static_cast<void>(unconfirmed.take_sent_as_another("ann"));
  EXPECT_EQ(unconfirmed.add(message("x")), Unconfirmed::Added::kYes);
}

}  // namespace
}  // namespace hubbub::net::client

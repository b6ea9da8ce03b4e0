// Names, rooms, private messages and coming back: what net/server/requests.cpp answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/server.h"
#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RefusedNames : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(RefusedNames, AreToldWhyAndClosed) {
  Hall hall;
  Guest ann = hall.guest("Ann");
  Guest other = hall.guest(GetParam().first);
  const auto farewell = other.take_only<wire::Farewell>();
  ASSERT_THAT(farewell, SizeIs(1));
  EXPECT_EQ(farewell[0].code, GetParam().second);
  EXPECT_FALSE(farewell[0].text.empty());
  EXPECT_TRUE(other.wire().finished());
  hall.pass(kLingerTimeout + std::chrono::seconds{1});
  EXPECT_TRUE(other.wire().closed());
}
INSTANTIATE_TEST_SUITE_P(
    Requests, RefusedNames,
    ::testing::Values(std::pair{"Ann", "nick-taken"}, std::pair{"aNN", "nick-taken"},
                      std::pair{"Ａｎｎ", "nick-taken"}, std::pair{"A\u200Bnn", "nick-taken"},
                      std::pair{"", "nick-invalid"}, std::pair{"  ", "nick-invalid"},
                      std::pair{"a*b", "nick-invalid"}, std::pair{"a\nb", "nick-invalid"},
                      std::pair{"a\u202Eb", "nick-invalid"}, std::pair{"\u200B", "nick-invalid"},
                      std::pair{"\u2800\u2800", "nick-invalid"}));

TEST(Requests, ANameIsFreeAgainWhenItsOwnerHasLeft) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.send(wire::Logout{"ann", ""});
  hall.settle();
  EXPECT_TRUE(ann.wire().closed());
  Guest again = hall.guest("ann");
  EXPECT_THAT(again.take_only<wire::Welcome>(), SizeIs(1));
}

TEST(Requests, RenamesEverywhereAndKeepsNamesUnique) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  bob.take_none();
  ann.send(wire::ChangeNick{"bob"});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Refused>().at(0).code, "nick-taken");
  ann.send(wire::ChangeNick{"ANN"});
  ann.send(wire::ChangeNick{"anna"});
  hall.settle();
  const auto renamed = bob.take_only<wire::Renamed>();
  ASSERT_THAT(renamed, SizeIs(2));
  EXPECT_EQ(renamed[1].new_nick, "anna");
  Guest ann2 = hall.guest("ann");
  EXPECT_THAT(ann2.take_only<wire::Welcome>(), SizeIs(1));
}

TEST(Requests, RoomsAreApart) {
  Hall hall;
  Guest ann = hall.guest("ann", {position("games")});
  Guest bob = hall.guest("bob");
  ann.take_none();
  bob.take_none();
  ann.send(post("secret", "games"));
  hall.settle();
  EXPECT_THAT(bob.take(), IsEmpty());
  bob.send(post("hello", "games"));
  hall.settle();
  EXPECT_EQ(bob.take_only<wire::Refused>().at(0).code, "not-in-room");
  bob.send(wire::Join{position("Games", 10)});
  hall.settle();
  const auto messages = bob.take();
  EXPECT_THAT(nicks_of(std::get<wire::Roster>(messages.at(0))), ElementsAre("ann", "bob"));
  EXPECT_EQ(std::get<wire::Message>(messages.at(1)).text, "secret");
}

TEST(Requests, LeavingARoomEndsWithOnesOwnLeft) {
  Hall hall;
  Guest ann = hall.guest("ann", {position("games")});
  Guest bob = hall.guest("bob", {position("games")});
  ann.take_none();
  ann.send(wire::Leave{"games"});
  bob.send(post("after", "games"));
  hall.settle();
  const auto messages = ann.take();
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(std::get<wire::Left>(messages[0]).nick, "ann");
  ann.send(wire::Leave{""});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Refused>().at(0).code, "not-in-room");
}

TEST(Requests, PrivateMessagesReachTheTwoAndNobodyElse) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  Guest eve = hall.guest("eve");
  eve.take_none();
  const wire::Whisper whisper{"BOB", wire::MessageId::make(), "psst"};
  ann.send(whisper);
  hall.settle();
  EXPECT_EQ(bob.take_only<wire::Private>().at(0).from, "ann");
  const auto at_ann = ann.take();
  EXPECT_EQ(std::get<wire::Private>(at_ann.at(at_ann.size() - 2)).to, "bob");
  EXPECT_EQ(std::get<wire::Ack>(at_ann.back()).id, whisper.id);
  EXPECT_THAT(eve.take(), IsEmpty());
  ann.send(wire::Whisper{"nobody", wire::MessageId::make(), "hm"});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Refused>().at(0).code, "no-such-nick");
}

TEST(Requests, TheSamePrivateMessageAgainIsAcknowledgedAgainAndDeliveredOnce) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  ann.take_none();
  const wire::Whisper whisper{"bob", wire::MessageId::make(), "psst"};
  ann.send(whisper);
  ann.send(whisper);
  hall.settle();
  EXPECT_THAT(bob.take_only<wire::Private>(), SizeIs(1));
  EXPECT_THAT(ann.take_only<wire::Ack>(), SizeIs(2));
}

TEST(Requests, TheSameMessageUnderTheSameNameInOtherCaseIsSaidOnce) {
  Hall hall;
  Guest ann = hall.guest("ann");
  const wire::Post line = post("once");
  ann.send(line);
  ann.send(wire::ChangeNick{"Ann"});
  ann.send(line);
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Message>(), SizeIs(1));
}

TEST(Requests, AReturningClientGetsExactlyWhatItMissed) {
  Hall hall;
  Guest bob = hall.guest("bob");
  Guest ann = hall.guest("ann");
  const auto roster = ann.take_only<wire::Roster>().at(0);
  bob.send(post("seen"));
  hall.settle();
  const std::uint64_t seen = ann.take_only<wire::Message>().at(0).seq;
  ann.wire().peer_ends("lost the connection");
  bob.send(post("missed"));
  hall.settle();
  Guest back = hall.guest("ann", {{"lobby", roster.epoch, roster.run, seen, 100}});
  const auto messages = back.take();
  EXPECT_EQ(std::get<wire::Roster>(messages.at(1)).first, seen + 1);
  EXPECT_EQ(std::get<wire::Left>(messages.at(2)).nick, "ann");
  EXPECT_EQ(std::get<wire::Message>(messages.at(3)).text, "missed");
  EXPECT_EQ(std::get<wire::Joined>(messages.at(4)).nick, "ann");
  EXPECT_THAT(messages, SizeIs(5));
}

// A room that has forgotten what was said first, as more came than it remembers.
class Forgetful : public ::testing::Test {
 protected:
  Forgetful() {
    ann.send(first);
    for (std::size_t i = 0; i < kRecentIds; ++i) {
      bob.send(post("more"));
      if (i % 1'000 == 0) {
        hall.settle();
        bob.take_none();
        ann.take_none();
      }
    }
    hall.settle();
    bob.take_none();
    ann.take_none();
  }
  // What ann hears who sends that again, or for the first time.
  std::vector<FromHost> answers(wire::Post said, std::uint64_t from) {
    said.from = from;
    ann.send(said);
    hall.settle();
    return ann.take();
  }

  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  wire::Post first = post("what was it?");
};

TEST_F(Forgetful, ItTakesNothingThatItMayHave) {
  const auto answer = answers(first, 2);
  ASSERT_THAT(answer, SizeIs(1));
  const auto unsure = std::get<wire::Unsure>(answer[0]);
  EXPECT_EQ(unsure.room, "lobby");
  EXPECT_EQ(unsure.id, first.id);
  EXPECT_EQ(unsure.up_to, kRecentIds + 3) << "two came, one message and the rest";
}

TEST_F(Forgetful, WhatIsNoneOfTheLinesIsTaken) {
  const auto unsure = std::get<wire::Unsure>(answers(first, 2).at(0));
  const auto heard = answers(first, unsure.up_to + 1);
  EXPECT_EQ(std::get<wire::Ack>(heard.at(0)).id, first.id);
}

TEST_F(Forgetful, WhatIsNewIsTaken) {
  const auto heard = answers(post("new"), 0);
  EXPECT_EQ(std::get<wire::Message>(heard.at(1)).text, "new");
}

TEST_F(Forgetful, WhatIsSaidBehindWhatItIsUnsureOfWaitsForThat) {
  const std::uint64_t up_to = std::get<wire::Unsure>(answers(first, 2).at(0)).up_to;
  bob.send(post("one more"));
  hall.settle();
  ann.take_none();
  const wire::Post second = post("behind");
  const auto answer = answers(second, 0);
  ASSERT_THAT(answer, SizeIs(1));
  EXPECT_EQ(std::get<wire::Unsure>(answer[0]).id, second.id);
  EXPECT_EQ(std::get<wire::Unsure>(answer[0]).up_to, up_to) << "once is enough";
  EXPECT_THAT(answers(first, up_to + 1), SizeIs(2));
  EXPECT_THAT(answers(second, up_to + 1), SizeIs(2));
  EXPECT_THAT(answers(post("as ever"), 0), SizeIs(2));
}

TEST_F(Forgetful, WhatItRemembersIsConfirmed) {
  const wire::Post late = post("late");
  static_cast<void>(answers(late, 0));
  static_cast<void>(answers(first, 2));
  const auto answer = answers(late, 2);
  ASSERT_THAT(answer, SizeIs(1));
  EXPECT_EQ(std::get<wire::Ack>(answer[0]).id, late.id);
}

TEST(Requests, AReasonForLeavingIsOneLine) {
  Hall hall;
  Guest ann = hall.guest("ann");
  Guest bob = hall.guest("bob");
  bob.send(wire::Logout{"bob", " bye)\nann is a moderator now\n"});
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Left>().at(0).reason, "bye) ann is a moderator now");
}

TEST(Requests, WhatWasSaidBeforeLeavingIsConfirmedAfterIt) {
  Hall hall;
  Guest ann = hall.guest("ann");
  ann.send(wire::Join{"den"});
  const wire::Post line = post("last words", "den");
  ann.send(line);
  ann.send(wire::Leave{"den"});
  hall.settle();
  ann.take_none();
  ann.send(line);
  ann.send(post("another", "den"));
  hall.settle();
  EXPECT_EQ(ann.take_only<wire::Ack>().at(0).id, line.id);
}

TEST(Requests, AnotherEpochGetsTheBacklogInstead) {
  Hall hall;
  Guest bob = hall.guest("bob");
  for (int i = 0; i < 5; ++i)
    bob.send(post("line " + std::to_string(i)));
  hall.settle();
  Guest ann = hall.guest("ann", {{"", 12345, 1, 2, 3}});
  const auto lines = ann.take_only<wire::Message>();
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[0].text, "line 2");
}

}  // namespace
}  // namespace hubbub::net::server::testing

// Private messages: when they come, to whom, and what of them waits for whoever is away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/archive.h"
#include "net/wire/messages.h"
#include "tests/net/server/kept_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

using PrivateMessages = KeptHall;

TEST_F(PrivateMessages, ComeWhenTheyAreSafe) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  commit();
  ann.take_none();
  bob.take_none();
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst"});
  settle();
  EXPECT_THAT(bob.take(), IsEmpty());
  EXPECT_THAT(ann.take(), IsEmpty());
  history.commit();
  settle();
  EXPECT_EQ(bob.take_only<wire::Private>().at(0).own, 0);
  const auto at_ann = ann.take();
  EXPECT_EQ(std::get<wire::Private>(at_ann.at(0)).own, 1);
  EXPECT_EQ(std::get<wire::Ack>(at_ann.at(1)).seq, std::get<wire::Private>(at_ann.at(0)).seq);
}

TEST_F(PrivateMessages, WaitForWhoeverIsAway) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  const wire::Welcome welcome = bob.take_only<wire::Welcome>().at(0);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "one"});
  commit();
  const std::uint64_t seen = bob.take_only<wire::Private>().at(0).seq;
  bob.send(wire::Logout{});
  commit();
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "two"});
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "three"});
  commit();
  EXPECT_THAT(ann.take_only<wire::Refused>(), IsEmpty());
  wire::Login login;
  login.private_epoch = welcome.epoch;
  login.private_run = welcome.run;
  login.private_after = seen;
  Guest again = come("bob", 2, login);
  const auto missed = again.take_only<wire::Private>();
  ASSERT_THAT(missed, SizeIs(2));
  EXPECT_EQ(missed[0].text, "two");
  EXPECT_EQ(missed[1].text, "three");
}

TEST_F(PrivateMessages, ComeToAFreshProgramThoughTheFirstReadFails) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  bob.send(wire::Logout{});
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "one"});
  commit();
  history.fail_questions("The disk can't be read.");
  wire::Login login;
  login.private_backlog = 10;
  Guest again = come("bob", 2, login);
  EXPECT_THAT(again.take_only<wire::Private>(), IsEmpty());
  history.fail_questions("");
  hall->pass(std::chrono::seconds{1});
  settle();
  EXPECT_THAT(again.take_only<wire::Private>(), SizeIs(1));
}

TEST_F(PrivateMessages, ComeToAFreshProgramThoughTheDiskTookThemLate) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  bob.send(wire::Logout{});
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "one"});
  commit();
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "two"});
  hall->settle();
  history.set_writable(false);
  wire::Login login;
  login.private_backlog = 10;
  Guest again = come("bob", 2, login);
  EXPECT_THAT(again.take_only<wire::Private>(), SizeIs(1)) << "what there is";
  history.set_writable(true);
  commit();
  hall->pass(std::chrono::seconds{1});
  settle();
  const auto late = again.take_only<wire::Private>();
  ASSERT_THAT(late, SizeIs(1));
  EXPECT_EQ(late[0].text, "two");
}

TEST_F(PrivateMessages, ReachWhoeverHasAnotherNameNow) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  bob.send(wire::ChangeNick{"bobby"});
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "to the old name"});
  commit();
  const auto heard = bob.take_only<wire::Private>();
  ASSERT_THAT(heard, SizeIs(1));
  EXPECT_EQ(heard[0].to, "bobby");
}

TEST_F(PrivateMessages, ThatComeWhileOlderOnesAreBroughtStayInOrder) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  const wire::Welcome welcome = bob.take_only<wire::Welcome>().at(0);
  bob.send(wire::Logout{});
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "one"});
  commit();
  wire::Login login;
  login.private_epoch = welcome.epoch;
  login.private_run = welcome.run;
  Guest again = hall->keyed("bob", 2, login);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "two"});
  hall->settle();
  history.commit();
  settle();
  const auto heard = again.take_only<wire::Private>();
  ASSERT_THAT(heard, SizeIs(2));
  EXPECT_EQ(heard[0].text, "one");
  EXPECT_EQ(heard[1].text, "two");
}

TEST_F(PrivateMessages, APrivateMessageThatTheHistoryTellsBeforeItIsSaidToBeWrittenComesOnce) {
  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
  const wire::Welcome welcome = bob.take_only<wire::Welcome>().at(0);
  bob.send(wire::Logout{});
  commit();
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst"});
  hall->settle();
  wire::Login login;
  login.private_epoch = welcome.epoch;
  login.private_run = welcome.run;
  Guest again = hall->keyed("bob", 2, login);
  history.answer();
  commit();
  EXPECT_THAT(again.take_only<wire::Private>(), SizeIs(1));
}

TEST_F(PrivateMessages, WhatIsSentAgainBeforeItIsSafeIsRefusedIfItsAddresseeLeaves) {
  Guest ann = hall->guest("ann");
  Guest bob = hall->guest("bob");
  commit();
  const wire::Whisper whisper{"bob", wire::MessageId::make(), "psst"};
  ann.send(whisper);
  hall->settle();
  ann.wire().peer_ends("lost the connection");
  hall->settle();
  Guest again = hall->guest("ann");
  again.take_none();
  again.send(whisper);
  hall->settle();
  bob.send(wire::Logout{});
  commit();
  const auto answer = again.take();
  ASSERT_THAT(answer, SizeIs(::testing::Ge(1U)));
  EXPECT_EQ(std::get<wire::Refused>(answer.back()).code, "no-such-nick");
}

// ---- Whose they are, whatever the names ---------------------------------------------------------

class PrivateMessagesByKey : public KeptHall {
 protected:
  // A name can be had once its owner has used four newer ones.
  void give_the_name_up(Guest& guest) {
    for (const char* name : {"robert", "rob", "bertie", "bert"})
      guest.send(wire::ChangeNick{name});
    commit();
    ASSERT_THAT(guest.take_only<wire::Refused>(), IsEmpty());
  }

  Guest ann = come("ann", 1);
  Guest bob = come("bob", 2);
};

TEST_F(PrivateMessagesByKey, SayWhoTheOtherIs) {
  const wire::Welcome welcome = bob.take_only<wire::Welcome>().at(0);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst"});
  commit();
  EXPECT_EQ(bob.take_only<wire::Private>().at(0).other, key_of(1));
  EXPECT_EQ(ann.take_only<wire::Private>().at(0).other, key_of(2));
  wire::Login login;
  login.private_epoch = welcome.epoch;
  login.private_run = welcome.run;
  Guest bobs = come("bertie", 2, login);
  EXPECT_EQ(bobs.take_only<wire::Private>().at(0).other, key_of(1));
  Guest anns = come("anna", 1, login);
  EXPECT_EQ(anns.take_only<wire::Private>().at(0).other, key_of(2));
}

TEST_F(PrivateMessagesByKey, FollowAPersonFromNameToName) {
  give_the_name_up(bob);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst", 0, key_of(2)});
  commit();
  EXPECT_EQ(bob.take_only<wire::Private>().at(0).to, "bert");
  EXPECT_THAT(ann.take_only<wire::Refused>(), IsEmpty());
}

TEST_F(PrivateMessagesByKey, NeverGoToWhoeverTookTheName) {
  give_the_name_up(bob);
  Guest stranger = come("bob", 3);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst", 0, key_of(2)});
  commit();
  EXPECT_THAT(stranger.take_only<wire::Private>(), IsEmpty());
  EXPECT_EQ(bob.take_only<wire::Private>().at(0).text, "psst");
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst", 0, key_of(4)});
  commit();
  EXPECT_THAT(stranger.take_only<wire::Private>(), IsEmpty());
  EXPECT_EQ(ann.take_only<wire::Refused>().at(0).code, "nick-belongs");
}

TEST_F(PrivateMessagesByKey, AConversationIsReadByTheKey) {
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "to bob"});
  commit();
  give_the_name_up(bob);
  Guest stranger = come("bob", 3);
  ann.send(wire::Whisper{"bob", wire::MessageId::make(), "to the stranger"});
  commit();
  ann.take_none();
  ann.send(wire::Fetch{"bob", 1, 1, 0, 10, key_of(2)});
  settle();
  const auto page = ann.take_only<wire::Page>().at(0);
  ASSERT_THAT(page.entries, SizeIs(1));
  EXPECT_EQ(page.entries[0].text, "to bob");
  EXPECT_EQ(page.key, key_of(2));
}

TEST_F(PrivateMessagesByKey, ALineInARoomSaysWhoSaidIt) {
  Guest eve = hall->guest("eve");
  ann.take_none();
  bob.send(wire::Post{"", wire::MessageId::make(), "hi"});
  eve.send(wire::Post{"", wire::MessageId::make(), "hi"});
  commit();
  const auto heard = ann.take_only<wire::Message>();
  ASSERT_THAT(heard, SizeIs(2));
  EXPECT_EQ(heard[0].who, wire::head_of(key_of(2)));
  EXPECT_EQ(heard[1].who, 0U);
  kill_and_start();
  wire::Login login;
  login.rooms = {{"", 0, 0, 0, 10}};
  Guest again = come("ann", 1, login);
  const auto told = again.take_only<wire::Message>();
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].who, wire::head_of(key_of(2)));
}

}  // namespace
}  // namespace hubbub::net::server::testing

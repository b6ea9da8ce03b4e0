// Whose a name is, and what looks like one.
#include <functional>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/limits.h"
#include "net/server/server.h"
#include "net/wire/client_messages.h"
#include "net/wire/host_messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string farewell_of(Guest& guest) {
  const auto farewells = guest.take_only<wire::Farewell>();
  return farewells.empty() ? "" : farewells.front().code;
}

TEST(Names, BelongToTheKeyThatUsedThemLast) {
  Hall hall;
  Guest ann = hall.keyed("ann", 1);
  ann.send(wire::Logout{"ann", ""});
  hall.settle();
  Guest thief = hall.keyed("Ann", 2);
  EXPECT_EQ(farewell_of(thief), "nick-belongs");
  Guest without_key = hall.guest("ann");
  EXPECT_EQ(farewell_of(without_key), "nick-belongs");
  Guest again = hall.keyed("ann", 1);
  EXPECT_EQ(farewell_of(again), "");
}

TEST(Names, BelongToTheirKeyAfterTheHostStartedAnew) {
  MemoryHistory history;
  {
    Hall hall(Hall::open_house(), &history);
    Guest ann = hall.keyed("ann", 1);
    history.commit();
  }
  Hall hall(Hall::open_house(), &history);
  Guest thief = hall.keyed("ann", 2);
  EXPECT_EQ(farewell_of(thief), "nick-belongs");
  Guest ann = hall.keyed("ann", 1);
  EXPECT_EQ(farewell_of(ann), "");
}

class LookAlikes : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(LookAlikes, AreRefused) {
  Hall hall;
  Guest first = hall.keyed(GetParam().first, 1);
  Guest second = hall.keyed(GetParam().second, 2);
  EXPECT_EQ(farewell_of(second), "nick-looks-alike");
  first.send(wire::Logout{});
  hall.settle();
  Guest later = hall.keyed(GetParam().second, 2);
  EXPECT_EQ(farewell_of(later), "nick-looks-alike") << "though its owner is away";
  Guest own = hall.keyed(GetParam().second, 1);
  EXPECT_EQ(farewell_of(own), "") << "its owner may";
}
INSTANTIATE_TEST_SUITE_P(
    Names, LookAlikes,
    ::testing::Values(std::pair{"anna", "аnna"},  // Cyrillic a
                      std::pair{"TOM", "ТОМ"},    // Cyrillic, alike in capitals only
                      std::pair{"pal1", "pall"},  // one and l
                      std::pair{"tom", "torn"},   // m and rn
                      std::pair{"O0", "00"}, std::pair{"Alice", "AIice"},  // l and a capital I
                      std::pair{"Bill", "BiII"}));

TEST(Names, TheNewerConnectionOfAKeyReplacesItsGhost) {
  Hall hall;
  Guest bob = hall.guest("bob");
  Guest ghost = hall.keyed("ann", 1);
  bob.take_none();
  Guest ann = hall.keyed("ann", 1);
  EXPECT_EQ(farewell_of(ghost), "replaced");
  EXPECT_THAT(ann.take_only<wire::Welcome>(), SizeIs(1));
  EXPECT_THAT(bob.take_only<wire::Left>(), SizeIs(1));
  ann.send(post("here I am"));
  hall.settle();
  EXPECT_THAT(bob.take_only<wire::Message>(), SizeIs(1));
}

TEST(Names, OneKeyMayBeHereUnderTwoNames) {
  Hall hall;
  Guest one = hall.keyed("ann", 1);
  Guest two = hall.keyed("ann2", 1);
  EXPECT_EQ(farewell_of(one), "");
  EXPECT_THAT(two.take_only<wire::Welcome>(), SizeIs(1));
}

TEST(Names, TheOldestOfManyIsFreeForOthers) {
  Hall hall;
  Guest ann = hall.keyed("zero", 1);
  for (const char* name : {"one", "two", "three", "four"})
    ann.send(wire::ChangeNick{name});
  hall.settle();
  Guest bob = hall.keyed("zero", 2);
  EXPECT_EQ(farewell_of(bob), "");
  Guest eve = hall.keyed("one", 3);
  EXPECT_EQ(farewell_of(eve), "nick-belongs");
}

TEST(Names, RenamingToAnotherSpellingKeepsThePersonInPlace) {
  Hall hall;
  Guest ann = hall.keyed("ann", 1);
  ann.send(wire::ChangeNick{"Ann"});
  hall.settle();
  ann.take_none();
  Guest bob = hall.keyed("bob", 2);
  bob.send(wire::Whisper{"ann", wire::MessageId::make(), "psst"});
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Private>(), SizeIs(1));
  ann.send(wire::ChangeNick{"anna"});
  hall.settle();
  bob.send(wire::Whisper{"Ann", wire::MessageId::make(), "psst"});
  hall.settle();
  EXPECT_THAT(ann.take_only<wire::Private>(), SizeIs(1)) << "the old name is still hers";
}

// A host on which so many names are taken that silent people own none.
class CrowdedNames : public ::testing::Test {
 protected:
  CrowdedNames() {
    for (std::size_t i = 0; i <= kMaxSilentNames; ++i)
      history_.put_name({"name" + std::to_string(i), other_key(), hall_time()});
    history_.hand_over();
    history_.commit();
    hall_.emplace(Hall::open_house(), &history_);
  }
  static wire::KeyId other_key() {
    wire::KeyId key;
    key.bytes.back() = 1;
    return key;
  }
  static wire::HostTime hall_time() { return ManualClock().wall(); }
  // What a thief hears who takes the name once its owner is away.
  std::string theft_after(const std::function<void(Guest&)>& stay) {
    Guest ann = hall_->keyed("ann", 1);
    stay(ann);
    hall_->settle();
    Guest too_early = hall_->keyed("Ann", 2);
    EXPECT_EQ(farewell_of(too_early), "nick-taken");
    ann.send(wire::Logout{});
    hall_->settle();
    Guest thief = hall_->keyed("Ann", 2);
    return farewell_of(thief);
  }

  MemoryHistory history_;
  std::optional<Hall> hall_;
};

TEST_F(CrowdedNames, BelongToNobodyWhoSaidNothing) {
  EXPECT_EQ(theft_after([](Guest&) {}), "");
}

TEST_F(CrowdedNames, BelongToWhoeverSaidSomethingInARoom) {
  EXPECT_EQ(theft_after([](Guest& ann) { ann.send(post("hello")); }), "nick-belongs");
}

TEST_F(CrowdedNames, BelongToWhoeverSaidSomethingToOnePerson) {
  Guest bob = hall_->guest("bob");
  EXPECT_EQ(theft_after([](Guest& ann) {
              ann.send(wire::Whisper{"bob", wire::MessageId::make(), "psst"});
            }),
            "nick-belongs");
}

TEST_F(CrowdedNames, BelongToTheirOwnersWhoOnlyLookIn) {
  auto transport = hall_->connect();
  transport->set_peer_key(other_key());
  Guest owner(transport);
  wire::Login login;
  login.nick = "name7";
  owner.send(login);
  owner.send(wire::Logout{});
  hall_->settle();
  Guest thief = hall_->keyed("name7", 2);
  EXPECT_EQ(farewell_of(thief), "nick-belongs");
}

}  // namespace
}  // namespace hubbub::net::server::testing

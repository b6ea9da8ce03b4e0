// Bans and mutes: by key, by address, by network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/server/order.h"
#include "net/wire/messages.h"
#include "tests/net/server/moderated_hall.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace std::chrono_literals;
using wire::Act;

using KeptOut = ModeratedHall;

TEST_F(KeptOut, ABanHoldsForTheKeyUnderAnyNameAndForTheAddress) {
  does(*host, act(Act::kBan, "bob", 3600, "cheats"));
  EXPECT_EQ(farewell_of(*bob), "banned");
  Guest other_name = hall->keyed("robert", 2, {}, "10.0.0.7:1");
  const auto farewells = other_name.take_only<wire::Farewell>();
  ASSERT_THAT(farewells, SizeIs(1));
  EXPECT_EQ(farewells[0].text, "You are banned from this host for another 1 hour: cheats.");
  Guest other_key = hall->keyed("robert", 5, {}, "10.0.0.2:1");
  EXPECT_EQ(farewell_of(other_key), "banned");
  hall->pass(3601s);
  Guest later = hall->keyed("bob", 2, {}, "10.0.0.2:1");
  EXPECT_EQ(farewell_of(later), "");
}

TEST_F(KeptOut, BansAreListedAndLiftedByNumberOrName) {
  does(*host, act(Act::kBan, "bob", 0, "cheats"));
  does(*host, act(Act::kBan, "ann"));
  host->send(wire::ListBans{});
  commit();
  const auto bans = host->take_only<wire::Bans>().at(0).bans;
  ASSERT_THAT(bans, SizeIs(2));
  EXPECT_EQ(bans[0].nick, "ann");
  EXPECT_EQ(bans[1].reason, "cheats");
  EXPECT_EQ(bans[1].address, "10.0.0.2");
  does(*host, act(Act::kUnban, "#" + std::to_string(bans[1].number)));
  does(*host, act(Act::kUnban, "Ann"));
  does(*host, act(Act::kUnban, "ann"));
  EXPECT_EQ(refusal_of(*host), "no-such-ban");
  Guest back = hall->keyed("bob", 2, {}, "10.0.0.2:1");
  EXPECT_EQ(farewell_of(back), "");
}

TEST_F(KeptOut, SomebodyWhoIsAwayCanBeBannedAndSomebodyWithoutAKeyOnlyByAddress) {
  bob->send(wire::Logout{});
  commit();
  does(*host, act(Act::kBan, "bob"));
  Guest back = hall->keyed("bob", 2);
  EXPECT_EQ(farewell_of(back), "banned");
  Guest old = hall->guest("oldtimer");
  does(*host, act(Act::kBan, "oldtimer"));
  EXPECT_EQ(refusal_of(*host), "not-bannable");
}

TEST_F(KeptOut, ABanOfAnIPv6AddressHoldsForItsNetwork) {
  Guest eve = hall->keyed("eve", 4, {}, "2001:db8::1:5000");
  Guest neighbour = hall->keyed("neighbour", 5, {}, "2001:db8::2:5000");
  does(*host, act(Act::kBan, "eve"));
  Guest again = hall->keyed("adam", 6, {}, "2001:db8::9:5000");
  EXPECT_EQ(farewell_of(again), "banned");
  neighbour.send(wire::Logout{});
  commit();
  Guest known = hall->keyed("neighbour", 5, {}, "2001:db8::3:5000");
  EXPECT_EQ(farewell_of(known), "") << "known here before the ban";
  Guest elsewhere = hall->keyed("carol", 7, {}, "2001:db8:0:1::9:5000");
  EXPECT_EQ(farewell_of(elsewhere), "");
}

TEST_F(KeptOut, ABanOfALinkLocalAddressIsNotOneOfTheWholeCable) {
  Guest eve = hall->keyed("eve", 4, {}, "fe80::1%2:5000");
  does(*host, act(Act::kBan, "eve"));
  Guest carol = hall->keyed("carol", 5, {}, "fe80::2%2:5000");
  EXPECT_EQ(farewell_of(carol), "");
  Guest again = hall->keyed("adam", 6, {}, "fe80::1%2:5000");
  EXPECT_EQ(farewell_of(again), "banned");
}

TEST_F(KeptOut, WhoHasJustLeftIsBannedByAddressToo) {
  bob->send(wire::Logout{});
  commit();
  does(*host, act(Act::kBan, "BOB"));
  Guest again = hall->keyed("robert", 5, {}, "10.0.0.2:1");
  EXPECT_EQ(farewell_of(again), "banned");
}

TEST_F(KeptOut, WhoHasJustLeftWithoutAKeyIsBannedByAddress) {
  {
    Guest old(hall->connect("10.0.0.8:1"));
    wire::Login login;
    login.nick = "oldtimer";
    old.send(login);
    commit();
    old.send(wire::Logout{});
    commit();
  }
  does(*host, act(Act::kBan, "oldtimer"));
  Guest again = hall->keyed("robert", 5, {}, "10.0.0.8:2");
  EXPECT_EQ(farewell_of(again), "banned");
}

TEST_F(KeptOut, WhereNoAddressIsKnownTheLineSaysThatOnlyTheKeyIsKeptOut) {
  bob->send(wire::Logout{});
  commit();
  hall->clock.advance(kLeaverKept + 1s);
  static_cast<void>(host->take());
  does(*host, act(Act::kBan, "bob"));
  const auto told = host->take_only<wire::Moderated>();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0].text, HasSubstr("only by key"));
}

TEST_F(KeptOut, WhoeverIsMutedWithoutAKeyIsSoUnderTheNextName) {
  const auto come = [this](const std::string& nick, const std::string& address) {
    Guest guest(hall->connect(address));
    wire::Login login;
    login.nick = nick;
    guest.send(login);
    commit();
    static_cast<void>(guest.take());
    return guest;
  };
  const auto may_speak = [this](Guest& guest) {
    guest.send(post("hello"));
    commit();
    return guest.take_only<wire::Refused>().empty();
  };
  for (const std::string place : {"10.0.0.8:1", "127.0.0.1:1", "2001:db8::1:1"}) {
    Guest eve = come("eve", place);
    does(*host, act(Act::kMute, "eve"));
    EXPECT_FALSE(may_speak(eve));
    eve.send(wire::Logout{});
    commit();
    Guest next = come("adam", place == "2001:db8::1:1" ? "2001:db8::2:1" : place);
    EXPECT_FALSE(may_speak(next)) << place;
    Guest other = come("carol", "10.0.0.9:1");
    EXPECT_TRUE(may_speak(other)) << place;
    Guest keyed = hall->keyed("dora", 7, {}, "127.0.0.1:2");
    commit();
    EXPECT_TRUE(may_speak(keyed)) << place;
    does(*host, act(Act::kUnmute, "eve"));
    EXPECT_TRUE(may_speak(next)) << place;
    for (Guest* guest : {&next, &other, &keyed})
      guest->send(wire::Logout{});
    commit();
  }
}

TEST_F(KeptOut, WhoeverIsMutedWithAKeyIsSoWithoutIt) {
  does(*host, act(Act::kMute, "bob"));
  bob->send(wire::Logout{});
  commit();
  Guest next(hall->connect("10.0.0.2:2"));
  wire::Login login;
  login.nick = "robert";
  next.send(login);
  commit();
  static_cast<void>(next.take());
  next.send(post("hello"));
  commit();
  EXPECT_EQ(refusal_of(next), "muted");
}

TEST_F(KeptOut, WhoeverIsMutedIsSoWithANewKey) {
  Guest carol = hall->keyed("carol", 4, {}, "10.0.0.4:1");
  carol.send(post("I was here"));
  commit();
  does(*host, act(Act::kMute, "bob"));
  for (Guest* guest : {&*bob, &carol}) {
    guest->send(wire::Logout{});
  }
  commit();
  const auto may_speak = [this](Guest guest) {
    commit();
    static_cast<void>(guest.take());
    guest.send(post("hello"));
    commit();
    const bool may = guest.take_only<wire::Refused>().empty();
    guest.send(wire::Logout{});
    commit();
    return may;
  };
  EXPECT_FALSE(may_speak(hall->keyed("robert", 7, {}, "10.0.0.2:2")));
  EXPECT_TRUE(may_speak(hall->keyed("carol", 4, {}, "10.0.0.2:3"))) << "known before";
  EXPECT_TRUE(may_speak(hall->keyed("dora", 8, {}, "10.0.0.3:1"))) << "elsewhere";
  does(*host, act(Act::kUnmute, "bob"));
  EXPECT_TRUE(may_speak(hall->keyed("robert", 9, {}, "10.0.0.2:4")));
}

TEST_F(KeptOut, ANumberMeansThatBanAlone) {
  Guest dora = hall->keyed("dora", 4, {}, "10.0.0.4:1");
  commit();
  does(*host, act(Act::kBan, "bob"));
  does(*host, act(Act::kBan, "dora"));
  does(*host, act(Act::kUnban, "#1"));
  EXPECT_EQ(farewell_of(dora), "banned");
  Guest bob_again = hall->keyed("bob", 2, {}, "10.0.0.2:1");
  EXPECT_EQ(farewell_of(bob_again), "");
  Guest dora_again = hall->keyed("dora", 4, {}, "10.0.0.4:1");
  EXPECT_EQ(farewell_of(dora_again), "banned") << "it is ban 2";
}

TEST_F(KeptOut, ListsOfSeveralFramesAreWhole) {
  for (std::uint32_t number = 0; number < wire::kMaxListedBans + 5; ++number) {
    Guest guest = hall->keyed("guest", static_cast<std::uint8_t>(10 + number % 200), {},
                              "10.1.0." + std::to_string(number) + ":1");
    commit();
    does(*host, act(Act::kBan, "guest"));
  }
  static_cast<void>(host->take());
  host->send(wire::ListBans{});
  commit();
  const auto bans = host->take_only<wire::Bans>();
  ASSERT_THAT(bans, SizeIs(2));
  EXPECT_EQ(bans[0].more, 1);
  EXPECT_EQ(bans[1].more, 0);
  EXPECT_THAT(bans[1].bans, SizeIs(5));
}

}  // namespace
}  // namespace hubbub::net::server::testing

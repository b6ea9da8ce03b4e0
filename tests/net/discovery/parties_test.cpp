#include "net/discovery/parties.h"

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/discovery/hosts.h"

namespace hubbub::net::discovery {
namespace {

using asio::ip::udp;
using hubbub::tests::AnnouncingHost;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

udp::endpoint at(const char* address, std::uint16_t port = 40'000) {
  return {asio::ip::make_address(address), port};
}

class PartiesTest : public testing::Test {
 protected:
  // What is told of `datagram` from there; the questions are in `questions`.
  std::vector<wire::Event> hear(const wire::Bytes& datagram, const udp::endpoint& from) {
    Parties::Outcome outcome;
    parties.heard(datagram, from, {}, now, outcome);
    questions = outcome.questions;
    return outcome.events;
  }
  std::vector<wire::Event> wait(std::chrono::milliseconds time) {
    now += time;
    Parties::Outcome outcome;
    parties.tick(now, outcome);
    questions = outcome.questions;
    return outcome.events;
  }
  // It announces itself from there and answers what it is asked, a millisecond later.
  std::vector<wire::Event> meet(AnnouncingHost& who, const udp::endpoint& from) {
    const asio::ip::address address = from.address();
    who.is_at(address.is_v6() ? asio::ip::address_v6(address.to_v6().to_bytes()).to_string()
                              : address.to_string());
    hear(who.says(), from);
    return questions.empty() ? std::vector<wire::Event>{} : answer(who, from);
  }
  std::vector<wire::Event> answer(AnnouncingHost& who, const udp::endpoint& from) {
    now += 1ms;
    return hear(who.says(questions.at(0).nonce), from);
  }
  // What is told until nothing is due for that long, with nobody answering.
  std::vector<wire::Event> silence(std::chrono::milliseconds time) {
    std::vector<wire::Event> all;
    for (const TimePoint end = now + time; now < end;) {
      for (wire::Event& event : wait(250ms))
        all.push_back(std::move(event));
    }
    return all;
  }

  static const wire::Party* found(const std::vector<wire::Event>& told) {
    const auto* event = told.empty() ? nullptr : std::get_if<wire::PartyFound>(&told.front());
    return event == nullptr ? nullptr : &event->party;
  }
  static const wire::Party* changed(const std::vector<wire::Event>& told) {
    const auto* event = told.empty() ? nullptr : std::get_if<wire::PartyChanged>(&told.front());
    return event == nullptr ? nullptr : &event->party;
  }

  TimePoint now{1h};
  std::uint64_t clock = 0;  // counters begin there, too
  Parties parties{now, [this] { return clock; }};
  std::vector<Parties::Question> questions;
  AnnouncingHost host{"Friday LAN"};
};

TEST_F(PartiesTest, WhoeverAnnouncesIsAskedAndThenShown) {
  EXPECT_THAT(hear(host.says(), at("10.0.0.1")), IsEmpty());
  ASSERT_THAT(questions, SizeIs(1));
  EXPECT_EQ(questions[0].to, at("10.0.0.1"));
  const auto events = answer(host, at("10.0.0.1"));
  ASSERT_NE(found(events), nullptr);
  EXPECT_EQ(found(events)->id, host.id());
  EXPECT_EQ(found(events)->title, "Friday LAN");
  EXPECT_EQ(found(events)->round_trip, 1ms);
  EXPECT_THAT(found(events)->addresses, ElementsAre("10.0.0.1:24280"));
}

TEST_F(PartiesTest, AnAnswerToAnotherQuestionIsNoAnswer) {
  hear(host.says(), at("10.0.0.1"));
  const wire::MessageId nonce = questions.at(0).nonce;
  EXPECT_THAT(hear(host.says(wire::MessageId::make()), at("10.0.0.1")), IsEmpty());
  EXPECT_THAT(hear(host.says(nonce), at("10.0.0.2")), IsEmpty());  // nor is one from elsewhere
}

TEST_F(PartiesTest, WhatIsNotSignedByItsKeyIsNotBelieved) {
  hear(host.says(), at("10.0.0.1"));
  const wire::MessageId nonce = questions.at(0).nonce;
  const auto forged = [&] {
    wire::Bytes bytes = host.says(nonce);
    bytes[wire::kHeaderBytes] ^= std::byte{1};
    return bytes;
  };
  EXPECT_THAT(hear(forged(), at("10.0.0.1")), IsEmpty());
  EXPECT_NE(found(hear(host.says(nonce), at("10.0.0.1"))), nullptr);
}

TEST_F(PartiesTest, FewSignaturesAreLookedAtForOneQuestion) {
  hear(host.says(), at("10.0.0.1"));
  const wire::MessageId nonce = questions.at(0).nonce;
  for (int i = 0; i < kAnswersToOneQuery; ++i) {
    wire::Bytes forged = host.says(nonce);
    forged[wire::kHeaderBytes] ^= std::byte{1};
    EXPECT_THAT(hear(forged, at("10.0.0.1")), IsEmpty());
  }
  EXPECT_THAT(hear(host.says(nonce), at("10.0.0.1")), IsEmpty());
}

TEST_F(PartiesTest, OneHostIsOnePartyHoweverManyAddressesItHas) {
  ASSERT_NE(found(meet(host, at("10.0.0.1"))), nullptr);
  const auto second = meet(host, at("10.0.0.2"));
  ASSERT_NE(changed(second), nullptr);
  const auto third = meet(host, at("fe80::1%2"));
  ASSERT_NE(changed(third), nullptr);
  EXPECT_TRUE(changed(third)->addresses.back().starts_with("[fe80::1%"));
  EXPECT_THAT(changed(third)->addresses, SizeIs(3));
}

TEST_F(PartiesTest, TwoHostsOfOnePersonAreTwo) {
  ASSERT_NE(found(meet(host, at("10.0.0.1"))), nullptr);
  host.state().port = 24281;
  ASSERT_NE(found(meet(host, at("10.0.0.1", 40'001))), nullptr);
}

TEST_F(PartiesTest, NewsAreAskedForAndOldOnesAreNot) {
  meet(host, at("10.0.0.1"));
  const wire::Bytes old = host.says();
  host.state().people = 7;
  now += 2s;
  hear(host.says(), at("10.0.0.1"));
  ASSERT_THAT(questions, SizeIs(1));
  const auto events = answer(host, at("10.0.0.1"));
  ASSERT_NE(changed(events), nullptr);
  EXPECT_EQ(changed(events)->people, 7U);
  now += 2s;
  EXPECT_THAT(hear(old, at("10.0.0.1")), IsEmpty());
  EXPECT_THAT(questions, IsEmpty());
}

TEST_F(PartiesTest, AnEndIsBelievedOnceAndFromTheHostOnly) {
  meet(host, at("10.0.0.1"));
  host.state().ended = 1;
  wire::Bytes end = host.says();
  wire::Bytes forged = end;
  forged[wire::kHeaderBytes] ^= std::byte{1};
  EXPECT_THAT(hear(forged, at("10.0.0.1")), IsEmpty());
  const auto events = hear(end, at("10.0.0.9"));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_TRUE(std::holds_alternative<wire::PartyGone>(events[0]));
  // Back again: what ended the last time ends it no more.
  host.state().ended = 0;
  ASSERT_NE(found(meet(host, at("10.0.0.1"))), nullptr);
  EXPECT_THAT(hear(end, at("10.0.0.1")), IsEmpty());
}

TEST_F(PartiesTest, WhoeverFallsSilentFadesAndGoes) {
  meet(host, at("10.0.0.1"));
  EXPECT_THAT(silence(kFades - 1s), IsEmpty());
  const auto fading = silence(kRefresh + 2s);
  ASSERT_NE(changed(fading), nullptr);
  EXPECT_TRUE(changed(fading)->fading);
  const auto gone = silence(kGone);
  ASSERT_THAT(gone, SizeIs(1));
  EXPECT_EQ(std::get<wire::PartyGone>(gone[0]).id, host.id());
  EXPECT_EQ(parties.next_tick(), TimePoint::max());
}

TEST_F(PartiesTest, WhoeverAnswersAgainFadesNoMore) {
  meet(host, at("10.0.0.1"));
  std::vector<wire::Event> events = silence(kFades + kRefresh);
  ASSERT_NE(changed(events), nullptr);
  while (questions.empty())
    wait(250ms);
  const auto back = answer(host, at("10.0.0.1"));
  ASSERT_NE(changed(back), nullptr);
  EXPECT_FALSE(changed(back)->fading);
}

TEST_F(PartiesTest, AHostThatNeverAnswersIsShownByWhatItSigned) {
  EXPECT_THAT(hear(host.says(), at("10.0.0.1")), IsEmpty());
  const auto events = silence(2s);
  ASSERT_NE(found(events), nullptr);
  EXPECT_EQ(found(events)->round_trip.count(), 0);
  // What it said before does not keep it alive.
  const wire::Bytes old = host.says();
  hear(old, at("10.0.0.1"));
  std::vector<wire::Event> later;
  for (int i = 0; i < 100 && later.empty(); ++i) {
    hear(old, at("10.0.0.1"));
    later = silence(1s);
  }
  ASSERT_NE(changed(later), nullptr);
  EXPECT_TRUE(changed(later)->fading);
}

TEST_F(PartiesTest, AnAddressThatNoLongerAnswersIsTheLast) {
  meet(host, at("10.0.0.1"));
  meet(host, at("fd00::7"));
  const wire::Party before = *changed(meet(host, at("10.0.0.2")));
  ASSERT_EQ(before.addresses.front(), "10.0.0.1:24280");
  // The host has moved: where it was it is asked in vain.
  std::optional<wire::Party> after;
  for (int i = 0; i < 400 && !(after && after->addresses.back() == "10.0.0.1:24280"); ++i) {
    auto told = wait(50ms);
    for (const auto& question : std::vector<Parties::Question>(questions)) {
      if (question.to != at("10.0.0.1")) {
        for (wire::Event& event : hear(host.says(question.nonce), question.to))
          told.push_back(std::move(event));
      }
    }
    if (changed(told) != nullptr)
      after = *changed(told);
  }
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(after->addresses.back(), "10.0.0.1:24280");
  EXPECT_FALSE(after->fading);
}

TEST_F(PartiesTest, AnnouncementsOfNobodyAreNeverShown) {
  wire::Bytes forged = host.says();
  forged[wire::kHeaderBytes] ^= std::byte{1};
  EXPECT_THAT(hear(forged, at("10.0.0.1")), IsEmpty());
  EXPECT_THAT(silence(10s), IsEmpty());
  EXPECT_EQ(parties.next_tick(), TimePoint::max());
}

TEST_F(PartiesTest, AFloodCostsFewQuestionsAndDrivesNobodyOut) {
  meet(host, at("10.0.0.1"));
  AnnouncingHost other("flood");
  std::size_t asked = 0;
  int kept_answering = 0;
  for (int i = 0; i < 10'000; ++i) {
    now += 1ms;
    const std::string address = "10.0." + std::to_string(1 + i % 7) + ".66";
    other.is_at(address);
    other.state().addresses.resize(1);
    hear(other.says(), at(address.c_str(), static_cast<std::uint16_t>(1'024 + i)));
    asked += questions.size();
    if (i % 50 == 0) {
      wait(0ms);
      const bool known = !questions.empty() && questions[0].to == at("10.0.0.1");
      kept_answering += known ? 1 : 0;
      if (known)
        answer(host, at("10.0.0.1"));
    }
  }
  EXPECT_GT(asked, 0U);
  EXPECT_GT(kept_answering, 0);
  EXPECT_LE(asked, 10U * static_cast<std::size_t>(kQuestions.per_second) +
                       static_cast<std::size_t>(kQuestions.burst));
  // The one that was there is asked as before, and its answer counts.
  while (questions.empty() || questions[0].to != at("10.0.0.1")) {
    wait(50ms);
    std::erase_if(questions, [](const auto& question) { return question.to != at("10.0.0.1"); });
  }
  host.state().people = 3;
  const auto events = answer(host, at("10.0.0.1"));
  ASSERT_NE(changed(events), nullptr);
  EXPECT_EQ(changed(events)->people, 3U);
}

TEST_F(PartiesTest, OneAddressDoesNotFillTheList) {
  std::size_t shown = 0;
  for (int i = 0; i < 50; ++i) {
    AnnouncingHost another("another");
    now += 2s;
    shown += meet(another, at("10.0.0.66", static_cast<std::uint16_t>(1'024 + i))).size();
  }
  EXPECT_LE(shown, kMaxSourcesOfOne);
}

TEST_F(PartiesTest, AnAddressThatTheHostDoesNotNameIsNoWayToIt) {
  meet(host, at("10.0.0.1"));
  now += 2s;
  // Somebody says again what the host has just said, and passes our question on to it.
  EXPECT_THAT(hear(host.says(), at("10.0.0.66")), IsEmpty());
  EXPECT_THAT(questions, IsEmpty());
  EXPECT_THAT(silence(3s), IsEmpty());
}

TEST_F(PartiesTest, WhoNeverAnswersIsNoWayToAPartyThatDoes) {
  host.is_at("10.0.0.2");
  meet(host, at("10.0.0.1"));
  hear(host.says(), at("10.0.0.2"));
  for (const wire::Event& event : silence(3s)) {
    const auto* news = std::get_if<wire::PartyChanged>(&event);
    EXPECT_TRUE(news == nullptr || news->party.addresses.front() == "10.0.0.1:24280");
  }
}

TEST_F(PartiesTest, WhoOnlyAnnouncesTakesNobodysPlace) {
  std::size_t shown = 0;
  for (std::size_t i = 0; i < 2 * kMaxSilentParties; ++i) {
    AnnouncingHost mute("mute");
    const std::string address = "10.0.1." + std::to_string(i);
    mute.is_at(address);
    hear(mute.says(), at(address.c_str()));
    for (const wire::Event& event : silence(2s)) {
      shown += std::holds_alternative<wire::PartyFound>(event) ? 1U : 0U;
      shown -= std::holds_alternative<wire::PartyGone>(event) ? 1U : 0U;
    }
    EXPECT_LE(shown, kMaxSilentParties);
  }
  EXPECT_GE(shown, kMaxSilentParties / 2);
  EXPECT_NE(found(meet(host, at("10.0.0.1"))), nullptr);
}

TEST_F(PartiesTest, WhoDoesNotAnswerMakesWayForOthersAtTheAddress) {
  for (std::uint16_t port = 1; port <= 2 * kMaxSourcesOfOne; ++port) {
    AnnouncingHost mute("mute");
    now += 1s;
    hear(mute.says(), at("10.0.0.1", port));
  }
  now += 1s;
  EXPECT_NE(found(meet(host, at("10.0.0.1"))), nullptr);
}

TEST_F(PartiesTest, ARecordingOfWhoNeverAnswersIsNotShown) {
  const wire::Bytes recorded = host.says();
  clock = 24ULL * 3600 * 1'000'000;
  hear(recorded, at("10.0.0.1"));
  EXPECT_THAT(silence(5s), IsEmpty());
}

TEST_F(PartiesTest, ForgedEndsDoNotKeepATrueOneBack) {
  meet(host, at("10.0.0.1"));
  host.state().ended = 1;
  for (int i = 0; i < 1'000; ++i) {
    wire::Bytes forged = host.says();
    forged[wire::kHeaderBytes] ^= std::byte{1};
    EXPECT_THAT(hear(forged, at("10.0.0.66")), IsEmpty());
  }
  EXPECT_THAT(hear(host.says(), at("10.0.0.1")), SizeIs(1));
}

TEST_F(PartiesTest, OldEndsEndNothingHoweverManyCameSince) {
  meet(host, at("10.0.0.1"));
  host.state().ended = 1;
  const wire::Bytes old = host.says();
  host.state().ended = 0;
  now += 2s;
  hear(host.says(), at("10.0.0.1"));
  answer(host, at("10.0.0.1"));
  EXPECT_THAT(hear(old, at("10.0.0.1")), IsEmpty());
}

TEST_F(PartiesTest, WhereInterfacesChangedQuestionsFindTheirWayAnew) {
  meet(host, at("10.0.0.1"));
  parties.ask_all(now);
  wait(0ms);
  ASSERT_THAT(questions, SizeIs(1));
  EXPECT_EQ(questions[0].route.interface, 0U);
  EXPECT_TRUE(questions[0].route.from.is_unspecified());
}

TEST_F(PartiesTest, ARoundTripThatHardlyChangesIsNoNews) {
  meet(host, at("10.0.0.1"));
  EXPECT_THAT(wait(kRefresh), IsEmpty());
  ASSERT_THAT(questions, SizeIs(1));
  EXPECT_THAT(answer(host, at("10.0.0.1")), IsEmpty());
  wait(kRefresh);
  now += 40ms;
  const auto slower = answer(host, at("10.0.0.1"));
  ASSERT_NE(changed(slower), nullptr);
  EXPECT_EQ(changed(slower)->round_trip, 41ms);
}

}  // namespace
}  // namespace hubbub::net::discovery

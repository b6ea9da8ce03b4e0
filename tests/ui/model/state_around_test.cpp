// The parties on the local networks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

using testing::ElementsAre;

class StateAroundTest : public testing::Test {
 protected:
  StateAroundTest() { state_.watch_parties(true); }
  static wire::Party party(std::string title, std::uint8_t key) {
    wire::Party found;
    found.id.key.bytes.fill(key);
    found.title = std::move(title);
    return found;
  }
  std::vector<std::string> titles() {
    state_.pull(view_);
    std::vector<std::string> list;
    for (const wire::Party& each : view_.around.parties)
      list.push_back(each.title);
    return list;
  }
  bool apply(wire::Event event) { return state_.apply(std::move(event)); }

  State state_;
  View view_;
};

TEST_F(StateAroundTest, TheyStandByTitleThoseWithoutOneLast) {
  apply(wire::PartyFound{party("", 1)});
  apply(wire::PartyFound{party("b", 2)});
  apply(wire::PartyFound{party("A", 3)});
  EXPECT_THAT(titles(), ElementsAre("A", "b", ""));
}

TEST_F(StateAroundTest, NewsTakeThePlaceOfWhatWasKnown) {
  apply(wire::PartyFound{party("a", 1)});
  apply(wire::PartyChanged{party("b", 1)});
  EXPECT_THAT(titles(), ElementsAre("b"));
  EXPECT_TRUE(apply(wire::PartyGone{party("b", 1).id}));
  EXPECT_FALSE(apply(wire::PartyGone{party("b", 1).id}));
  EXPECT_THAT(titles(), ElementsAre());
}

TEST_F(StateAroundTest, WhatStrangersWriteIsCleaned) {
  apply(wire::PartyFound{party("a\x1b[31m\nb\u202E", 1)});
  const std::string title = titles().at(0);
  EXPECT_EQ(title.find('\x1b'), std::string::npos) << title;
  EXPECT_EQ(title.find('\n'), std::string::npos) << title;
}

TEST_F(StateAroundTest, NothingIsKeptWhenNobodyLooks) {
  apply(wire::LookedOn{{"eth0"}});
  apply(wire::PartyFound{party("a", 1)});
  state_.watch_parties(false);
  EXPECT_FALSE(apply(wire::PartyFound{party("b", 2)}));
  EXPECT_THAT(titles(), ElementsAre());
  EXPECT_FALSE(view_.around.looking);
}

TEST_F(StateAroundTest, ItSaysWhereIsLooked) {
  EXPECT_TRUE(apply(wire::LookedOn{{"eth0"}}));
  titles();
  EXPECT_TRUE(view_.around.looking);
  EXPECT_THAT(view_.around.interfaces, ElementsAre("eth0"));
}

}  // namespace
}  // namespace hubbub::ui::model

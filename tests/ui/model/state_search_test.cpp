// A search through the host's history.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

class StateSearchTest : public testing::Test {
 protected:
  StateSearchTest() {
    for (wire::Event& event : tests::online()) {
      state_.apply(std::move(event));
    }
  }
  const SearchView& search() {
    state_.pull(view_);
    return view_.answers.search;
  }
  static wire::SearchHistory asked(const std::optional<wire::Command>& command) {
    return command ? std::get<wire::SearchHistory>(*command) : wire::SearchHistory{};
  }
  static wire::SearchFound found(std::uint32_t token, std::size_t count, std::uint64_t next = 0) {
    wire::SearchFound event;
    event.token = token;
    event.next = next;
    for (std::size_t i = 0; i < count; ++i) {
      event.entries.push_back({"lobby", tests::entry("ann", "hit\x1b", 7)});
    }
    return event;
  }

  State state_;
  View view_;
};

TEST_F(StateSearchTest, AsksAndShowsTheAnswer) {
  const wire::SearchHistory question = asked(state_.search("hit", "lobby"));
  EXPECT_EQ(question.text, "hit");
  EXPECT_EQ(question.room, "lobby");
  EXPECT_EQ(question.before, 0U);
  EXPECT_TRUE(search().active);
  EXPECT_TRUE(search().searching);
  EXPECT_TRUE(state_.apply(found(question.token, 2)));
  EXPECT_FALSE(search().searching);
  EXPECT_FALSE(search().more);
  ASSERT_EQ(search().entries.size(), 2U);
  EXPECT_EQ(search().entries.front().entry.text, "hit\uFFFD");
}

TEST_F(StateSearchTest, AnAnswerToAnOlderQuestionIsPassedOver) {
  const wire::SearchHistory first = asked(state_.search("one", ""));
  const wire::SearchHistory second = asked(state_.search("two", ""));
  EXPECT_FALSE(state_.apply(found(first.token, 1)));
  EXPECT_TRUE(search().entries.empty());
  EXPECT_TRUE(state_.apply(found(second.token, 1)));
  EXPECT_FALSE(state_.apply(found(second.token, 1))) << "it was answered";
}

TEST_F(StateSearchTest, GoesOnWhereTheAnswerEnded) {
  const wire::SearchHistory first = asked(state_.search("hit", ""));
  EXPECT_FALSE(state_.search_more()) << "the answer is to come";
  state_.apply(found(first.token, 50, 41));
  const wire::SearchHistory more = asked(state_.search_more());
  EXPECT_EQ(more.before, 41U);
  EXPECT_EQ(more.text, "hit");
  state_.apply(found(more.token, 3));
  EXPECT_EQ(search().entries.size(), 53U);
  EXPECT_FALSE(state_.search_more());
}

TEST_F(StateSearchTest, KnowsByTheKeyWhoseALineIs) {
  wire::Welcomed welcomed = tests::welcomed();
  welcomed.own_key = tests::key(1);
  state_.apply(welcomed);
  state_.set_ignored({{tests::key(3), "eve"}});
  wire::SearchFound answer = found(asked(state_.search("tea", "")).token, 0);
  const auto said = [&](const char* name, std::uint8_t key, const char* text) {
    answer.entries.push_back({"lobby", tests::by(tests::entry(name, text, 7), tests::key(key))});
  };
  said("me", 2, "a stranger's");
  said("I", 1, "mine");
  said("bob", 3, "spam");
  said("eve", 4, "another eve's");
  state_.apply(answer);
  std::vector<std::pair<std::string, bool>> shown;
  for (const wire::FoundEntry& each : search().entries) {
    shown.emplace_back(each.entry.text, each.entry.own != 0);
  }
  const std::vector<std::pair<std::string, bool>> expected = {
      {"a stranger's", false}, {"mine", true}, {"another eve's", false}};
  EXPECT_EQ(shown, expected);
}

TEST_F(StateSearchTest, KeepsNoMoreThanItsBound) {
  wire::SearchHistory question = asked(state_.search("hit", ""));
  while (!search().full) {
    ASSERT_TRUE(state_.apply(found(question.token, 50, 1)));
    if (const auto more = state_.search_more()) {
      question = asked(more);
    }
  }
  EXPECT_EQ(search().entries.size(), kMaxFound);
  EXPECT_FALSE(state_.search_more());
}

TEST_F(StateSearchTest, OfflineNoMoreAreAskedFor) {
  state_.apply(found(asked(state_.search("hit", "")).token, 50, 41));
  state_.apply(tests::connection(wire::ConnectionState::kReconnecting));
  EXPECT_FALSE(state_.search_more());
  EXPECT_FALSE(search().searching);
  state_.apply(tests::connection(wire::ConnectionState::kOnline));
  EXPECT_TRUE(state_.search_more());
}

TEST_F(StateSearchTest, AProblemIsTold) {
  const wire::SearchHistory question = asked(state_.search("hit", ""));
  wire::SearchFound event;
  event.token = question.token;
  event.problem = "The disk is broken.";
  state_.apply(event);
  EXPECT_EQ(search().problem, "The disk is broken.");
  EXPECT_FALSE(search().searching);
}

TEST_F(StateSearchTest, ARefusedContinuationCanBeAskedForAgain) {
  state_.apply(found(asked(state_.search("hit", "")).token, 0, 41));
  EXPECT_TRUE(search().more) << "nothing was found so far";
  wire::SearchFound refusal;
  refusal.token = asked(state_.search_more()).token;
  refusal.problem = "Wait for the answers to your last questions.";
  state_.apply(refusal);
  EXPECT_TRUE(search().more);
  EXPECT_EQ(asked(state_.search_more()).before, 41U);
}

TEST_F(StateSearchTest, ALostConnectionEndsIt) {
  const wire::SearchHistory question = asked(state_.search("hit", ""));
  state_.apply(tests::connection(wire::ConnectionState::kReconnecting));
  EXPECT_FALSE(search().searching);
  EXPECT_FALSE(search().problem.empty());
  EXPECT_FALSE(state_.apply(found(question.token, 1)));
}

TEST_F(StateSearchTest, AHostWithoutHistoryIsNotAsked) {
  wire::Welcomed welcome = tests::welcomed();
  welcome.history = false;
  state_.apply(welcome);
  EXPECT_FALSE(state_.search("hit", ""));
  EXPECT_TRUE(search().active);
  EXPECT_FALSE(search().problem.empty());
}

TEST_F(StateSearchTest, OnePutAwayIsForgotten) {
  const wire::SearchHistory question = asked(state_.search("hit", ""));
  EXPECT_TRUE(state_.end_search());
  EXPECT_FALSE(search().active);
  EXPECT_FALSE(state_.apply(found(question.token, 1)));
  EXPECT_FALSE(state_.end_search());
}

}  // namespace
}  // namespace hubbub::ui::model

#include "tests/support/hall/memory_history.h"

#include <gmock/gmock.h>

namespace hubbub::net::server::testing {
namespace {

using history::Line;
using ::testing::IsEmpty;

Line line(std::uint64_t seq, const std::string& text) {
  Line line;
  line.entry.seq = seq;
  line.entry.id = wire::MessageId::make();
  line.entry.text = text;
  line.key.bytes.fill(1);
  return line;
}

class MemoryHistoryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    history_.restart();
    history_.callbacks.committed = [this] { ++commits_; };
    lobby_ = history_.add_room("lobby", 5, {});
    first_ = history_.append(lobby_, line(1, "one"));
  }
  std::size_t lines_seen() {
    std::size_t seen = 0;
    history_.read_from(lobby_, 1, {100, 10'000},
                       [&seen](const history::Lines& lines) { seen = lines.lines.size(); });
    history_.answer();
    return seen;
  }
  MemoryHistory history_;
  history::RoomNumber lobby_ = 0;
  history::Ticket first_ = 0;
  int commits_ = 0;
};

TEST_F(MemoryHistoryTest, CommitsOnlyWhatWasHandedOverAndOnlyWhenTold) {
  history_.commit();
  EXPECT_EQ(history_.committed(), 0U);
  EXPECT_EQ(commits_, 0);
  history_.hand_over();
  EXPECT_EQ(history_.committed(), 0U);
  EXPECT_GT(history_.waiting_bytes(), 0U);
  history_.commit(1);
  EXPECT_EQ(history_.committed(), 1U);
  history_.commit();
  EXPECT_EQ(history_.committed(), first_);
  EXPECT_EQ(commits_, 2);
  EXPECT_EQ(history_.waiting_bytes(), 0U);
}

TEST_F(MemoryHistoryTest, AnswersWhenToldAndSeesWhatWaits) {
  std::size_t seen = 0;
  history_.read_from(lobby_, 1, {100, 10'000},
                     [&seen](const history::Lines& lines) { seen = lines.lines.size(); });
  EXPECT_EQ(history_.questions(), 1U);
  EXPECT_EQ(seen, 0U);
  history_.answer();
  EXPECT_EQ(seen, 1U);
}

TEST_F(MemoryHistoryTest, WhileItIsNotWritableNothingIsCommittedAndReadsShowTheDisk) {
  history_.set_writable(false);
  history_.hand_over();
  history_.commit();
  EXPECT_EQ(history_.committed(), 0U);
  EXPECT_EQ(lines_seen(), 0U);
  history_.set_writable(true);
  history_.commit();
  EXPECT_EQ(history_.committed(), first_);
  EXPECT_EQ(lines_seen(), 1U);
}

TEST_F(MemoryHistoryTest, ARestartLosesWhatWasNotCommitted) {
  history_.hand_over();
  history_.commit();
  history_.append(lobby_, line(2, "two"));
  const history::Contents contents = history_.restart();
  EXPECT_EQ(contents.run, 2U);
  ASSERT_EQ(contents.rooms.size(), 1U);
  EXPECT_EQ(contents.rooms[0].next_seq, 2U);
  ASSERT_EQ(contents.rooms[0].runs.size(), 1U);
  EXPECT_EQ(contents.rooms[0].runs[0].run, 1U);
  EXPECT_EQ(contents.rooms[0].runs[0].last_seq, 1U);
  EXPECT_EQ(contents.rooms[0].recent.size(), 1U);
  EXPECT_EQ(lines_seen(), 1U);
  EXPECT_EQ(history_.committed(), 0U);
}

TEST_F(MemoryHistoryTest, FindsTextAndAnswersWithAProblem) {
  history::SearchQuery query;
  query.text = "one";
  history::SearchAnswer found;
  const auto search = [&] {
    history_.search(query, [&found](history::SearchAnswer answer) { found = std::move(answer); });
    history_.answer();
  };
  search();
  ASSERT_EQ(found.entries.size(), 1U);
  EXPECT_EQ(found.entries[0].room, "lobby");
  history_.fail_questions("no");
  search();
  EXPECT_EQ(found.problem, "no");
  EXPECT_THAT(found.entries, IsEmpty());
}

}  // namespace
}  // namespace hubbub::net::server::testing

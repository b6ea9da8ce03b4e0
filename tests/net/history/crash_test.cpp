// What was said to be on the disk is there after SIGKILL, at whatever moment.
#include <csignal>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "net/history/store.h"
#include "tests/net/history/archive.h"
#include "tests/support/process/child_process.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using tests::ChildProcess;

TEST(Crash, NothingThatWasCommittedIsLostByAKill) {
  Archive archive;
  std::mt19937 random{20261125};
  std::uint64_t committed = 0;
  constexpr int kRounds = 12;
  for (int round = 0; round < kRounds; ++round) {
    ChildProcess victim({HUBBUB_HISTORY_VICTIM, (archive.folder.path() / "party").string()});
    const auto from = victim.wait_for_line([](const std::string&) { return true; });
    ASSERT_TRUE(from && from->starts_with("from ")) << from.value_or("nothing");
    EXPECT_GT(std::strtoull(from->c_str() + 5, nullptr, 10), committed);
    // Somewhere within a commit, or in what is done between two.
    const int answers = std::uniform_int_distribution<int>{1, 60}(random);
    std::vector<std::string> said;
    for (int i = 0; i < answers; ++i)
      said.push_back(
          victim.wait_for_line([](const std::string&) { return true; }).value_or("nothing"));
    victim.signal(SIGKILL);
    for (const std::string& last : victim.remaining_lines())
      said.push_back(last);
    for (const std::string& each : said)
      committed = std::max<std::uint64_t>(committed, std::strtoull(each.c_str(), nullptr, 10));
    victim.wait_for_exit();

    ASSERT_TRUE(archive.open());
    ASSERT_TRUE(archive.reports.empty()) << archive.reports[0].text;
    const StoredRoom& room = archive.contents.rooms.at(0);
    EXPECT_GE(room.next_seq, committed + 1);
    const Lines lines = archive.read_from(room.number, 1);
    ASSERT_EQ(lines.lines.size(), room.next_seq - 1);
    for (std::uint64_t seq = 1; seq < room.next_seq; ++seq) {
      ASSERT_EQ(lines.lines[seq - 1].entry.seq, seq);
      ASSERT_EQ(lines.lines[seq - 1].entry.text, "line " + std::to_string(seq));
    }
    EXPECT_EQ(room.runs.back().last_seq, room.next_seq - 1);
    archive.close();
  }
  EXPECT_GT(committed, 1'000U);
}

TEST(Crash, AHostThatLivesKeepsOthersOut) {
  Archive archive;
  ChildProcess victim({HUBBUB_HISTORY_VICTIM, (archive.folder.path() / "party").string()});
  ASSERT_TRUE(victim.wait_for_line([](const std::string&) { return true; }));
  EXPECT_EQ(archive.try_open().problem.code, "history-in-use");
  victim.signal(SIGKILL);
  victim.wait_for_exit();
  EXPECT_TRUE(archive.open());
}

}  // namespace
}  // namespace hubbub::net::history

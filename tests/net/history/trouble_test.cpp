// A disk that takes nothing, and damage that shows while the history is in use.
#include <fstream>

#include <gmock/gmock.h>

#include "net/history/limits.h"
#include "net/history/store.h"
#include "tests/net/history/archive.h"
#include "tests/support/full_disk.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::key;
using testing::line;
using testing::texts_of;
using tests::FullDisk;

class Trouble : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(archive_.open());
    lobby_ = archive_.room("lobby", {"before"});
    ASSERT_TRUE(archive_.settle());
  }
  std::uintmax_t log_bytes() { return std::filesystem::file_size(archive_.file("history.db-wal")); }
  void append(const std::string& text) { archive_.store->append(lobby_, line(++seq_, text)); }
  bool wait_for(const std::string& code) {
    return archive_.loop.run_until([&] {
      return std::find(archive_.codes.begin(), archive_.codes.end(), code) != archive_.codes.end();
    });
  }

  Archive archive_;
  RoomNumber lobby_ = 0;
  std::uint64_t seq_ = 1;
};

TEST_F(Trouble, AFullDiskLosesNothingAndIsNoticedWhenItHasRoomAgain) {
  {
    const FullDisk full(log_bytes());
    const Ticket before = archive_.store->committed();
    append("during");
    archive_.store->hand_over();
    ASSERT_TRUE(wait_for("history-not-written"));
    EXPECT_FALSE(archive_.store->writable());
    EXPECT_THAT(archive_.sentences.back(), HasSubstr("nothing new is taken"));
    EXPECT_EQ(archive_.store->committed(), before);
    EXPECT_GT(archive_.store->waiting_bytes(), 0U);
    append("later");
    archive_.store->hand_over();
    // Reading goes on, without what is not there.
    EXPECT_THAT(texts_of(archive_.read_from(lobby_, 1)), ElementsAre("before"));
    EXPECT_THAT(archive_.found("before"), ElementsAre("before"));
    EXPECT_EQ(archive_.store->committed(), before);
  }
  ASSERT_TRUE(wait_for("history-written"));
  EXPECT_TRUE(archive_.store->writable());
  ASSERT_TRUE(archive_.settle());
  EXPECT_EQ(archive_.store->waiting_bytes(), 0U);
  EXPECT_THAT(archive_.codes, ElementsAre("history-not-written", "history-written"));
  append("after");
  ASSERT_TRUE(archive_.idle());
  ASSERT_TRUE(archive_.reopen());
  EXPECT_THAT(texts_of(archive_.read_from(lobby_, 1)),
              ElementsAre("before", "during", "later", "after"));
  EXPECT_THAT(archive_.found("during"), ElementsAre("during"));
}

TEST_F(Trouble, WhatAFailedTryHadCountedIsCountedAgain) {
  {
    const FullDisk full(log_bytes());
    archive_.store->append(lobby_, line(2, "new here", "zoe"));
    archive_.store->append_private(line(1, "psst", "zoe"), key('y'));
    archive_.room("new too", {"first"});
    archive_.store->hand_over();
    ASSERT_TRUE(wait_for("history-not-written"));
  }
  archive_.store->append(lobby_, line(3, "newer", "xia"));
  ASSERT_TRUE(archive_.settle());
  const Lines lines = archive_.read_from(lobby_, 2);
  ASSERT_EQ(lines.lines.size(), 2U);
  EXPECT_EQ(lines.lines[0].key, key('z'));
  EXPECT_EQ(lines.lines[1].key, key('x'));
  EXPECT_THAT(texts_of(archive_.private_after(key('y'), 0)), ElementsAre("psst"));
  EXPECT_THAT(archive_.private_after(key('x'), 0).lines, IsEmpty());
}

TEST_F(Trouble, ManyFailuresInARowAreReportedOnce) {
  const FullDisk full(log_bytes());
  append("during");
  archive_.store->hand_over();
  ASSERT_TRUE(wait_for("history-not-written"));
  // Three tries later; what is asked in between is answered.
  const auto end = std::chrono::steady_clock::now() + 3 * kRetry;
  while (std::chrono::steady_clock::now() < end)
    archive_.read_from(lobby_, 1);
  EXPECT_THAT(archive_.codes, ElementsAre("history-not-written"));
}

TEST_F(Trouble, TheEndGivesUpAfterAWhileAndSaysWhatIsLost) {
  const FullDisk full(log_bytes());
  append("lost");
  append("lost too");
  const auto begin = std::chrono::steady_clock::now();
  archive_.close();
  const auto time = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(time, kFarewell);
  EXPECT_LT(time, 5 * kFarewell);
  ASSERT_THAT(archive_.codes, ElementsAre("history-lost"));
  EXPECT_THAT(archive_.sentences[0], ::testing::HasSubstr("2 entries"));
}

TEST_F(Trouble, ALargeBacklogIsWrittenInSeveralTransactions) {
  {
    const FullDisk full(log_bytes());
    append("during");
    archive_.store->hand_over();
    ASSERT_TRUE(wait_for("history-not-written"));
    for (std::size_t i = 0; i < 2 * kMaxTransactionWrites; ++i)
      append("x");
    archive_.store->hand_over();
  }
  archive_.commits.clear();
  ASSERT_TRUE(archive_.settle());
  EXPECT_EQ(archive_.read_from(lobby_, 1).lines.size(), 2 * kMaxTransactionWrites + 2);
}

TEST_F(Trouble, DamageFoundWhileReadingEndsTheWriting) {
  for (int i = 0; i < 20'000; ++i)
    append("line " + std::to_string(i));
  ASSERT_TRUE(archive_.idle());
  ASSERT_TRUE(archive_.reopen());  // nothing is cached
  {
    std::fstream file(archive_.file(), std::ios::in | std::ios::out | std::ios::binary);
    const auto size = std::filesystem::file_size(archive_.file());
    for (std::uintmax_t page = 40; page < size / 4096; page += 2) {
      file.seekp(static_cast<std::streamoff>(page * 4096));
      file << std::string(2048, '\x5A');
    }
  }
  EXPECT_NE(archive_.read_from(lobby_, 1).problem, "");
  ASSERT_TRUE(wait_for("history-damaged"));
  EXPECT_FALSE(archive_.store->writable());
  archive_.codes.clear();
  EXPECT_NE(archive_.read_from(lobby_, 1).problem, "");
  const Ticket before = archive_.store->committed();
  append("never written");
  archive_.store->hand_over();
  ASSERT_TRUE(archive_.loop.run_until([this] { return archive_.store->waiting_bytes() == 0; }));
  EXPECT_EQ(archive_.store->committed(), before);
  EXPECT_THAT(archive_.codes, IsEmpty());  // it was said
  ASSERT_TRUE(archive_.reopen());
  ASSERT_EQ(archive_.reports.size(), 1U);
  EXPECT_EQ(archive_.reports[0].code, "history-damaged");
}

}  // namespace
}  // namespace hubbub::net::history

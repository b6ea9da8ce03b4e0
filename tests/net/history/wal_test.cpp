// Against logs that SQLite itself has written.
#include "net/history/wal.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "net/history/sqlite.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::history {
namespace {

constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kFrameBytes = 24 + 4096;

class Wal : public ::testing::Test {
 protected:
  // Each statement is a transaction; the log stays when the database is closed.
  void run(const std::vector<std::string>& statements) {
    Database database;
    ASSERT_TRUE(database.open(file_, Database::Mode::kProbe));
    for (const std::string& sql : statements)
      ASSERT_TRUE(database.execute(sql)) << database.failure().text;
  }
  void SetUp() override {
    tests::write_file(file_, "");
    run({"PRAGMA journal_mode=WAL", "CREATE TABLE lines(text)"});
    run(std::vector<std::string>(8, "INSERT INTO lines VALUES (randomblob(6000))"));
    bytes_ = tests::content_of(log_);
    frames_ = (bytes_.size() - kHeaderBytes) / kFrameBytes;
    ASSERT_EQ(bytes_.size(), kHeaderBytes + frames_ * kFrameBytes);
    ASSERT_GE(frames_, 16U);
  }
  [[nodiscard]] bool reported(const std::string& bytes) const {
    tests::write_file(log_, bytes);
    return has_commits_past_damage(log_);
  }
  [[nodiscard]] std::string flipped(std::size_t at) const {
    std::string bytes = bytes_;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    return bytes;
  }

  const tests::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "some.db";
  const std::filesystem::path log_ = folder_.path() / "some.db-wal";
  std::string bytes_;
  std::size_t frames_ = 0;
};

TEST_F(Wal, ASoundOneIsNotReported) {
  EXPECT_FALSE(reported(bytes_));
  EXPECT_FALSE(reported(""));
  EXPECT_FALSE(has_commits_past_damage(folder_.path() / "none"));
}

TEST_F(Wal, OneThatAKillCutOffAnywhereIsNotReported) {
  for (std::size_t size = 0; size < bytes_.size(); size += 509)
    EXPECT_FALSE(reported(bytes_.substr(0, size))) << size;
  // The frame is being written: its header is there, of its page what was there before.
  std::string torn = bytes_;
  torn.replace(torn.size() - 4096, 4096, std::string(4096, 'x'));
  EXPECT_FALSE(reported(torn));
}

TEST_F(Wal, DamageInAnythingBeforeTheLastCommitIsReported) {
  for (std::size_t frame = 0; frame + 1 < frames_; ++frame) {
    const std::size_t start = kHeaderBytes + frame * kFrameBytes;
    for (const std::size_t field : {0U, 4U, 8U, 12U, 16U, 20U, 24U, 2000U, 4119U})
      EXPECT_TRUE(reported(flipped(start + field))) << frame << ' ' << field;
  }
  std::string hole = bytes_;
  hole.replace(kHeaderBytes + kFrameBytes, 3 * kFrameBytes, std::string(3 * kFrameBytes, '\0'));
  EXPECT_TRUE(reported(hole));
}

TEST_F(Wal, DamageInItsHeaderIsReported) {
  for (std::size_t at = 0; at < kHeaderBytes; ++at)
    EXPECT_TRUE(reported(flipped(at))) << at;
  EXPECT_FALSE(reported(flipped(0).substr(0, kHeaderBytes))) << "nothing was in it";
}

TEST_F(Wal, SqliteItselfTakesDamageForTheEnd) {
  const auto lines = [this] {
    Database database;
    EXPECT_TRUE(database.open(file_, Database::Mode::kProbe));
    return database.number("SELECT count(*) FROM lines").value_or(0);
  };
  const std::int64_t all = lines();
  tests::write_file(log_, flipped(bytes_.size() / 2));
  EXPECT_LT(lines(), all) << "SQLite says nothing of it; if it does one day, this is not needed";
}

TEST_F(Wal, WhatAnEarlierLogLeftBehindIsNotReported) {
  {
    Database database;
    ASSERT_TRUE(database.open(file_, Database::Mode::kProbe));
    ASSERT_TRUE(database.number("SELECT count(*) FROM lines"));  // reads the log
    ASSERT_TRUE(database.checkpoint());
    ASSERT_TRUE(database.execute("INSERT INTO lines VALUES (1)"));
  }
  const std::string bytes = tests::content_of(log_);
  ASSERT_EQ(bytes.size(), bytes_.size()) << "it begins at the front again";
  ASSERT_NE(bytes.substr(16, 8), bytes_.substr(16, 8)) << "with other salts";
  EXPECT_FALSE(reported(bytes));
  std::string cut = bytes;
  cut[kHeaderBytes + 100] =
      static_cast<char>(cut[kHeaderBytes + 100] ^ 1);  // all that this log has
  EXPECT_FALSE(reported(cut));
}

TEST_F(Wal, WhatWasRolledBackIsNotReported) {
  {
    Database database;
    ASSERT_TRUE(database.open(file_, Database::Mode::kProbe));
    // More than the cache holds goes to the log before it is known how it ends.
    ASSERT_TRUE(database.execute("PRAGMA cache_size=5"));
    ASSERT_TRUE(database.execute("BEGIN"));
    for (int i = 0; i < 30; ++i)
      ASSERT_TRUE(database.execute("INSERT INTO lines VALUES (randomblob(6000))"));
    ASSERT_TRUE(database.execute("ROLLBACK"));
  }
  const std::string bytes = tests::content_of(log_);
  ASSERT_GT(bytes.size(), bytes_.size());
  EXPECT_FALSE(reported(bytes));
}

}  // namespace
}  // namespace hubbub::net::history

#include "net/history/ledger.h"

#include <fstream>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "net/history/schema.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

class LedgerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(file_).flush();
    ASSERT_TRUE(database_.open(file_, Database::Mode::kReadWrite));
    ASSERT_TRUE(create_tables(database_, 1));
    ASSERT_TRUE(other_.open(file_, Database::Mode::kReadWrite));
    index_.emplace(database_, 0);
    ledger_.emplace(database_, *index_, time_);
    ASSERT_TRUE(ledger_->load() && ledger_->begin() &&
                ledger_->apply(AddRoom{1, "lobby", 77, {}}) && ledger_->apply(said(1)) &&
                ledger_->commit());
  }
  // By somebody without a key.
  static Write said(std::uint64_t seq) {
    AppendLine append{1, testing::line(seq, "text")};
    append.line.key = {};
    return append;
  }
  // As a disk that can neither be written nor read, until it is well.
  bool fall_ill() { return other_.execute("BEGIN EXCLUSIVE"); }
  bool get_well() { return other_.execute("ROLLBACK"); }

  tests::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "test.db";
  Database database_;
  Database other_;
  TrustedTime time_{read_system_clocks};
  std::optional<WordIndex> index_;
  std::optional<Ledger> ledger_;
};

TEST_F(LedgerTest, DoesNotBeginBeforeItKnowsWhatThereIs) {
  ASSERT_TRUE(ledger_->begin());
  ASSERT_TRUE(fall_ill());
  EXPECT_FALSE(ledger_->apply(said(2)));
  ledger_->roll_back();
  EXPECT_FALSE(ledger_->begin());
  EXPECT_EQ(database_.failure().trouble, Trouble::kDisk);
  ASSERT_TRUE(get_well());
  ASSERT_TRUE(ledger_->begin());
  EXPECT_TRUE(ledger_->apply(said(2)));
  EXPECT_TRUE(ledger_->commit());
  EXPECT_EQ(database_.number("SELECT max(seq) FROM lines"), 2);
  EXPECT_EQ(ledger_->next_n(), 3);
}

TEST_F(LedgerTest, WhatTheIndexCouldNotCommitIsIndexedLater) {
  bool more = false;
  ASSERT_TRUE(ledger_->begin() && index_->add_some(WordIndex::Clock::time_point::max(), more));
  ASSERT_EQ(index_->indexed(), 1);
  database_.roll_back();
  ASSERT_TRUE(fall_ill());
  ledger_->roll_back();
  ASSERT_TRUE(get_well());
  ASSERT_TRUE(ledger_->begin());
  EXPECT_EQ(index_->indexed(), 0);
  EXPECT_TRUE(index_->add_some(WordIndex::Clock::time_point::max(), more));
  EXPECT_TRUE(ledger_->commit());
  EXPECT_EQ(database_.number("SELECT count(*) FROM words_1 WHERE words_1 MATCH 'tex'"), 1);
}

}  // namespace
}  // namespace hubbub::net::history

#include "net/history/word_index.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "net/history/limits.h"
#include "net/history/schema.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::history {
namespace {

class WordIndexTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto file = folder_.path() / "test.db";
    std::ofstream(file).flush();
    ASSERT_TRUE(database_.open(file, Database::Mode::kReadWrite));
    ASSERT_TRUE(create_tables(database_, 1));
  }
  // Messages of one room.
  void said(int count, const std::string& text) {
    Statement insert(database_, "INSERT INTO lines VALUES(?1, 1, ?1, 0, 0, x'', 0, 0, '', '', ?2)");
    ASSERT_TRUE(database_.begin());
    for (int i = 0; i < count; ++i)
      ASSERT_TRUE(insert.run(std::int64_t{++last_}, std::string_view(text)));
    ASSERT_TRUE(database_.commit());
  }
  // Lines that a step takes whose time is over when it begins.
  std::int64_t one_step() {
    WordIndex index(database_, 0);
    EXPECT_TRUE(index.load());
    const std::int64_t before = index.indexed();
    EXPECT_TRUE(index.add_some(WordIndex::Clock::time_point::min(), more_));
    return index.indexed() - before;
  }

  tests::TemporaryFolder folder_;
  Database database_;
  std::int64_t last_ = 0;
  bool more_ = false;
};

TEST_F(WordIndexTest, AStepLooksAtTheClockAfterManyLines) {
  said(3 * kLinesPerLook, "short");
  EXPECT_EQ(one_step(), kLinesPerLook);
  EXPECT_TRUE(more_);
}

TEST_F(WordIndexTest, AStepLooksAtTheClockAfterALongText) {
  said(3, std::string(kBytesPerLook, 'x'));
  EXPECT_EQ(one_step(), 1);
  EXPECT_TRUE(more_);
  EXPECT_EQ(one_step(), 1);
  EXPECT_TRUE(more_);
  EXPECT_EQ(one_step(), 1);
  EXPECT_FALSE(more_);
}

TEST_F(WordIndexTest, AStepCountsTheBytesOfSeveralTexts) {
  constexpr int kLines = 8;
  said(3 * kLines, std::string(kBytesPerLook / kLines, 'x'));
  EXPECT_EQ(one_step(), kLines);
  EXPECT_TRUE(more_);
}

}  // namespace
}  // namespace hubbub::net::history

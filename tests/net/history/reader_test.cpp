#include "net/history/reader.h"

#include <fstream>
#include <future>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/history/limits.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::history {
namespace {

using ::testing::ElementsAre;

class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto file = folder_.path() / "test.db";
    std::ofstream(file).flush();
    auto database = std::make_unique<Database>();
    ASSERT_TRUE(database->open(file, Database::Mode::kReadWrite));
    reader_ = std::make_unique<Reader>(std::move(database), progress_, [](const std::string&) {});
    // What is asked meanwhile waits.
    std::promise<void> begun;
    ASSERT_TRUE(reader_->ask(
        Reader::Kind::kLines, 0,
        [this, &begun](Database&) {
          begun.set_value();
          gate_.get_future().wait();
        },
        [](const std::string&) {}));
    begun.get_future().wait();
  }
  void TearDown() override { reader_->stop(); }

  bool ask(Reader::Kind kind, int number) {
    return reader_->ask(
        kind, 0, [this, number](Database&) { order_.push_back(number); },
        [](const std::string&) {});
  }
  void answer_all() {
    std::promise<void> done;
    ASSERT_TRUE(reader_->ask(
        Reader::Kind::kSearch, 0, [](Database&) {},
        [&done](const std::string&) { done.set_value(); }));
    gate_.set_value();
    done.get_future().wait();
  }

  tests::TemporaryFolder folder_;
  Progress progress_;
  std::promise<void> gate_;
  std::vector<int> order_;  // the reader's, until answer_all() is over
  std::unique_ptr<Reader> reader_;
};

TEST_F(ReaderTest, SearchesWaitForEverybodyElse) {
  ask(Reader::Kind::kSearch, 1);
  ask(Reader::Kind::kLines, 2);
  ask(Reader::Kind::kSearch, 3);
  ask(Reader::Kind::kLines, 4);
  answer_all();
  EXPECT_THAT(order_, ElementsAre(2, 4, 1, 3));
}

TEST_F(ReaderTest, ManySearchesLeavePlaceForOtherQuestions) {
  std::size_t taken = 0;
  while (ask(Reader::Kind::kSearch, 0))
    ++taken;
  EXPECT_EQ(taken, kMaxSearches);
  EXPECT_TRUE(ask(Reader::Kind::kLines, 1));
  gate_.set_value();
}

}  // namespace
}  // namespace hubbub::net::history

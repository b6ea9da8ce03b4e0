#include "net/history/writer.h"

#include <fstream>
#include <memory>
#include <numeric>

#include <gtest/gtest.h>

#include "net/history/limits.h"
#include "net/history/schema.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

TEST(Writer, DamageAmidAGroupDropsWhatIsNotOnTheDiskAndCountsItOnce) {
  const tests::TemporaryFolder folder;
  const auto file = folder.path() / "test.db";
  std::ofstream(file).flush();
  auto database = std::make_unique<Database>();
  ASSERT_TRUE(database->open(file, Database::Mode::kReadWrite) && create_tables(*database, 1));
  Progress progress;
  std::unique_ptr<Writer> writer;
  const auto break_after_commit = [&] {
    if (progress.state().writable)
      writer->break_off("a test");
  };
  writer = std::make_unique<Writer>(
      std::move(database), std::make_shared<TrustedTime>(read_system_clocks), wire::Retention{},
      progress,
      WriterCallbacks{break_after_commit, [](const std::vector<Forgotten>&) {},
                      [](const Report&) {}});

  // More than a transaction holds.
  std::vector<Write> writes{AddRoom{1, "lobby", 77, {}}};
  while (writes.size() < kMaxTransactionWrites + 100)
    writes.emplace_back(AppendLine{1, testing::line(writes.size(), "text")});
  const std::size_t bytes =
      std::accumulate(writes.begin(), writes.end(), std::size_t{0},
                      [](std::size_t sum, const Write& each) { return sum + bytes_of(each); });
  writer->hand_over(1, writes);
  writer->stop();
  EXPECT_EQ(progress.state().committed, kMaxTransactionWrites);
  EXPECT_TRUE(progress.state().damaged);
  EXPECT_EQ(progress.state().bytes_done, bytes);
}

}  // namespace
}  // namespace hubbub::net::history

#include "net/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace hubbub::net {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public testing::Test {
 protected:
  const tests::TemporaryFolder home;
  const fs::path folder = home.path() / "made when needed";
  const fs::path path = folder / "file";
};

TEST_F(AtomicFile, IsReplacedWholeAndForItsOwnerAlone) {
  EXPECT_EQ(replace_file(path, "old"), std::nullopt);
  EXPECT_EQ(replace_file(path, "new"), std::nullopt);
  const ReadFile read = read_file(path, 3);
  EXPECT_EQ(read.outcome, Reading::kDone);
  EXPECT_EQ(read.content, "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1) << "nothing is left beside it";
}

TEST_F(AtomicFile, IsMadeOnce) {
  EXPECT_EQ(create_file(path, "first").outcome, Creation::kDone);
  EXPECT_EQ(create_file(path, "second").outcome, Creation::kExists);
  EXPECT_EQ(read_file(path, 100).content, "first");
}

TEST_F(AtomicFile, IsNotReadBeyondItsBound) {
  EXPECT_EQ(replace_file(path, "1234"), std::nullopt);
  EXPECT_EQ(read_file(path, 4).outcome, Reading::kDone);
  EXPECT_EQ(read_file(path, 3).outcome, Reading::kTooLarge);
  EXPECT_EQ(read_file(folder / "none", 3).outcome, Reading::kMissing);
}

TEST_F(AtomicFile, APipeInItsPlaceIsToldAndNotWaitedFor) {
  fs::create_directories(folder);
  ASSERT_EQ(mkfifo(path.c_str(), S_IRUSR | S_IWUSR), 0);
  const ReadFile read = read_file(path, 100);
  EXPECT_EQ(read.outcome, Reading::kFailed);
  EXPECT_NE(read.problem.find("not a file"), std::string::npos);
}

TEST_F(AtomicFile, IsSetAsideOverNothing) {
  for (const char* content : {"first", "second"}) {
    EXPECT_EQ(replace_file(path, content), std::nullopt);
    EXPECT_TRUE(set_aside(path));
  }
  EXPECT_EQ(read_file(path.string() + ".broken-1", 100).content, "first");
  EXPECT_EQ(read_file(path.string() + ".broken-2", 100).content, "second");
}

TEST_F(AtomicFile, ALinkStaysOneAndWhatItLeadsToIsReplaced) {
  const fs::path real = home.path() / "elsewhere" / "real";
  const fs::path link = home.path() / "link";
  const fs::path link_to_link = home.path() / "link-to-link";
  fs::create_symlink("elsewhere/real", link);  // which is not there yet
  fs::create_symlink(link, link_to_link);
  EXPECT_EQ(create_file(link_to_link, "one").outcome, Creation::kDone);
  EXPECT_EQ(tests::content_of(real), "one");
  EXPECT_EQ(replace_file(link, "two"), std::nullopt);
  EXPECT_EQ(tests::content_of(real), "two");
  EXPECT_EQ(create_file(link, "three").outcome, Creation::kExists);
  const auto aside = set_aside(link);
  ASSERT_TRUE(aside);
  EXPECT_EQ(tests::content_of(*aside), "two");
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_TRUE(fs::is_symlink(link_to_link));
}

}  // namespace
}  // namespace hubbub::net

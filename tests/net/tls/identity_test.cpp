#include "net/tls/identity.h"

#include <gtest/gtest.h>

#include "tests/net/tls/pair.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::tls {
namespace {

namespace fs = std::filesystem;
using hubbub::tests::content_of;
using hubbub::tests::TemporaryFolder;
using hubbub::tests::write_file;
using tests::somebody;
using tests::this_second;

fs::perms permissions_of(const fs::path& path) {
  return fs::status(path).permissions();
}

TEST(Identity, IsMadeOnFirstStartAndTheSameFromThenOn) {
  const TemporaryFolder temporary;
  const fs::path folder = temporary.path() / "data";
  const OpenedIdentity first = load_or_make(folder);
  ASSERT_NE(first.identity, nullptr);
  EXPECT_EQ(first.problem, "");
  const OpenedIdentity second = load_or_make(folder);
  ASSERT_NE(second.identity, nullptr);
  EXPECT_EQ(second.problem, "");
  EXPECT_EQ(first.identity->key_id(), second.identity->key_id());
  EXPECT_FALSE(first.identity->key_id().is_none());
}

TEST(Identity, NobodyElseMayReadItsFileOrEnterItsFolder) {
  const TemporaryFolder temporary;
  const fs::path folder = temporary.path() / "data";
  load_or_make(folder);
  EXPECT_EQ(permissions_of(folder), fs::perms::owner_all);
  EXPECT_EQ(permissions_of(folder / kIdentityFile), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Identity, AFileThatOthersCouldReadIsClosedToThemAndThatIsTold) {
  const TemporaryFolder temporary;
  const auto before = load_or_make(temporary.path()).identity;
  const fs::path file = temporary.path() / kIdentityFile;
  fs::permissions(file, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
  const OpenedIdentity opened = load_or_make(temporary.path());
  EXPECT_NE(opened.problem.find("could be read by others"), std::string::npos) << opened.problem;
  EXPECT_EQ(opened.identity->key_id(), before->key_id());
  EXPECT_EQ(permissions_of(file), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Identity, TwoAreNotTheSame) {
  EXPECT_NE(somebody()->key_id(), somebody()->key_id());
}

TEST(Identity, WithoutAFolderItIsKeptNowhere) {
  const OpenedIdentity opened = load_or_make({});
  ASSERT_NE(opened.identity, nullptr);
  EXPECT_EQ(opened.problem, "");
}

TEST(Identity, DamagedFilesAreSetAsideOverNothingAndANewOneIsMade) {
  const TemporaryFolder temporary;
  const fs::path file = temporary.path() / kIdentityFile;
  const auto pem = somebody()->to_pem();
  const std::vector<std::string> damaged = {"", "nonsense", pem.substr(0, pem.size() / 2),
                                            std::string(100'000, 'x')};
  for (const std::string& content : damaged) {
    write_file(file, content);
    const OpenedIdentity opened = load_or_make(temporary.path());
    ASSERT_NE(opened.identity, nullptr);
    EXPECT_NE(opened.problem.find("was damaged"), std::string::npos) << opened.problem;
    EXPECT_EQ(load_or_make(temporary.path()).identity->key_id(), opened.identity->key_id());
  }
  for (std::size_t i = 0; i < damaged.size(); ++i)
    EXPECT_EQ(content_of(file.string() + ".broken-" + std::to_string(i + 1)), damaged[i]);
}

TEST(Identity, AFolderThatCannotBeWrittenLeavesOneForThisRun) {
  const TemporaryFolder temporary;
  write_file(temporary.path() / "file", "in the way");
  const OpenedIdentity opened = load_or_make(temporary.path() / "file");
  ASSERT_NE(opened.identity, nullptr);
  EXPECT_NE(opened.problem.find("this run only"), std::string::npos) << opened.problem;
}

TEST(Identity, OutlivesItsCertificate) {
  const auto now = this_second();
  const auto old = somebody()->with({now - std::chrono::hours(48), now - std::chrono::hours(24)});
  const auto read = Identity::from_pem(old->to_pem());
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->key_id(), old->key_id());
}

TEST(Identity, TakesNoOneElsesCertificateForItsOwn) {
  const auto one = somebody();
  const auto pem = one->to_pem();
  const auto other = somebody()->to_pem();
  const std::string mixed = pem.substr(0, pem.find("-----BEGIN CERTIFICATE")) +
                            other.substr(other.find("-----BEGIN CERTIFICATE"));
  const auto read = Identity::from_pem(mixed);
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->key_id(), one->key_id());
}

}  // namespace
}  // namespace hubbub::net::tls

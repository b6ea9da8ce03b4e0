#include "net/tls/known_hosts.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/posix_file.h"
#include "net/tls/limits.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::tls {
namespace {

namespace fs = std::filesystem;
using hubbub::tests::content_of;
using hubbub::tests::FullDisk;
using hubbub::tests::TemporaryFolder;
using hubbub::tests::write_file;

wire::KeyId key(std::uint8_t number) {
  wire::KeyId id;
  id.bytes.fill(number);
  return id;
}

class NothingWritten {
 public:
  NothingWritten() { ignore_file_size_signal(); }

 private:
  FullDisk full_{0};
};

TEST(KnownHosts, AreKnownFromOneRunToTheNext) {
  const TemporaryFolder folder;
  EXPECT_EQ(KnownHosts(folder.path()).lookup("party:24280"), std::nullopt);
  KnownHosts(folder.path()).remember("party:24280", key(1));
  KnownHosts(folder.path()).remember("[fe80::1]:24280", key(2));
  EXPECT_EQ(KnownHosts(folder.path()).lookup("party:24280"), key(1));
  EXPECT_EQ(KnownHosts(folder.path()).lookup("[fe80::1]:24280"), key(2));
  EXPECT_EQ(KnownHosts(folder.path()).lookup("party:24281"), std::nullopt);
  EXPECT_EQ(fs::status(folder.path() / kKnownHostsFile).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST(KnownHosts, HaveNamesInEitherCase) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("Party.LAN:24280", key(1));
  EXPECT_EQ(hosts.lookup("pARTY.lan:24280"), key(1));
}

TEST(KnownHosts, AreTheSameUnderEachSpellingOfTheirAddress) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("127.0.0.1:5", key(1));
  hosts.remember("party.lan.:5", key(2));
  for (const char* spelling : {"127.1:5", "[::ffff:127.0.0.1]:5", "2130706433:5", "0x7f.1:5"})
    EXPECT_EQ(hosts.lookup(spelling), key(1)) << spelling;
  EXPECT_EQ(hosts.lookup("Party.lan:5"), key(2));
  hosts.remember("127.1:5", key(3));
  EXPECT_EQ(content_of(folder.path() / kKnownHostsFile),
            "party.lan:5 " + key(2).to_hex() + "\n127.0.0.1:5 " + key(3).to_hex() + "\n");
}

// Somebody may have written the file by hand, or an older program.
TEST(KnownHosts, ALineInAnotherSpellingIsKnown) {
  const TemporaryFolder folder;
  write_file(folder.path() / kKnownHostsFile, "[::FFFF:127.0.0.1]:5 " + key(1).to_hex() + "\n");
  EXPECT_EQ(KnownHosts(folder.path()).lookup("127.0.0.1:5"), key(1));
}

TEST(KnownHosts, HaveTheKeyThatWasRememberedLast) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("party:1", key(1));
  hosts.remember("party:1", key(2));
  EXPECT_EQ(hosts.lookup("party:1"), key(2));
  EXPECT_EQ(content_of(folder.path() / kKnownHostsFile), "party:1 " + key(2).to_hex() + "\n");
}

TEST(KnownHosts, WithoutAFolderAreKnownAsLongAsTheObject) {
  KnownHosts hosts{fs::path()};
  hosts.remember("party:1", key(1));
  EXPECT_EQ(hosts.lookup("party:1"), key(1));
}

TEST(KnownHosts, OfTwoProcessesBothAreKept) {
  const TemporaryFolder folder;
  KnownHosts one(folder.path());
  KnownHosts other(folder.path());
  one.remember("a:1", key(1));
  other.remember("b:1", key(2));
  one.remember("c:1", key(3));
  EXPECT_EQ(other.lookup("a:1"), key(1));
  EXPECT_EQ(one.lookup("b:1"), key(2));
  EXPECT_EQ(other.lookup("c:1"), key(3));
}

TEST(KnownHosts, OfTwoProcessesAtTheSameTimeBothAreKept) {
  constexpr int kHosts = 40;
  const TemporaryFolder folder;
  const auto meet = [&folder](const std::string& name) {
    KnownHosts hosts(folder.path());
    for (int i = 0; i < kHosts; ++i)
      hosts.remember(name + std::to_string(i) + ":1", key(1));
  };
  std::thread other(meet, "a");
  meet("b");
  other.join();
  KnownHosts later(folder.path());
  for (int i = 0; i < kHosts; ++i) {
    EXPECT_TRUE(later.lookup("a" + std::to_string(i) + ":1")) << i;
    EXPECT_TRUE(later.lookup("b" + std::to_string(i) + ":1")) << i;
  }
}

TEST(KnownHosts, ADamagedLineIsKeptAsideAndTheOthersGoOn) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / kKnownHostsFile;
  const std::string damaged = "a:1 " + key(1).to_hex() + "\nno host\nb:1 " +
                              key(2).to_hex().substr(1) + "\nc:1 " + key(3).to_hex() + "\n";
  write_file(file, damaged);
  std::vector<std::string> problems;
  KnownHosts hosts(folder.path(), [&](const std::string& text) { problems.push_back(text); });
  EXPECT_EQ(hosts.lookup("a:1"), key(1));
  EXPECT_EQ(hosts.lookup("b:1"), std::nullopt);
  EXPECT_EQ(content_of(file), damaged);
  hosts.remember("d:1", key(4));
  EXPECT_EQ(hosts.lookup("c:1"), key(3));
  EXPECT_EQ(hosts.lookup("d:1"), key(4));
  EXPECT_EQ(content_of(file.string() + ".broken-1"), damaged);
  EXPECT_THAT(problems, testing::ElementsAre(testing::HasSubstr("is damaged: this host may be"),
                                             testing::HasSubstr("was damaged")));
}

TEST(KnownHosts, WhatCouldNotBeWrittenStaysKnown) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("old:1", key(1));
  {
    const NothingWritten disk;
    hosts.remember("new:1", key(2));
    hosts.remember("old:1", key(3));
    EXPECT_EQ(hosts.lookup("new:1"), key(2));
    EXPECT_EQ(hosts.lookup("old:1"), key(3));
  }
  EXPECT_EQ(hosts.lookup("new:1"), key(2));
  hosts.remember("third:1", key(4));
  KnownHosts later(folder.path());
  EXPECT_EQ(later.lookup("new:1"), key(2)) << "it was written with the next";
  EXPECT_EQ(later.lookup("old:1"), key(3));
}

TEST(KnownHosts, WhatCouldNotBeWrittenCountsBeforeTheFile) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  {
    const NothingWritten disk;
    hosts.remember("party:1", key(1));
  }
  KnownHosts(folder.path()).remember("party:1", key(2));
  EXPECT_EQ(hosts.lookup("party:1"), key(1));
  hosts.remember("party:1", key(2));
  KnownHosts(folder.path()).remember("party:1", key(3));
  EXPECT_EQ(hosts.lookup("party:1"), key(3)) << "ours is written: who writes last wins";
}

TEST(KnownHosts, ADamagedFileThatCannotBeReplacedStaysKnown) {
  const TemporaryFolder folder;
  write_file(folder.path() / kKnownHostsFile, "a:1 " + key(1).to_hex() + "\nno host\n");
  KnownHosts hosts(folder.path());
  {
    const NothingWritten disk;
    hosts.remember("b:1", key(2));
  }
  EXPECT_EQ(hosts.lookup("a:1"), key(1));
  EXPECT_EQ(hosts.lookup("b:1"), key(2));
}

TEST(KnownHosts, StayKnownWhenTheFileIsGone) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("party:1", key(1));
  fs::remove(folder.path() / kKnownHostsFile);
  EXPECT_EQ(hosts.lookup("party:1"), key(1));
}

TEST(KnownHosts, WhatWouldBreakALineIsNotWritten) {
  const TemporaryFolder folder;
  KnownHosts hosts(folder.path());
  hosts.remember("a:1\nb:1", key(1));
  hosts.remember("two words:1", key(1));
  hosts.remember("", key(1));
  hosts.remember("none:1", {});
  EXPECT_FALSE(fs::exists(folder.path() / kKnownHostsFile));
}

TEST(KnownHosts, TheOldestMakesRoom) {
  const TemporaryFolder folder;
  std::string content;
  for (std::size_t i = 0; i < kMaxKnownHosts; ++i)
    content += "h" + std::to_string(i) + ":1 " + key(1).to_hex() + "\n";
  write_file(folder.path() / kKnownHostsFile, content);
  KnownHosts hosts(folder.path());
  hosts.remember("h0:1", key(1));  // met again: no longer the oldest
  hosts.remember("new:1", key(2));
  EXPECT_EQ(hosts.lookup("h0:1"), key(1));
  EXPECT_EQ(hosts.lookup("h1:1"), std::nullopt);
  EXPECT_EQ(hosts.lookup("h2:1"), key(1));
  EXPECT_EQ(hosts.lookup("new:1"), key(2));
}

TEST(KnownHosts, AFileThatCannotBeWrittenIsTold) {
  const TemporaryFolder folder;
  write_file(folder.path() / "file", "in the way");
  std::vector<std::string> problems;
  KnownHosts hosts(folder.path() / "file",
                   [&](const std::string& text) { problems.push_back(text); });
  hosts.remember("a:1", key(1));
  EXPECT_FALSE(problems.empty());
}

TEST(KnownHosts, AFileThatCannotBeReadStaysAsItIs) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / kKnownHostsFile);
  int problems = 0;
  KnownHosts hosts(folder.path(), [&problems](const std::string&) { ++problems; });
  hosts.remember("party:24280", key(1));
  EXPECT_GT(problems, 0);
  EXPECT_TRUE(hosts.lookup("party:24280")) << "while the object lives";
  EXPECT_EQ(hosts.lookup("other:24280"), std::nullopt);
  EXPECT_FALSE(hosts.readable());
  EXPECT_TRUE(std::filesystem::is_directory(folder.path() / kKnownHostsFile));
}

}  // namespace
}  // namespace hubbub::net::tls

#include "net/history/opening.h"

#include <fstream>
#include <iterator>
#include <set>

#include <gmock/gmock.h>

#include "net/history/limits.h"
#include "net/history/schema.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::line;
using testing::texts_of;

std::string bytes_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Opening : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(archive_.open());
    epoch_ = archive_.contents.epoch;
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i)
      texts.push_back("line " + std::to_string(i));
    lobby_ = archive_.room("lobby", texts);
    ASSERT_TRUE(archive_.settle());
    archive_.close();
  }
  // Runs SQL on the closed database.
  void alter(const std::string& sql) {
    Database database;
    ASSERT_TRUE(database.open(archive_.file(), Database::Mode::kReadWrite));
    ASSERT_TRUE(database.execute(sql)) << database.failure().text;
  }
  void overwrite(std::streamoff at, std::size_t count) {
    std::fstream file(archive_.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << std::string(count, '\x5A');
  }
  // Closes it, with the files that a kill at this moment would have left.
  void leave_as_after_a_kill() {
    const auto folder = archive_.file().parent_path();
    const auto copy = archive_.folder.path() / "copy";
    std::filesystem::copy(folder, copy);
    archive_.close();
    std::filesystem::remove_all(folder);
    std::filesystem::rename(copy, folder);
  }
  std::vector<std::string> set_aside_with(const std::string& part, const std::string& end = ".db") {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(archive_.file("."))) {
      const std::string name = each.path().filename().string();
      if (name.find(part) != std::string::npos && each.path().extension() == end)
        names.push_back(name);
    }
    return names;
  }
  // It was set aside with its bytes, a new history began, and one report says so.
  void expect_set_aside(const std::string& why) {
    const std::string before = bytes_of_file(archive_.file());
    ASSERT_TRUE(archive_.open());
    EXPECT_NE(archive_.contents.epoch, epoch_);
    EXPECT_THAT(archive_.contents.rooms, IsEmpty());
    ASSERT_EQ(archive_.reports.size(), 1U);
    EXPECT_EQ(archive_.reports[0].code, "history-" + why);
    const auto names = set_aside_with(why);
    ASSERT_EQ(names.size(), 1U);
    EXPECT_THAT(archive_.reports[0].text, HasSubstr(names[0]));
    EXPECT_EQ(bytes_of_file(archive_.file(names[0])), before);
    archive_.room("lobby", {"new"});
    EXPECT_TRUE(archive_.reopen());
    EXPECT_THAT(archive_.reports, IsEmpty());
    EXPECT_EQ(archive_.contents.rooms.size(), 1U);
  }

  Archive archive_;
  std::uint64_t epoch_ = 0;
  RoomNumber lobby_ = 0;
};

TEST_F(Opening, SomethingIsPutByForAFullDisk) {
  const std::filesystem::path reserve = archive_.file("history.reserve");
  EXPECT_EQ(std::filesystem::file_size(reserve), kReserveBytes);
  EXPECT_EQ(std::filesystem::status(reserve).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::resize_file(reserve, 10);
  ASSERT_TRUE(archive_.open());
  EXPECT_EQ(std::filesystem::file_size(reserve), kReserveBytes);
}

TEST_F(Opening, FilesAndFolderBelongToTheirOwnerAlone) {
  using std::filesystem::perms;
  ASSERT_TRUE(archive_.open());
  archive_.room("lobby");
  ASSERT_TRUE(archive_.settle());
  EXPECT_EQ(std::filesystem::status(archive_.file(".")).permissions(), perms::owner_all);
  for (const char* name : {"history.db", "history.db-wal", "history.db-shm", "history.lock"}) {
    EXPECT_EQ(std::filesystem::status(archive_.file(name)).permissions(),
              perms::owner_read | perms::owner_write)
        << name;
  }
}

TEST_F(Opening, ASecondHostIsToldThatTheHistoryIsInUse) {
  ASSERT_TRUE(archive_.open());
  const Opened second = archive_.try_open();
  EXPECT_EQ(second.store, nullptr);
  EXPECT_EQ(second.problem.code, "history-in-use");
  EXPECT_NE(second.problem.text, "");
  archive_.close();
  EXPECT_TRUE(archive_.open());
  EXPECT_EQ(archive_.contents.epoch, epoch_);
}

TEST_F(Opening, AFolderThatCannotBeMadeIsAProblem) {
  std::filesystem::remove_all(archive_.folder.path() / "party");
  std::ofstream(archive_.folder.path() / "party") << "a file";
  const Opened opened = archive_.try_open();
  EXPECT_EQ(opened.store, nullptr);
  EXPECT_EQ(opened.problem.code, "history-not-opened");
}

TEST_F(Opening, AFileThatIsNoDatabaseIsSetAside) {
  std::ofstream(archive_.file(), std::ios::binary) << std::string(10'000, 'x');
  expect_set_aside("damaged");
}

TEST_F(Opening, DamagedPagesAreSetAside) {
  overwrite(20 * 4096, 3 * 4096);
  expect_set_aside("damaged");
}

TEST_F(Opening, ATruncatedDatabaseIsSetAside) {
  std::filesystem::resize_file(archive_.file(), 10 * 4096);
  expect_set_aside("damaged");
}

TEST_F(Opening, MissingTablesAreDamage) {
  alter("DROP TABLE names");
  expect_set_aside("damaged");
}

TEST_F(Opening, MissingNumbersAreDamage) {
  alter("DELETE FROM meta");
  expect_set_aside("damaged");
}

TEST_F(Opening, ANewerHistoryIsSetAside) {
  alter("PRAGMA user_version=" + std::to_string(kSchemaVersion + 1));
  expect_set_aside("newer");
}

TEST_F(Opening, ANewerHistoryKeepsItsLog) {
  Database database;
  ASSERT_TRUE(database.open(archive_.file(), Database::Mode::kProbe));
  ASSERT_TRUE(database.execute("PRAGMA user_version=" + std::to_string(kSchemaVersion + 1)));
  database.close();
  ASSERT_TRUE(std::filesystem::exists(archive_.file("history.db-wal")));
  const std::string log = bytes_of_file(archive_.file("history.db-wal"));
  ASSERT_FALSE(log.empty());
  ASSERT_TRUE(archive_.open());
  const auto names = set_aside_with("newer");
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(bytes_of_file(archive_.file(names[0] + "-wal")), log);
}

TEST_F(Opening, AnotherProgramsDatabaseIsSetAside) {
  alter("PRAGMA application_id=1");
  expect_set_aside("foreign");
}

TEST_F(Opening, WhatWasSetAsideIsNeverOverwritten) {
  for (int i = 0; i < 5; ++i) {
    std::ofstream(archive_.file(), std::ios::binary) << std::string(5000, 'x');
    ASSERT_TRUE(archive_.open());
    archive_.close();
  }
  EXPECT_EQ(set_aside_with("damaged").size(), 5U);
}

TEST_F(Opening, ALogWithoutItsDatabaseIsNotTakenForTheNewOnes) {
  {
    Database database;
    ASSERT_TRUE(database.open(archive_.file(), Database::Mode::kProbe));
    ASSERT_TRUE(database.execute("UPDATE rooms SET name = 'other'"));
  }
  ASSERT_TRUE(std::filesystem::exists(archive_.file("history.db-wal")));
  std::filesystem::remove(archive_.file());
  ASSERT_TRUE(archive_.open());
  EXPECT_THAT(archive_.contents.rooms, IsEmpty());
  EXPECT_NE(archive_.contents.epoch, epoch_);
}

TEST_F(Opening, ADamagedLogIsCutOffAndKeptAndReported) {
  ASSERT_TRUE(archive_.open());
  constexpr std::uint64_t kLate = 20;
  for (std::uint64_t i = 0; i < kLate; ++i) {
    archive_.store->append(lobby_, line(3001 + i, "late " + std::to_string(i)));
    ASSERT_TRUE(archive_.settle());
  }
  leave_as_after_a_kill();
  const auto log = archive_.file("history.db-wal");
  std::string damaged = bytes_of_file(log);
  char& somewhere = damaged[damaged.size() / 2];
  somewhere = static_cast<char>(somewhere ^ 1);
  tests::write_file(log, damaged);

  ASSERT_TRUE(archive_.open());
  ASSERT_EQ(archive_.reports.size(), 1U);
  EXPECT_EQ(archive_.reports[0].code, "history-damaged");
  EXPECT_EQ(archive_.contents.epoch, epoch_);
  const std::uint64_t next = archive_.contents.rooms.at(0).next_seq;
  EXPECT_GT(next, 3001U);
  EXPECT_LT(next, 3001U + kLate);
  const auto logs = set_aside_with("damaged", ".db-wal");
  ASSERT_EQ(logs.size(), 1U);
  EXPECT_THAT(archive_.reports[0].text, HasSubstr(logs[0]));
  EXPECT_EQ(bytes_of_file(archive_.file(logs[0])), damaged);
  EXPECT_EQ(std::filesystem::status(archive_.file(logs[0])).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

  // Said once, also if the host is killed again before it has moved the log.
  archive_.store->append(lobby_, line(next, "new"));
  ASSERT_TRUE(archive_.settle());
  leave_as_after_a_kill();
  ASSERT_TRUE(archive_.open());
  EXPECT_THAT(archive_.reports, IsEmpty());
  EXPECT_EQ(archive_.contents.rooms.at(0).next_seq, next + 1);
}

TEST_F(Opening, ALogWithoutItsPagesIsDamageOfAllOfIt) {
  ASSERT_TRUE(archive_.open());
  for (std::uint64_t i = 0; i < 20; ++i) {
    archive_.store->append(lobby_, line(3001 + i, std::string(3000, 'x')));
    ASSERT_TRUE(archive_.settle());
  }
  leave_as_after_a_kill();
  std::filesystem::resize_file(archive_.file(), 10 * 4096);
  const auto log = archive_.file("history.db-wal");
  std::string damaged = bytes_of_file(log);
  damaged.replace(40, 4, "soso");
  tests::write_file(log, damaged);
  ASSERT_TRUE(archive_.open());
  ASSERT_EQ(archive_.reports.size(), 1U);
  EXPECT_THAT(archive_.contents.rooms, IsEmpty());
  EXPECT_EQ(set_aside_with("damaged", ".db").size(), 1U);
  EXPECT_EQ(bytes_of_file(archive_.file(set_aside_with("damaged", ".db-wal").at(0))), damaged);
}

TEST_F(Opening, AnEmptyFileBecomesAHistory) {
  std::ofstream(archive_.file(), std::ios::trunc).flush();
  ASSERT_TRUE(archive_.open());
  EXPECT_THAT(archive_.reports, IsEmpty());
  EXPECT_THAT(archive_.contents.rooms, IsEmpty());
}

// ---- Links --------------------------------------------------------------------------------------

TEST(OpeningLinks, FoldersMayBeLinksAnywhereInThePath) {
  Archive archive;
  const auto disk = archive.folder.path() / "disk" / "party";
  std::filesystem::create_directories(disk);
  std::filesystem::create_directory_symlink(archive.folder.path() / "disk",
                                            archive.folder.path() / "parent");
  std::filesystem::create_directory_symlink("parent/party", archive.folder.path() / "linked");
  archive.place = archive.folder.path() / "linked";
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"one"});
  ASSERT_TRUE(archive.settle());
  EXPECT_TRUE(std::filesystem::exists(disk / "history.db"));
  ASSERT_TRUE(archive.reopen());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("one"));
  archive.close();
  // By another way it is the same one, and in use by one host alone.
  ASSERT_TRUE(archive.open());
  Archive other;
  other.place = disk;
  EXPECT_EQ(other.try_open().problem.code, "history-in-use");
}

TEST(OpeningLinks, TheFileMayBeALinkAndStaysOne) {
  Archive archive;
  const auto disk = archive.folder.path() / "disk";
  std::filesystem::create_directories(disk);
  std::filesystem::create_directories(archive.place);
  std::filesystem::create_symlink(disk / "party.db", archive.file());
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"one"});
  ASSERT_TRUE(archive.reopen());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("one"));
  EXPECT_TRUE(std::filesystem::is_symlink(archive.file()));
  Archive other;
  std::filesystem::create_directories(other.place);
  std::filesystem::create_symlink(disk / "party.db", other.file());
  EXPECT_EQ(other.try_open().problem.code, "history-in-use") << "from another folder";
  archive.close();
  tests::write_file(disk / "party.db", "no database");
  ASSERT_TRUE(archive.open());
  EXPECT_EQ(archive.reports.size(), 1U);
  EXPECT_TRUE(std::filesystem::is_symlink(archive.file()));
  EXPECT_TRUE(std::filesystem::is_regular_file(disk / "party.db"));
}

TEST(OpeningLinks, ALinkThatLeadsNowhereIsToldAsOne) {
  Archive archive;
  std::filesystem::create_directories(archive.place);
  std::filesystem::create_symlink(archive.folder.path() / "gone" / "party.db", archive.file());
  const Report problem = archive.try_open().problem;
  EXPECT_EQ(problem.code, "history-not-opened");
  EXPECT_THAT(problem.text, ::testing::HasSubstr("symbolic link"));
  std::filesystem::remove(archive.file());
  std::filesystem::create_symlink("history.db", archive.file());
  EXPECT_EQ(archive.try_open().problem.code, "history-not-opened") << "in a circle";
}

// ---- Older versions -----------------------------------------------------------------------------

TEST(OpeningOlder, AHistoryOfTheFirstVersionGoesOn) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"one"});
  ASSERT_TRUE(archive.reopen());
  archive.close();
  {
    Database database;
    ASSERT_TRUE(database.open(archive.file(), Database::Mode::kReadWrite));
    ASSERT_TRUE(database.execute(
        "ALTER TABLE keys DROP COLUMN last_n; ALTER TABLE rooms DROP COLUMN maker;"
        "ALTER TABLE rooms DROP COLUMN maker_place;"
        "DROP TABLE ages; DELETE FROM meta WHERE name LIKE 'time_%' OR name = 'runs';"
        "UPDATE meta SET value = 2 WHERE name = 'run'; DROP TABLE runs;"
        "CREATE TABLE runs(room INTEGER NOT NULL, run INTEGER NOT NULL, last_seq INTEGER NOT NULL,"
        " PRIMARY KEY(room, run)) WITHOUT ROWID; INSERT INTO runs VALUES(1, 1, 1);"
        "PRAGMA user_version=1"));
  }
  ASSERT_TRUE(archive.open());
  EXPECT_TRUE(archive.reports.empty());
  const auto& runs = archive.contents.rooms.at(0).runs;
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].run, 1U);
  EXPECT_EQ(runs[1].run, 2U);
  EXPECT_GT(archive.contents.run, 2U);
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("one"));
}

}  // namespace
}  // namespace hubbub::net::history

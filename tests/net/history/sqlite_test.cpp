#include "net/history/sqlite.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(file_).flush();
    ASSERT_TRUE(database_.open(file_, Database::Mode::kReadWrite));
    ASSERT_TRUE(database_.execute("CREATE TABLE t(a, b)"));
  }
  tests::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "test.db";
  Database database_;
};

TEST_F(SqliteTest, BindsAndReadsEveryKindOfValue) {
  Statement insert(database_, "INSERT INTO t VALUES(?1, ?2)");
  const wire::KeyId key = testing::key(9);
  const wire::MessageId id = wire::MessageId::make();
  ASSERT_TRUE(insert.run(std::uint64_t{0xFFFF'FFFF'FFFF'FFFF}, std::string_view("tëxt")));
  ASSERT_TRUE(insert.run(key, id));
  ASSERT_TRUE(insert.run(wire::KeyId{}, std::string_view()));
  Statement select(database_, "SELECT a, b FROM t");
  Rows rows = select.rows();
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.unsigned_number(0), 0xFFFF'FFFF'FFFF'FFFFU);
  EXPECT_EQ(rows.view(1), "tëxt");
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.key(0), key);
  EXPECT_EQ(rows.id(1), id);
  ASSERT_TRUE(rows.next());
  EXPECT_TRUE(rows.key(0).is_none());
  EXPECT_EQ(rows.view(1), "");
  EXPECT_FALSE(rows.next());
  EXPECT_FALSE(database_.failed());
}

TEST_F(SqliteTest, AFullDatabaseIsTroubleOfTheDisk) {
  ASSERT_TRUE(database_.execute("PRAGMA max_page_count=4"));
  Statement insert(database_, "INSERT INTO t VALUES(?1, 0)");
  EXPECT_FALSE(insert.run(std::string_view(std::string(100'000, 'x'))));
  EXPECT_EQ(database_.failure().trouble, Trouble::kDisk);
  EXPECT_NE(database_.failure().text, "");
}

TEST_F(SqliteTest, AMissingTableIsDamage) {
  Statement select(database_, "SELECT a FROM missing");
  EXPECT_EQ(database_.failure().trouble, Trouble::kDamage);
  Rows rows = select.rows();
  EXPECT_FALSE(rows.next());
}

TEST_F(SqliteTest, AFileThatIsNoDatabaseIsDamage) {
  const std::filesystem::path other = folder_.path() / "other.db";
  std::ofstream(other) << std::string(5000, 'x');
  Database database;
  database.open(other, Database::Mode::kProbe);
  EXPECT_FALSE(database.number("SELECT count(*) FROM sqlite_schema"));
  EXPECT_EQ(database.failure().trouble, Trouble::kDamage);
}

TEST_F(SqliteTest, RowsThatAreLeftEarlyHoldNothingOpen) {
  ASSERT_TRUE(database_.execute("INSERT INTO t VALUES(1, 1), (2, 2)"));
  Statement select(database_, "SELECT a FROM t");
  {
    Rows rows = select.rows();
    ASSERT_TRUE(rows.next());
  }
  EXPECT_TRUE(database_.execute("DROP TABLE t"));
}

}  // namespace
}  // namespace hubbub::net::history

#include "app/party_files.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace hubbub::app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using tests::TemporaryFolder;
using ui::model::RoomKind;

net::wire::KeyId key(std::uint8_t number) {
  net::wire::KeyId result;
  result.bytes[0] = number;
  return result;
}

ui::SavedParty party_with(const std::string& draft) {
  return {{{RoomKind::kRoom, true, "lobby", {}, draft},
           {RoomKind::kRoom, false, "games", {}, ""},
           {RoomKind::kPrivate, false, "bob", key(7), "psst \"bob\"\n\u00E9"}}};
}

class PartyFilesTest : public testing::Test {
 protected:
  fs::path folder() const { return data_.path() / kPartiesFolder; }
  PartyFiles::Report report() {
    return [this](const std::string& problem) { problems_.push_back(problem); };
  }
  // As another start of the program finds it.
  ui::SavedParty found(const ui::PartyId& party) {
    return PartyFiles(folder(), report()).load(party);
  }
  void save(const ui::PartyId& party, const ui::SavedParty& saved) {
    PartyFiles(folder(), report()).save(party, saved);
  }

  TemporaryFolder data_;
  std::vector<std::string> problems_;
};

TEST_F(PartyFilesTest, WhatWasSavedIsFoundAtTheNextStart) {
  EXPECT_EQ(found({key(1), ""}), ui::SavedParty{});
  save({key(1), ""}, party_with("half a sent"));
  EXPECT_EQ(found({key(1), ""}), party_with("half a sent"));
  EXPECT_EQ(found({key(2), ""}), ui::SavedParty{}) << "another party's";
  EXPECT_TRUE(problems_.empty());
}

TEST_F(PartyFilesTest, WhatWasSavedIsLoadedAtOnce) {
  PartyFiles files(folder(), report());
  files.save({key(1), ""}, party_with("one"));
  files.save({key(1), ""}, party_with("two"));
  EXPECT_EQ(files.load({key(1), ""}), party_with("two"));
}

TEST_F(PartyFilesTest, AHostWithoutAKeyIsKnownByItsAddressInAnySpelling) {
  save({{}, "[::ffff:127.0.0.1]:24280"}, party_with("old days"));
  EXPECT_EQ(found({{}, "127.1"}), party_with("old days"));
  EXPECT_EQ(found({{}, "127.0.0.2"}), ui::SavedParty{});
  save({{}, "../../up"}, party_with("there"));
  EXPECT_FALSE(fs::exists(data_.path().parent_path() / "up.json"));
  EXPECT_EQ(found({{}, "../../up"}), party_with("there"));
}

TEST_F(PartyFilesTest, OnlyTheirOwnerMayReadThem) {
  save({key(1), ""}, party_with("secret"));
  struct stat file = {};
  ASSERT_EQ(stat((folder() / (key(1).to_hex() + ".json")).c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST_F(PartyFilesTest, ABrokenFileIsSetAsideAndToldWithoutWhatIsInIt) {
  save({key(1), ""}, {});
  const fs::path path = folder() / (key(1).to_hex() + ".json");
  for (const char* broken : {"{\"rooms\": [{\"draft\": \"secret", "[]", "", "{\"rooms\": 7}"}) {
    tests::write_file(path, broken);
    problems_.clear();
    EXPECT_EQ(found({key(1), ""}), ui::SavedParty{});
    EXPECT_THAT(problems_, ElementsAre(HasSubstr("broken")));
    EXPECT_THAT(problems_.front(), testing::Not(HasSubstr("secret")));
    EXPECT_FALSE(fs::exists(path));
  }
  EXPECT_TRUE(fs::exists(path.string() + ".broken-4"));
}

TEST_F(PartyFilesTest, WhatCanBeReadOfAFileWithForeignEntriesIsTaken) {
  save({key(1), ""}, {});
  tests::write_file(folder() / (key(1).to_hex() + ".json"),
                    R"({"rooms": [7, {"name": 3}, {"name": "games", "lobby": "yes", "draft": []},
                        {"person": "bob", "key": "zz"}], "more": 1})");
  EXPECT_EQ(found({key(1), ""}), (ui::SavedParty{{{RoomKind::kRoom, false, "games", {}, ""},
                                                  {RoomKind::kPrivate, false, "bob", {}, ""}}}));
  EXPECT_TRUE(problems_.empty());
}

TEST_F(PartyFilesTest, AFolderInItsPlaceIsToldOnceAndLeftAlone) {
  const fs::path path = folder() / (key(1).to_hex() + ".json");
  fs::create_directories(path);
  PartyFiles files(folder(), report());
  EXPECT_EQ(files.load({key(1), ""}), ui::SavedParty{});
  files.save({key(1), ""}, party_with("x"));
  EXPECT_EQ(files.load({key(1), ""}), ui::SavedParty{});
  EXPECT_EQ(problems_.size(), 1U);
  EXPECT_TRUE(fs::is_directory(path));
}

TEST_F(PartyFilesTest, TheOldestPartyMakesRoom) {
  PartyFiles files(folder(), report());
  for (std::size_t i = 0; i < kMaxParties; ++i) {
    files.save({key(static_cast<std::uint8_t>(i + 1)), ""}, party_with("x"));
  }
  files.load({});  // all is written
  const fs::path oldest = folder() / (key(9).to_hex() + ".json");
  fs::last_write_time(oldest, fs::last_write_time(oldest) - std::chrono::hours(1));
  files.save({key(200), ""}, party_with("new"));
  EXPECT_EQ(files.load({key(9), ""}), ui::SavedParty{});
  EXPECT_EQ(files.load({key(10), ""}), party_with("x"));
  EXPECT_EQ(files.load({key(200), ""}), party_with("new"));
}

}  // namespace
}  // namespace hubbub::app

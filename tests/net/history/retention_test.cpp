#include "net/history/retention.h"

#include <gmock/gmock.h>

#include "net/history/limits.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::key;
using testing::line;
using ::testing::Pair;
using testing::texts_of;

using Days = std::chrono::days;

wire::Retention keep(int days) {
  wire::Retention bounds;
  bounds.age = Days{days};
  return bounds;
}

TEST(Retention, WhatIsTooOldIsForgottenAndSaid) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(10)));
  const RoomNumber lobby = archive.room("lobby");
  const RoomNumber other = archive.room("other");
  archive.store->append(lobby, line(1, "ancient"));
  archive.store->append(other, line(1, "ancient too"));
  archive.store->append_private(line(1, "ancient whisper"), key('b'));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{5});
  archive.store->append(lobby, line(2, "old"));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{2});
  archive.store->append(lobby, line(3, "young"));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{9});
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("young"));
  EXPECT_THAT(archive.read_from(other, 1).lines, IsEmpty());
  EXPECT_THAT(archive.private_after(key('a'), 0).lines, IsEmpty());
  EXPECT_THAT(archive.found("ancient", key('a')), IsEmpty());
  EXPECT_THAT(archive.forgotten, ::testing::UnorderedElementsAre(Pair(lobby, 3), Pair(other, 2)));
  archive.store->append(other, line(2, "next"));
  ASSERT_TRUE(archive.reopen());
  EXPECT_EQ(archive.contents.rooms[0].first_seq, 3U);
  EXPECT_EQ(archive.contents.rooms[0].next_seq, 4U);
  EXPECT_EQ(archive.contents.rooms[1].first_seq, 2U);
  EXPECT_EQ(archive.contents.next_private_seq, 2U);
  EXPECT_THAT(texts_of(archive.read_from(other, 1)), ElementsAre("next"));
}

TEST(Retention, ARoomThatHasForgottenEverythingKeepsItsNumbers) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(1)));
  const RoomNumber lobby = archive.room("lobby");
  for (std::uint64_t seq = 1; seq <= 100; ++seq)
    archive.store->append(lobby, line(seq, "old"));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{3});
  ASSERT_TRUE(archive.idle());
  archive.close();
  ASSERT_TRUE(archive.open());
  EXPECT_EQ(archive.contents.rooms[0].first_seq, 101U);
  EXPECT_EQ(archive.contents.rooms[0].next_seq, 101U);
}

TEST(Retention, LinesGoOnByTheirAgeThoughTheHostIsOffAtTimes) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(10)));
  const RoomNumber lobby = archive.room("lobby", {"one"});
  for (int evening = 0; evening < 4; ++evening) {
    archive.clocks.pass(std::chrono::hours{5});
    archive.close();
    archive.clocks.turn_wall(Days{3});
    ASSERT_TRUE(archive.open(keep(10)));
  }
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(archive.read_from(lobby, 1).lines, IsEmpty());
}

// An empty battery, a typing error: what a clock shows for a while deletes nothing for good.
TEST(Retention, AClockThatIsFarAheadForAWhileDeletesNothing) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(10)));
  const RoomNumber lobby = archive.room("lobby", {"one", "two"});
  archive.store->append_private(line(1, "psst"), key('b'));
  archive.store->put_name({"ann", key('a'), archive.contents.time->now()});
  wire::Ban ban;
  ban.number = 1;
  ban.key = key('e');
  ban.until = archive.contents.time->now() + std::chrono::hours{1};
  archive.store->put_ban(ban);
  ASSERT_TRUE(archive.settle());
  archive.close();
  for (const Days turn : {Days{400}, Days{8}, Days{40'000}}) {
    archive.clocks.turn_wall(turn);
    ASSERT_TRUE(archive.open(keep(10)));
    EXPECT_EQ(archive.contents.bans.size(), 1U);
    EXPECT_EQ(archive.contents.names.size(), 1U);
    archive.clocks.pass(std::chrono::minutes{10});
    ASSERT_TRUE(archive.idle());
    archive.clocks.turn_wall(turn);  // and while it runs
    ASSERT_TRUE(archive.idle());
    archive.close();
    archive.clocks.turn_wall(-2 * turn);
  }
  ASSERT_TRUE(archive.open(keep(10)));
  archive.clocks.pass(std::chrono::minutes{10});
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("one", "two"));
  EXPECT_THAT(texts_of(archive.private_after(key('a'), 0)), ElementsAre("psst"));
  EXPECT_EQ(archive.contents.bans.size(), 1U);
  EXPECT_THAT(archive.forgotten, IsEmpty());
}

// What a line shows as its time says nothing about its age.
TEST(Retention, ALineFromTheFutureOrThePastKeepsNothingAndTakesNothingWithIt) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(10)));
  const RoomNumber lobby = archive.room("lobby");
  Line future = line(1, "from the future");
  future.entry.time += Days{400};
  archive.store->append(lobby, future);
  archive.store->append(lobby, line(2, "old"));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{8});
  Line past = line(3, "from the past");
  past.entry.time -= Days{20'000};
  archive.store->append(lobby, past);
  archive.store->append(lobby, line(4, "young"));
  ASSERT_TRUE(archive.settle());
  archive.clocks.pass(Days{3});
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("from the past", "young"));
}

TEST(Retention, TheTableOfAgesStaysSmall) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(1)));
  const RoomNumber lobby = archive.room("lobby");
  std::uint64_t seq = 0;
  for (int hour = 0; hour < 24 * 4; ++hour) {
    for (int i = 0; i < 20; ++i)
      archive.store->append(lobby, line(++seq, "x"));
    ASSERT_TRUE(archive.settle());
    archive.clocks.pass(std::chrono::hours{1});
  }
  ASSERT_TRUE(archive.idle());
  archive.close();
  Database database;
  ASSERT_TRUE(database.open(archive.file(), Database::Mode::kReadWrite));
  EXPECT_LE(database.number("SELECT count(*) FROM ages").value_or(1000), 26);
  EXPECT_LE(database.number("SELECT count(*) FROM lines").value_or(10'000), 25 * 20);
  EXPECT_GE(database.number("SELECT count(*) FROM lines").value_or(0), 23 * 20);
}

TEST(Retention, TheDatabaseStaysBelowItsBound) {
  Archive archive;
  wire::Retention bounds;
  bounds.bytes = 2 * kMinBytes;
  ASSERT_TRUE(archive.open(bounds));
  const RoomNumber lobby = archive.room("lobby");
  std::uint64_t seq = 0;
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 500; ++i) {
      ++seq;
      archive.store->append(lobby, line(seq, std::string(300, 'x') + std::to_string(seq)));
    }
    ASSERT_TRUE(archive.settle());
    if (round % 10 == 0) {
      ASSERT_TRUE(archive.idle());
    }
  }
  ASSERT_TRUE(archive.idle());
  archive.close();
  EXPECT_LT(std::filesystem::file_size(archive.file()), bounds.bytes * 5 / 4);
  ASSERT_TRUE(archive.open(bounds));
  const StoredRoom& room = archive.contents.rooms[0];
  EXPECT_EQ(room.next_seq, seq + 1);
  ASSERT_FALSE(archive.forgotten.empty());
  EXPECT_THAT(archive.forgotten.back(), Pair(lobby, room.first_seq));
  // Counting the new run may have been too much once more.
  ASSERT_TRUE(archive.idle());
  const Lines lines = archive.read_from(lobby, 1);
  ASSERT_GT(lines.lines.size(), 500U);
  EXPECT_THAT(archive.forgotten.back(), Pair(lobby, lines.lines.front().entry.seq));
  EXPECT_EQ(lines.lines.back().entry.seq, seq);
  EXPECT_EQ(archive.found(std::to_string(seq)).size(), 1U);
  EXPECT_THAT(archive.found("x1000"), IsEmpty());
}

Line coming(std::uint64_t seq, bool goes) {
  Line joined = line(seq, "", "stranger " + std::to_string(seq));
  joined.entry.kind = goes ? wire::EntryKind::kLeft : wire::EntryKind::kJoined;
  for (std::size_t i = 0; i < sizeof seq; ++i)
    joined.key.bytes[i] = static_cast<std::uint8_t>(seq >> (8 * i));
  return joined;
}

std::int64_t count(const Archive& archive, const std::string& table) {
  Database database;
  EXPECT_TRUE(database.open(archive.file(), Database::Mode::kReadWrite));
  return database.number("SELECT count(*) FROM " + table).value_or(-1);
}

// Keys cost nothing: a program can come and go under another one for as long as it likes.
TEST(Retention, WhoOnlyComesAndGoesPushesNothingOutThatWasSaid) {
  Archive archive;
  wire::Retention bounds;
  bounds.bytes = kMinBytes;
  ASSERT_TRUE(archive.open(bounds));
  std::vector<std::string> texts;
  for (int i = 0; i < 20; ++i)
    texts.push_back("acknowledged " + std::to_string(i));
  const RoomNumber lobby = archive.room("lobby", texts);
  std::uint64_t seq = texts.size();
  for (int round = 0; round < 30; ++round) {
    for (int i = 0; i < 1'000; ++i) {
      ++seq;
      archive.store->append(lobby, coming(seq, i % 2 == 1));
    }
    ASSERT_TRUE(archive.settle());
  }
  archive.store->append(lobby, line(++seq, "and after them"));
  ASSERT_TRUE(archive.settle());
  ASSERT_TRUE(archive.idle());
  archive.close();
  EXPECT_LT(std::filesystem::file_size(archive.file()), bounds.bytes * 5 / 4);
  EXPECT_EQ(count(archive, "keys"), 1) << "of ann, who said something";
  ASSERT_TRUE(archive.open(bounds));
  std::vector<std::string> said;
  for (const Line& each : archive.read_from(lobby, 1).lines) {
    if (each.entry.kind == wire::EntryKind::kMessage)
      said.push_back(each.entry.text);
  }
  texts.push_back("and after them");
  EXPECT_EQ(said, texts);
  EXPECT_EQ(archive.contents.rooms[0].next_seq, seq + 1);
  EXPECT_EQ(archive.read_before(lobby, 0, {1, 1000}).lines.at(0).entry.seq, seq);
  EXPECT_EQ(archive.found("acknowledged 19").size(), 1U);
}

TEST(Retention, KeysOfWhichNoLineIsLeftGoAndComeBackAsAnew) {
  Archive archive;
  ASSERT_TRUE(archive.open(keep(10)));
  const RoomNumber lobby = archive.room("lobby");
  std::uint64_t whispers = 0;
  for (const char* nick : {"ann", "bob", "carol"})
    archive.store->append_private(line(++whispers, "long ago", nick), key('d'));
  archive.clocks.pass(Days{1});
  std::uint64_t seq = 0;
  const auto talk = [&] {
    for (std::int64_t i = 0; i < 2 * kKeyGrain; ++i) {
      ++seq;
      archive.store->append(lobby, line(seq, "on", "ann"));
    }
    return archive.settle();
  };
  ASSERT_TRUE(talk());
  archive.clocks.pass(Days{8});
  ASSERT_TRUE(talk());
  archive.clocks.pass(Days{8});
  archive.store->append(lobby, line(++seq, "last", "ann"));
  ASSERT_TRUE(archive.settle());
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(archive.private_after(key('b'), 0).lines, IsEmpty());
  archive.close();
  EXPECT_EQ(count(archive, "keys"), 1);
  ASSERT_TRUE(archive.open(keep(10)));
  archive.store->append_private(line(++whispers, "here again", "bob"), key('d'));
  ASSERT_TRUE(archive.settle());
  EXPECT_THAT(texts_of(archive.private_after(key('b'), 0)), ElementsAre("here again"));
  EXPECT_THAT(texts_of(archive.private_after(key('d'), 0)), ElementsAre("here again"));
  EXPECT_THAT(archive.private_after(key('c'), 0).lines, IsEmpty());
}

TEST(Retention, LinesArriveUnhurtWhileOthersAreForgotten) {
  Archive archive;
  wire::Retention bounds;
  bounds.bytes = kMinBytes;
  ASSERT_TRUE(archive.open(bounds));
  const RoomNumber lobby = archive.room("lobby");
  const RoomNumber quiet = archive.room("quiet", {"said once"});
  for (std::uint64_t seq = 1; seq <= 20'000; ++seq) {
    archive.store->append(lobby, line(seq, std::string(100, 'x')));
    if (seq % 1000 == 0) {
      ASSERT_TRUE(archive.settle());
    }
  }
  archive.store->append(quiet, line(2, "said twice"));
  ASSERT_TRUE(archive.idle());
  EXPECT_THAT(texts_of(archive.read_from(quiet, 1)), ElementsAre("said twice"));
  const Lines last = archive.read_before(lobby, 0, {1, 1000});
  ASSERT_EQ(last.lines.size(), 1U);
  EXPECT_EQ(last.lines[0].entry.seq, 20'000U);
}

}  // namespace
}  // namespace hubbub::net::history

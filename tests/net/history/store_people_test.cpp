// What is known again when the history is opened the next time, and private messages.
#include <gmock/gmock.h>

#include "net/history/limits.h"
#include "net/history/store.h"
#include "tests/net/history/archive.h"

namespace hubbub::net::history {
namespace {

using testing::Archive;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::key;
using testing::line;
using testing::texts_of;

TEST(Contents, ANewHistoryIsEmptyAndHasAnEpoch) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  EXPECT_NE(archive.contents.epoch, 0U);
  EXPECT_NE(archive.contents.run, 0U);
  EXPECT_THAT(archive.contents.rooms, IsEmpty());
  EXPECT_EQ(archive.contents.next_private_seq, 1U);
  EXPECT_EQ(archive.contents.next_ban_number, 1U);
  EXPECT_THAT(archive.reports, IsEmpty());
}

TEST(Contents, RoomsComeBackWithTheirNumbersAndTopics) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const std::uint64_t epoch = archive.contents.epoch;
  const std::uint64_t high_epoch = 0xFEDC'BA98'7654'3210;
  const RoomNumber lobby = archive.store->add_room("lobby", high_epoch, {});
  archive.room("кухня");
  archive.store->set_topic(lobby, "a topic");
  Line last = line(1, "hello");
  archive.store->append(lobby, last);
  ASSERT_TRUE(archive.reopen());
  EXPECT_EQ(archive.contents.epoch, epoch);
  ASSERT_EQ(archive.contents.rooms.size(), 2U);
  const StoredRoom& room = archive.contents.rooms[0];
  EXPECT_EQ(room.name, "lobby");
  EXPECT_EQ(room.epoch, high_epoch);
  EXPECT_EQ(room.topic, "a topic");
  EXPECT_EQ(room.first_seq, 1U);
  EXPECT_EQ(room.next_seq, 2U);
  EXPECT_EQ(room.last_time, last.entry.time);
  ASSERT_EQ(room.recent.size(), 1U);
  EXPECT_EQ(room.recent[0].id, last.entry.id);
  EXPECT_EQ(room.recent[0].key, last.key);
  EXPECT_EQ(room.recent[0].from, "ann");
  EXPECT_EQ(room.recent[0].seq, 1U);
  EXPECT_EQ(room.recent_after, 0U);
  EXPECT_EQ(room.recent[0].text_bytes, last.entry.text.size());
  EXPECT_EQ(archive.contents.rooms[1].name, "кухня");
  EXPECT_EQ(archive.contents.rooms[1].next_seq, 1U);
}

TEST(Contents, EachRunLeavesTheNumberThatEveryRoomHadAtItsEnd) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const std::uint64_t first = archive.contents.run;
  const RoomNumber lobby = archive.room("lobby", {"a", "b"});
  archive.store->append_private(line(1, "psst"), key('b'));
  ASSERT_TRUE(archive.reopen());
  const std::uint64_t second = archive.contents.run;
  EXPECT_NE(second, first);
  archive.room("late");
  archive.store->append(lobby, line(3, "c"));
  ASSERT_TRUE(archive.reopen());
  EXPECT_NE(archive.contents.run, first);
  EXPECT_NE(archive.contents.run, second);
  const auto& runs = archive.contents.rooms[0].runs;
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].run, first);
  EXPECT_EQ(runs[0].last_seq, 2U);
  EXPECT_EQ(runs[1].run, second);
  EXPECT_EQ(runs[1].last_seq, 3U);
  ASSERT_EQ(archive.contents.rooms[1].runs.size(), 1U);
  EXPECT_EQ(archive.contents.rooms[1].runs[0].run, second);
  EXPECT_EQ(archive.contents.rooms[1].runs[0].last_seq, 0U);
  ASSERT_EQ(archive.contents.private_runs.size(), 2U);
  EXPECT_EQ(archive.contents.private_runs[0].run, first);
  EXPECT_EQ(archive.contents.private_runs[0].last_seq, 1U);
}

// A backup, or a machine that was cloned.
TEST(Contents, ARunAfterACopyWasPutBackHasANumberOfItsOwn) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"a"});
  archive.close();
  const auto copy = archive.folder.path() / "copy";
  std::filesystem::copy(archive.place, copy, std::filesystem::copy_options::recursive);
  ASSERT_TRUE(archive.open());
  const std::uint64_t lost = archive.contents.run;
  archive.store->append(lobby, line(2, "lost"));
  archive.close();
  std::filesystem::remove_all(archive.place);
  std::filesystem::rename(copy, archive.place);
  ASSERT_TRUE(archive.open());
  EXPECT_NE(archive.contents.run, lost);
  for (const RunEnd& end : archive.contents.rooms[0].runs)
    EXPECT_NE(end.run, lost);
}

TEST(Contents, OnlyTheNewestRunsAreKept) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  archive.room("lobby", {"a"});
  const auto rounds = kMaxRuns + 3;
  std::uint64_t last = 0;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    last = archive.contents.run;
    ASSERT_TRUE(archive.reopen());
  }
  const auto& runs = archive.contents.rooms[0].runs;
  ASSERT_EQ(runs.size(), kMaxRuns);
  EXPECT_EQ(runs.back().run, last);
}

TEST(Contents, RecentMessagesAreBoundedAndTheNewest) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  const RoomNumber other = archive.room("other");
  for (std::uint64_t seq = 1; seq <= kRecentOfLobby + 100; ++seq) {
    archive.store->append(lobby, line(seq, "x"));
    if (seq <= kRecentOfRoom + 100)
      archive.store->append(other, line(seq, "y"));
  }
  Line joined;
  joined.entry.seq = kRecentOfLobby + 101;
  joined.entry.kind = wire::EntryKind::kJoined;
  joined.entry.from = "bob";
  archive.store->append(lobby, joined);
  ASSERT_TRUE(archive.reopen());
  const auto& recent = archive.contents.rooms[0].recent;
  ASSERT_EQ(recent.size(), kRecentOfLobby);
  EXPECT_EQ(archive.contents.rooms[0].recent_after, 100U);
  EXPECT_EQ(recent.front().seq, 101U);
  EXPECT_EQ(recent.back().seq, kRecentOfLobby + 100);
  ASSERT_EQ(archive.contents.rooms[1].recent.size(), kRecentOfRoom);
  EXPECT_EQ(archive.contents.rooms[1].recent.back().seq, kRecentOfRoom + 100);
}

TEST(Contents, PeopleNamesBansAndTheLockComeBack) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  archive.store->put_person({key(1), wire::Role::kGuest, {}});
  archive.store->put_person({key(1), wire::Role::kModerator, wire::HostTime::max()});
  archive.store->put_name({"Ann", key(1), wire::HostTime{std::chrono::seconds{5}}});
  archive.store->put_name({"Bob", key(1), {}});
  archive.store->put_name({"Bob", key(2), {}});
  archive.store->put_name({"Eve", key(3), {}});
  archive.store->remove_name("Eve");
  wire::Ban ban{1, "eve", key(3), "10.0.0.1", {}, "ann", "spam"};
  wire::Ban over = ban;
  over.number = 2;
  over.until = archive.contents.time->now() - std::chrono::seconds{1};
  wire::Ban lasting = ban;
  lasting.number = 3;
  lasting.until = archive.contents.time->now() + std::chrono::hours{1};
  wire::Ban undone = ban;
  undone.number = 4;
  for (const wire::Ban& each : {ban, over, lasting, undone})
    archive.store->put_ban(each);
  archive.store->remove_ban(4);
  archive.store->set_locked(true);
  ASSERT_TRUE(archive.reopen());
  ASSERT_EQ(archive.contents.people.size(), 1U);
  EXPECT_EQ(archive.contents.people[0].key, key(1));
  EXPECT_EQ(archive.contents.people[0].role, wire::Role::kModerator);
  EXPECT_EQ(archive.contents.people[0].muted_until, wire::HostTime::max());
  ASSERT_EQ(archive.contents.names.size(), 2U);
  EXPECT_EQ(archive.contents.names[0].nick, "Ann");
  EXPECT_EQ(archive.contents.names[0].last_used, wire::HostTime{std::chrono::seconds{5}});
  EXPECT_EQ(archive.contents.names[1].key, key(2));
  EXPECT_THAT(archive.contents.bans, ElementsAre(ban, lasting));
  EXPECT_EQ(archive.contents.next_ban_number, 5U);
  EXPECT_TRUE(archive.contents.locked);
  archive.store->set_locked(false);
  ASSERT_TRUE(archive.reopen());
  EXPECT_FALSE(archive.contents.locked);
}

// ---- Private messages ---------------------------------------------------------------------------

class PrivateMessages : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(archive_.open());
    say("ann", key('b'), "ann to bob");
    say("bob", key('a'), "bob to ann");
    say("ann", key('c'), "ann to cid");
    say("cid", key('b'), "cid to bob");
    say("ann", {}, "ann to a stranger");
    say("ann", key('a'), "ann to ann");
  }
  void say(const std::string& from, const wire::KeyId& to, const std::string& text) {
    archive_.store->append_private(line(++seq_, text, from), to);
  }
  Archive archive_;
  std::uint64_t seq_ = 0;
};

TEST_F(PrivateMessages, AreReadByThoseTwoAlone) {
  EXPECT_THAT(
      texts_of(archive_.private_after(key('a'), 0)),
      ElementsAre("ann to bob", "bob to ann", "ann to cid", "ann to a stranger", "ann to ann"));
  EXPECT_THAT(texts_of(archive_.private_after(key('b'), 0)),
              ElementsAre("ann to bob", "bob to ann", "cid to bob"));
  EXPECT_THAT(archive_.private_after(key('x'), 0).lines, IsEmpty());
  EXPECT_THAT(archive_.private_after({}, 0).lines, IsEmpty());
}

TEST_F(PrivateMessages, AreReadFromANumberOnOrBackwards) {
  EXPECT_THAT(texts_of(archive_.private_after(key('a'), 2, {2, 1000})),
              ElementsAre("ann to cid", "ann to a stranger"));
  const Lines last = archive_.private_before(key('a'), {}, 0, {2, 1000});
  EXPECT_THAT(texts_of(last), ElementsAre("ann to a stranger", "ann to ann"));
  EXPECT_TRUE(last.more);
  EXPECT_THAT(texts_of(archive_.private_before(key('a'), {}, 3)),
              ElementsAre("ann to bob", "bob to ann"));
}

TEST_F(PrivateMessages, OfOneConversationAreReadAlone) {
  EXPECT_THAT(texts_of(archive_.private_before(key('a'), key('b'))),
              ElementsAre("ann to bob", "bob to ann"));
  EXPECT_THAT(texts_of(archive_.private_before(key('b'), key('c'))), ElementsAre("cid to bob"));
  EXPECT_THAT(archive_.private_before(key('a'), key('x')).lines, IsEmpty());
}

TEST_F(PrivateMessages, AreNeverInAnyRoom) {
  const RoomNumber lobby = archive_.room("lobby", {"said aloud"});
  EXPECT_THAT(texts_of(archive_.read_from(lobby, 1)), ElementsAre("said aloud"));
  EXPECT_THAT(archive_.read_from(0, 1).lines, IsEmpty());
  EXPECT_THAT(archive_.read_before(0, 0).lines, IsEmpty());
}

TEST_F(PrivateMessages, KeepCountingAfterwards) {
  ASSERT_TRUE(archive_.reopen());
  EXPECT_EQ(archive_.contents.next_private_seq, 7U);
  ASSERT_EQ(archive_.contents.recent_private.size(), 6U);
  EXPECT_EQ(archive_.contents.recent_private.front().seq, 1U);
  EXPECT_EQ(archive_.contents.recent_private.back().from, "ann");
  EXPECT_EQ(archive_.contents.recent_private.back().key, key('a'));
}

}  // namespace
}  // namespace hubbub::net::history

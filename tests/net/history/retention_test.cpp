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

Line old_line(std::uint64_t seq, const std::string& text, int days) {
  Line old = line(seq, text);
  old.entry.time -= std::chrono::hours{24 * days};
  return old;
}

TEST(Retention, WhatIsTooOldIsForgottenAndSaid) {
  Archive archive;
  wire::Retention bounds;
  bounds.age = std::chrono::days{10};
  ASSERT_TRUE(archive.open(bounds));
  const RoomNumber lobby = archive.room("lobby");
  const RoomNumber other = archive.room("other");
  archive.store->append(lobby, old_line(1, "ancient", 30));
  archive.store->append(other, old_line(1, "ancient too", 20));
  archive.store->append_private(old_line(1, "ancient whisper", 20), key('b'));
  archive.store->append(lobby, old_line(2, "old", 11));
  archive.store->append(lobby, old_line(3, "young", 9));
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
  wire::Retention bounds;
  bounds.age = std::chrono::days{1};
  ASSERT_TRUE(archive.open(bounds));
  const RoomNumber lobby = archive.room("lobby");
  for (std::uint64_t seq = 1; seq <= 100; ++seq)
    archive.store->append(lobby, old_line(seq, "old", 3));
  ASSERT_TRUE(archive.idle());
  archive.close();
  ASSERT_TRUE(archive.open());
  EXPECT_EQ(archive.contents.rooms[0].first_seq, 101U);
  EXPECT_EQ(archive.contents.rooms[0].next_seq, 101U);
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

#include "net/history/store.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

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
using testing::texts_of;

std::vector<std::string> numbered(int count) {
  std::vector<std::string> texts;
  for (int i = 1; i <= count; ++i)
    texts.push_back("line " + std::to_string(i));
  return texts;
}

TEST(Store, CommitsInTheOrderOfTheCallsAndSaysSo) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  EXPECT_EQ(lobby, 1U);
  const Ticket first = archive.store->append(lobby, line(1, "one"));
  const Ticket second = archive.store->append(lobby, line(2, "two"));
  EXPECT_EQ(second, first + 1);
  EXPECT_EQ(archive.store->last_ticket(), second);
  EXPECT_GT(archive.store->waiting_bytes(), 0U);
  EXPECT_EQ(archive.store->committed(), 0U);
  ASSERT_TRUE(archive.settle());
  EXPECT_EQ(archive.store->waiting_bytes(), 0U);
  ASSERT_FALSE(archive.commits.empty());
  EXPECT_EQ(archive.commits.back(), second);
  EXPECT_TRUE(std::is_sorted(archive.commits.begin(), archive.commits.end()));
}

TEST(Store, NothingIsWrittenBeforeItIsHandedOver) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  ASSERT_TRUE(archive.settle());
  const Ticket before = archive.store->committed();
  archive.store->append(lobby, line(1, "one"));
  ASSERT_TRUE(archive.idle());  // hands over
  archive.loop.drain();
  EXPECT_EQ(archive.store->committed(), before + 1);
}

TEST(Store, ReadsSeeEveryWriteQueuedBefore) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  for (std::uint64_t seq = 1; seq <= 50; ++seq) {
    archive.store->append(lobby, line(seq, "line " + std::to_string(seq)));
    const Lines lines = archive.read_before(lobby, 0, {1, 1000});
    EXPECT_THAT(texts_of(lines), ElementsAre("line " + std::to_string(seq)));
  }
}

TEST(Store, ALineComesBackAsItWas) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  Line renamed;
  renamed.entry = {1, testing::now(), wire::EntryKind::kRenamed, 0, {}, "ann", "änn", ""};
  archive.store->append(lobby, renamed);
  const Line said = line(2, std::string("with a \0 in it and \xF0\x9F\x8E\x89", 20));
  archive.store->append(lobby, said);
  const Lines lines = archive.read_from(lobby, 1);
  ASSERT_EQ(lines.lines.size(), 2U);
  EXPECT_EQ(lines.lines[0].entry, renamed.entry);
  EXPECT_TRUE(lines.lines[0].key.is_none());
  EXPECT_EQ(lines.lines[1].entry, said.entry);
  EXPECT_EQ(lines.lines[1].key, said.key);
}

TEST(Store, ReadsForwardFromANumberUpToTheLimit) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(100));
  const Lines some = archive.read_from(lobby, 40, {3, 10'000});
  EXPECT_THAT(texts_of(some), ElementsAre("line 40", "line 41", "line 42"));
  EXPECT_TRUE(some.more);
  const Lines rest = archive.read_from(lobby, 99, {3, 10'000});
  EXPECT_THAT(texts_of(rest), ElementsAre("line 99", "line 100"));
  EXPECT_FALSE(rest.more);
  EXPECT_THAT(archive.read_from(lobby, 101).lines, IsEmpty());
}

TEST(Store, ReadsBackwardBelowANumberUpToTheLimit) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(100));
  const Lines some = archive.read_before(lobby, 40, {3, 10'000});
  EXPECT_THAT(texts_of(some), ElementsAre("line 37", "line 38", "line 39"));
  EXPECT_TRUE(some.more);
  const Lines first = archive.read_before(lobby, 3, {3, 10'000});
  EXPECT_THAT(texts_of(first), ElementsAre("line 1", "line 2"));
  EXPECT_FALSE(first.more);
}

TEST(Store, ALimitOfBytesEndsTheAnswerButNotBeforeTheFirstLine) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby =
      archive.room("lobby", {std::string(100, 'a'), std::string(50, 'b'), std::string(51, 'c')});
  EXPECT_EQ(archive.read_from(lobby, 1, {10, 10}).lines.size(), 1U);
  EXPECT_EQ(archive.read_from(lobby, 1, {10, 150}).lines.size(), 2U);
  EXPECT_EQ(archive.read_from(lobby, 1, {10, 201}).lines.size(), 3U);
  EXPECT_EQ(archive.read_from(lobby, 1, {0, 201}).lines.size(), 1U);
}

TEST(Store, RoomsThatTakeTurnsAreReadApart) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber a = archive.room("a");
  const RoomNumber b = archive.room("b");
  // Runs shorter and longer than a stretch, so that places begin in the middle of the other's.
  std::uint64_t next_a = 1;
  std::uint64_t next_b = 1;
  for (int turn = 1; turn <= 60; ++turn) {
    for (int i = 0; i < turn; ++i)
      archive.store->append(a, line(next_a++, "a"));
    for (int i = 0; i < 60 - turn; ++i)
      archive.store->append(b, line(next_b++, "b"));
    if (turn == 30) {
      ASSERT_TRUE(archive.settle() && archive.reopen());
    }
  }
  for (const auto& [room, next, name] :
       {std::tuple(a, next_a, std::string("a")), std::tuple(b, next_b, std::string("b"))}) {
    const Lines all = archive.read_from(room, 1);
    ASSERT_EQ(all.lines.size(), next - 1);
    for (std::uint64_t seq = 1; seq < next; ++seq) {
      ASSERT_EQ(all.lines[seq - 1].entry.seq, seq);
      ASSERT_EQ(all.lines[seq - 1].entry.text, name);
      const Lines one = archive.read_from(room, seq, {1, 100});
      ASSERT_EQ(one.lines.at(0).entry.seq, seq);
      const Lines before = archive.read_before(room, seq + 1, {1, 100});
      ASSERT_EQ(before.lines.at(0).entry.seq, seq);
    }
  }
}

TEST(Store, ATextThatIsClearedIsGoneFromTheFileToo) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"before", "zanzibar and all that", "after"});
  ASSERT_TRUE(archive.idle());
  ASSERT_THAT(archive.found("ZANZIBAR"), ElementsAre("zanzibar and all that"));
  archive.store->clear_text(lobby, 2);
  EXPECT_THAT(archive.found("zanzibar"), IsEmpty());
  EXPECT_THAT(texts_of(archive.read_from(lobby, 1)), ElementsAre("before", "", "after"));
  EXPECT_THAT(archive.found("after"), ElementsAre("after"));
  archive.store->clear_text(lobby, 99);  // there is none
  archive.close();
  std::ifstream file(archive.file(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(bytes.find("before"), std::string::npos);
  EXPECT_EQ(bytes.find("zanzibar"), std::string::npos);
}

TEST(Store, ARemovedRoomIsGoneWithAllItsLines) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", {"stays"});
  const RoomNumber other = archive.room("other", numbered(2000));
  ASSERT_TRUE(archive.idle());
  ASSERT_FALSE(archive.found("line 1999").empty());
  archive.store->remove_room(other);
  EXPECT_THAT(archive.read_from(other, 1).lines, IsEmpty());
  EXPECT_THAT(archive.found("line 1999"), IsEmpty());
  archive.store->append(other, line(2001, "too late"));
  ASSERT_TRUE(archive.idle());
  ASSERT_TRUE(archive.reopen());
  ASSERT_EQ(archive.contents.rooms.size(), 1U);
  EXPECT_EQ(archive.contents.rooms[0].number, lobby);
  EXPECT_THAT(archive.found("line 1"), IsEmpty());
  EXPECT_THAT(archive.found("too late"), IsEmpty());
  EXPECT_THAT(archive.found("stays"), ElementsAre("stays"));
  EXPECT_EQ(archive.room("again"), other + 1);  // numbers are never used again
}

TEST(Store, ItsEndBringsWhatWaitsToTheDisk) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(5000));
  ASSERT_TRUE(archive.reopen());
  EXPECT_EQ(archive.contents.rooms.at(0).next_seq, 5001U);
  EXPECT_EQ(archive.read_from(lobby, 1).lines.size(), 5000U);
  EXPECT_THAT(archive.codes, IsEmpty());
}

TEST(Store, TheLogBesideTheFileIsBoundedWhileTheHostRuns) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  constexpr std::size_t kLines = 6'000;
  const std::string text(2'000, 'x');
  archive.room("lobby", std::vector<std::string>(kLines, text));
  ASSERT_TRUE(archive.settle());
  ASSERT_TRUE(archive.idle());
  const auto file = archive.folder.path() / "party" / "history.db";
  EXPECT_GT(std::filesystem::file_size(file), kLines * text.size()) << "all of it is in the file";
  // What is said from now on takes the log's place again from its beginning.
  archive.store->append(1, line(kLines + 1, "one more"));
  ASSERT_TRUE(archive.settle());
  EXPECT_LE(std::filesystem::file_size(file.string() + "-wal"), kMaxIdleLogBytes);
}

TEST(Store, ARemovedTextIsInNoFileAnyMore) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const std::string secret = "unrepeatable-words-of-somebody";
  const RoomNumber lobby = archive.room("lobby", {"before", secret, "after"});
  ASSERT_TRUE(archive.settle());
  ASSERT_TRUE(archive.idle());
  archive.store->clear_text(lobby, 2);
  ASSERT_TRUE(archive.settle());
  ASSERT_TRUE(archive.idle());
  for (const auto& each : std::filesystem::directory_iterator(archive.folder.path() / "party")) {
    std::ifstream file(each.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find(secret), std::string::npos) << each.path();
  }
}

TEST(Store, NothingIsCalledAfterItsEnd) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(100));
  bool answered = false;
  archive.store->hand_over();
  archive.store->read_from(lobby, 1, Archive::kAll, [&](const Lines&) { answered = true; });
  archive.close();
  archive.loop.drain();
  EXPECT_FALSE(answered);
  EXPECT_THAT(archive.commits, IsEmpty());
}

TEST(Store, MayBeEndedFromItsOwnCallback) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(3));
  bool ended = false;
  archive.store->read_from(lobby, 1, Archive::kAll, [&](const Lines& lines) {
    EXPECT_EQ(lines.lines.size(), 3U);
    archive.close();
    ended = true;
  });
  EXPECT_TRUE(archive.loop.run_until([&] { return ended; }));
  archive.loop.drain();
}

TEST(Store, OneQuestionTooManyIsRefusedInASentence) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby", numbered(3000));
  std::size_t answered = 0;
  std::size_t refused = 0;
  const std::size_t asked = kMaxQuestions * 3;
  for (std::size_t i = 0; i < asked; ++i) {
    archive.store->read_from(lobby, 1, Archive::kAll, [&](const Lines& lines) {
      ++answered;
      refused += lines.problem.empty() ? 0U : 1U;
      EXPECT_EQ(lines.lines.empty(), !lines.problem.empty());
    });
  }
  ASSERT_TRUE(archive.loop.run_until([&] { return answered == asked; }));
  EXPECT_GT(refused, 0U);
  EXPECT_LT(refused, asked);
}

// All that is in a folder's files.
std::string everything_in(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      all += tests::content_of(entry.path());
  }
  return all;
}

// Long ones lie on pages of their own, which are given back.
TEST(Store, ARemovedTextIsNowhereInTheFolder) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  constexpr std::array<std::size_t, 6> kSizes{5, 900, 3'000, 5'000, 11'000, 65'000};
  const auto text = [](std::size_t bytes) {
    std::string filled = "indiscreet";
    while (filled.size() < bytes)
      filled += "indiscreet";
    return filled;
  };
  std::uint64_t seq = 0;
  for (const std::size_t bytes : kSizes) {
    archive.store->append(lobby, line(++seq, text(bytes)));
    archive.store->append(lobby, line(++seq, "harmless"));
  }
  ASSERT_TRUE(archive.idle());
  ASSERT_TRUE(archive.reopen());
  ASSERT_NE(everything_in(archive.place).find("indiscreet"), std::string::npos);
  for (std::uint64_t each = 1; each < seq; each += 2)
    archive.store->clear_text(lobby, each);
  ASSERT_TRUE(archive.idle());
  EXPECT_EQ(everything_in(archive.place).find("indiscreet"), std::string::npos) << "while it runs";
  archive.close();
  EXPECT_EQ(everything_in(archive.place).find("indiscreet"), std::string::npos);
  ASSERT_TRUE(archive.open());
  EXPECT_EQ(archive.read_from(lobby, 1).lines.size(), seq);
}

// The end comes before there was time for chores.
TEST(Store, ATextThatIsRemovedLastIsGoneAfterACleanStop) {
  Archive archive;
  ASSERT_TRUE(archive.open());
  const RoomNumber lobby = archive.room("lobby");
  const std::string text = "indiscreet" + std::string(20'000, 'x') + "indiscreet";
  archive.store->append(lobby, line(1, text));
  archive.store->append(lobby, line(2, text));
  archive.store->clear_text(lobby, 1);
  ASSERT_TRUE(archive.settle());
  archive.store->clear_text(lobby, 2);
  archive.close();
  EXPECT_EQ(everything_in(archive.place).find("indiscreet"), std::string::npos);
}

}  // namespace
}  // namespace hubbub::net::history

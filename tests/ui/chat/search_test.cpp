#include "ui/chat/search.h"

#include <gtest/gtest.h>

#include "tests/ui/chat/room.h"
#include "ui/model/limits.h"

namespace hubbub::ui::chat {
namespace {

using tests::TestRoom;

TEST(Search, FindsTheNewestFirstAndGoesUp) {
  TestRoom room;
  room.say("ann", "Pizza?");
  room.say("bob", "no");
  room.say("ann", "pizza!");
  Search search;
  search.start("PIZZA", room.room().log, 3);
  EXPECT_FALSE(search.step(room.room().log, 100));
  EXPECT_EQ(search.count(), 2U);
  EXPECT_EQ(search.present(), 2);
  EXPECT_EQ(search.number(), 2U);
  EXPECT_TRUE(search.to_previous());
  EXPECT_EQ(search.present(), 0);
  EXPECT_TRUE(search.to_previous());
  EXPECT_EQ(search.present(), 2) << "around at the end";
  EXPECT_TRUE(search.to_next());
  EXPECT_EQ(search.present(), 0);
}

TEST(Search, FindsWhatTheHostsSearchFinds) {
  TestRoom room;
  room.say("ann", "Cafe\u0301 in the Hauptstra\u00DFe");
  room.say("bob", "CAF\u00C9, HAUPTSTRASSE 7");
  room.say("ann", "\uFF43\uFF41\uFF46\u00E9 hauptstrasse");
  for (const char* query : {"caf\u00E9", "cafe\u0301", "stra\u00DFe", "STRASSE", "\uFF33trasse"}) {
    Search search;
    search.start(query, room.room().log, 3);
    EXPECT_FALSE(search.step(room.room().log, 100));
    EXPECT_EQ(search.count(), 3U) << query;
  }
}

TEST(Search, OutlivesALogThatHasGoneOnWithoutIt) {
  TestRoom room;
  room.say("ann", "pizza");
  Search search;
  search.start("pizza", room.room().log, 1);
  EXPECT_FALSE(search.step(room.room().log, 100));
  // All that it saw falls off while nothing is drawn.
  const std::string big(model::kMaxLineBytes, 'x');
  for (std::size_t bytes = 0; bytes < 2 * model::kMaxLogBytes; bytes += big.size())
    room.say("bob", big);
  ASSERT_GT(room.room().log.first(), 1);
  while (search.step(room.room().log, 1000)) {
  }
  EXPECT_EQ(search.count(), 0U);
  EXPECT_FALSE(search.present());
}

TEST(Search, StandsWhereOneWasReading) {
  TestRoom room;
  room.say_many(100, "pizza ");
  Search search;
  search.start("pizza", room.room().log, 50);
  while (search.step(room.room().log, 7)) {
  }
  EXPECT_EQ(search.present(), 50);
}

TEST(Search, DoesALittleAtATime) {
  TestRoom room;
  room.say_many(1000);
  Search search;
  search.start("line 5", room.room().log, 1000);
  int steps = 1;
  while (search.step(room.room().log, 10)) {
    ++steps;
  }
  EXPECT_EQ(steps, 100);
  EXPECT_EQ(search.count(), 111U);
}

TEST(Search, TakesInWhatComesMeanwhile) {
  TestRoom room;
  room.say("ann", "pizza");
  Search search;
  search.start("pizza", room.room().log, 1);
  search.step(room.room().log, 100);
  room.say("bob", "pizza too");
  EXPECT_FALSE(search.step(room.room().log, 100));
  EXPECT_EQ(search.count(), 2U);
  EXPECT_EQ(search.present(), 0) << "it does not jump away";
}

TEST(Search, NothingFoundIsSaidAndGoesNowhere) {
  TestRoom room;
  room.say("ann", "hi");
  Search search;
  search.start("pizza", room.room().log, 1);
  EXPECT_FALSE(search.step(room.room().log, 100));
  EXPECT_TRUE(search.done());
  EXPECT_EQ(search.number(), 0U);
  EXPECT_FALSE(search.to_next());
}

}  // namespace
}  // namespace hubbub::ui::chat

#include "ui/model/log.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/ui/model/events.h"

namespace hubbub::ui::model {
namespace {

NewLine said(std::string_view from, std::string_view text) {
  NewLine line;
  line.from = from;
  line.text = text;
  line.time = tests::kNoon;
  return line;
}

NewLine of_kind(LineKind kind, wire::HostTime time = tests::kNoon) {
  NewLine line;
  line.kind = kind;
  line.from = "ann";
  line.time = time;
  return line;
}

TEST(Log, GivesBackWhatWasAppended) {
  Log log;
  NewLine line = said("ann", "hello\nworld");
  line.own = true;
  line.mention = true;
  line.seq = 77;
  line.id = tests::id(5);
  log.append(line);
  LogView view;
  log.pull(view);
  ASSERT_EQ(view.size(), 1U);
  const Line read = view.line(0);
  EXPECT_EQ(read.from, "ann");
  EXPECT_EQ(read.text, "hello\nworld");
  EXPECT_TRUE(read.own);
  EXPECT_TRUE(read.mention);
  EXPECT_FALSE(read.replay);
  EXPECT_EQ(read.seq, 77U);
  EXPECT_EQ(read.id, tests::id(5));
  EXPECT_EQ(read.time, tests::kNoon);
}

TEST(Log, KeepsWhoseNameItWas) {
  Log log;
  for (const wire::KeyHead who : {7U, 7U, 8U, 0U, 7U}) {
    NewLine line = said("ann", "hello");
    line.who = who;
    log.append(line);
  }
  log.replace(1, LineKind::kRemoved, "gone");
  LogView view;
  log.pull(view);
  std::vector<wire::KeyHead> heads;
  for (LineIndex at = view.first(); at < view.end(); ++at) {
    EXPECT_EQ(view.line(at).from, "ann");
    heads.push_back(view.line(at).who);
  }
  EXPECT_EQ(heads, (std::vector<wire::KeyHead>{7, 7, 8, 0, 7}));
}

TEST(Log, AnOlderViewStaysAsItWas) {
  Log log;
  log.append(said("ann", "one"));
  LogView view;
  log.pull(view);
  for (int i = 0; i < 10'000; ++i) {
    log.append(said("bob", "more"));
  }
  EXPECT_EQ(view.size(), 1U);
  EXPECT_EQ(view.line(0).text, "one");
}

TEST(Log, LinesNeverMoveInMemory) {
  Log log;
  log.append(said("ann", "one"));
  LogView view;
  log.pull(view);
  const char* const before = view.line(0).text.data();
  for (int i = 0; i < 10'000; ++i) {
    log.append(said("bob", "more"));
  }
  log.pull(view);
  EXPECT_EQ(view.line(0).text.data(), before);
}

TEST(Log, ANameIsStoredOncePerSlab) {
  Log log;
  log.append(said("ann", "one"));
  log.append(said("ann", "two"));
  LogView view;
  log.pull(view);
  EXPECT_EQ(view.line(0).from.data(), view.line(1).from.data());
}

TEST(Log, ALineLargerThanASlabHasOneOfItsOwn) {
  Log log;
  const std::string text(kMaxLineBytes, 'x');
  log.append(said("ann", "before"));
  log.append(said("ann", text));
  log.append(said("ann", "after"));
  LogView view;
  log.pull(view);
  EXPECT_EQ(view.line(1).text, text);
  EXPECT_EQ(view.line(2).text, "after");
}

TEST(Log, TooLongALineIsCut) {
  Log log;
  log.append(said("ann", std::string(kMaxLineBytes + 1, 'x')));
  LogView view;
  log.pull(view);
  EXPECT_EQ(view.line(0).text.size(), kMaxLineBytes);
}

TEST(Log, DroppingTheOldestKeepsEachIndex) {
  Log log;
  for (int i = 0; i < 20'000; ++i) {
    log.append(said("ann", std::to_string(i)));
  }
  LogView old_view;
  log.pull(old_view);
  LogView view = old_view;
  log.drop_oldest();
  log.drop_oldest();
  log.append(said("ann", "20000"));
  log.pull(view);
  EXPECT_GT(view.first(), 0);
  EXPECT_EQ(view.dropped(), static_cast<std::uint64_t>(view.first()));
  EXPECT_EQ(view.line(view.first()).text, std::to_string(view.first()));
  EXPECT_EQ(view.line(20'000).text, "20000");
  EXPECT_EQ(old_view.line(0).text, "0") << "whoever still looks at them keeps them";
}

TEST(Log, TheOnlySlabIsNotDropped) {
  Log log;
  log.append(said("ann", "one"));
  log.drop_oldest();
  EXPECT_EQ(log.size(), 1U);
}

TEST(Log, JoinsAndLeavesInARowCountUp) {
  Log log;
  log.append(of_kind(LineKind::kJoined));
  log.append(of_kind(LineKind::kLeft));
  log.append(said("ann", "hi"));
  log.append(of_kind(LineKind::kRenamed));
  LogView view;
  log.pull(view);
  EXPECT_EQ(view.line(0).run, 0);
  EXPECT_EQ(view.line(1).run, 1);
  EXPECT_EQ(view.line(3).run, 0);
}

TEST(Log, ARunEndsAfterAPauseAndAtItsLongest) {
  Log log;
  log.append(of_kind(LineKind::kJoined));
  log.append(of_kind(LineKind::kJoined, tests::kNoon + kRunPause));
  LogView view;
  log.pull(view);
  EXPECT_EQ(view.line(1).run, 0);

  for (std::size_t i = 1; i <= kMaxRunLines; ++i) {
    log.append(of_kind(LineKind::kJoined, tests::kNoon + kRunPause));
  }
  log.pull(view);
  EXPECT_EQ(view.line(static_cast<LineIndex>(kMaxRunLines)).run, kMaxRunLines - 1);
  EXPECT_EQ(view.line(static_cast<LineIndex>(kMaxRunLines) + 1).run, 0);
}

RC_GTEST_PROP(Log, AViewPulledNowAndThenSeesEachLineOnce, ()) {
  Log log;
  LogView view;
  std::vector<std::string> expected;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 400));
  for (const int step : steps) {
    if (step < 300) {
      for (int i = 0; i < step; ++i) {
        expected.push_back(std::to_string(expected.size()) +
                           std::string(expected.size() % 200, 'x'));
        log.append(said(i % 3 == 0 ? "ann" : "bob", expected.back()));
      }
    } else if (step < 320) {
      log.drop_oldest();
    } else {
      log.pull(view);
    }
  }
  log.pull(view);
  RC_ASSERT(view.end() == static_cast<LineIndex>(expected.size()));
  RC_ASSERT(view.dropped() + view.size() == expected.size());
  for (LineIndex at = view.first(); at < view.end(); ++at) {
    RC_ASSERT(view.line(at).text == expected[static_cast<std::size_t>(at)]);
  }
}

}  // namespace
}  // namespace hubbub::ui::model

// What changes in a log beside its end: older lines, lines taken back, lines replaced.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/log.h"

namespace hubbub::ui::model {
namespace {

using testing::ElementsAre;

NewLine said(std::string_view text, std::uint64_t seq = 0) {
  NewLine line;
  line.from = "ann";
  line.text = text;
  line.seq = seq;
  line.time = tests::kNoon;
  return line;
}

std::vector<std::string> texts(const LogView& view) {
  std::vector<std::string> result;
  for (LineIndex at = view.first(); at < view.end(); ++at) {
    result.emplace_back(view.line(at).text);
  }
  return result;
}

class LogHistoryTest : public testing::Test {
 protected:
  const LogView& view() {
    log_.pull(view_);
    return view_;
  }
  std::size_t retract(std::uint64_t kept, LineIndex floor = -1'000'000) {
    return log_.retract(floor, kept, [this](const Line& line) { gone_.push_back(line.seq); });
  }

  Log log_;
  LogView view_;
  std::vector<std::uint64_t> gone_;
};

TEST_F(LogHistoryTest, OlderLinesGetSmallerIndexesAndMoveNone) {
  log_.append(said("three", 3));
  const char* const before = view().line(0).text.data();
  const std::uint64_t changes = view().changes();
  log_.prepend(std::vector{said("one", 1), said("two", 2)});
  EXPECT_EQ(view().first(), -2);
  EXPECT_EQ(view().end(), 1);
  EXPECT_THAT(texts(view()), ElementsAre("one", "two", "three"));
  EXPECT_EQ(view().line(0).text.data(), before);
  EXPECT_EQ(view().changes(), changes);
}

TEST_F(LogHistoryTest, AnOlderViewKnowsNothingOfThem) {
  log_.append(said("three"));
  const LogView old = view();
  log_.prepend(std::vector{said("two")});
  EXPECT_EQ(old.first(), 0);
  EXPECT_THAT(texts(old), ElementsAre("three"));
}

TEST_F(LogHistoryTest, AnEmptyLogCanBeginWithOlderLines) {
  log_.prepend(std::vector{said("one"), said("two")});
  log_.append(said("three"));
  EXPECT_EQ(view().first(), -2);
  EXPECT_THAT(texts(view()), ElementsAre("one", "two", "three"));
}

TEST_F(LogHistoryTest, APageTakesNoMoreThanItNeeds) {
  log_.prepend(std::vector{said("x", 1), said("y", 2)});
  EXPECT_LT(log_.bytes(), 200U);
}

TEST_F(LogHistoryTest, RunsOfAPageCountForThemselves) {
  NewLine joined = said("");
  joined.kind = LineKind::kJoined;
  log_.append(joined);
  log_.prepend(std::vector{joined, joined});
  EXPECT_EQ(view().line(-2).run, 0);
  EXPECT_EQ(view().line(-1).run, 1);
  EXPECT_EQ(view().line(0).run, 0) << "what is in sight is not folded anew";
}

TEST_F(LogHistoryTest, RetractedLinesGoAndOurOwnStay) {
  for (std::uint64_t seq = 1; seq <= 4; ++seq) {
    log_.append(said(std::to_string(seq), seq));
    log_.append(said("note " + std::to_string(seq)));
  }
  const LogView old = view();
  EXPECT_EQ(retract(2), 2U);
  EXPECT_THAT(gone_, ElementsAre(4, 3));
  EXPECT_THAT(texts(view()), ElementsAre("1", "note 1", "2", "note 2", "note 3", "note 4"));
  EXPECT_NE(view().changes(), old.changes());
  EXPECT_EQ(old.size(), 8U);
  EXPECT_EQ(old.line(6).text, "4") << "a reader keeps what it had";
  log_.append(said("again", 3));
  EXPECT_EQ(view().line(6).text, "again");
  EXPECT_EQ(old.line(6).text, "4");
}

TEST_F(LogHistoryTest, NothingToRetractChangesNothing) {
  log_.append(said("1", 1));
  const std::uint64_t changes = view().changes();
  EXPECT_EQ(retract(1), 0U);
  EXPECT_EQ(view().changes(), changes);
}

TEST_F(LogHistoryTest, AllCanBeRetracted) {
  log_.append(said("1", 1));
  EXPECT_EQ(retract(0), 1U);
  EXPECT_TRUE(view().empty());
  log_.append(said("once more", 1));
  EXPECT_THAT(texts(view()), ElementsAre("once more"));
}

TEST_F(LogHistoryTest, NothingBeforeTheFloorIsRetracted) {
  log_.append(said("old", 90));
  const LineIndex floor = log_.end();
  log_.append(said("1", 1));
  log_.append(said("2", 2));
  EXPECT_EQ(retract(0, floor), 2U);
  EXPECT_THAT(texts(view()), ElementsAre("old"));
}

TEST_F(LogHistoryTest, FindsALineByItsNumber) {
  for (std::uint64_t seq = 1; seq <= 30'000; ++seq) {
    log_.append(said("x", seq * 2));
  }
  EXPECT_EQ(log_.find(2, 0), 0);
  EXPECT_EQ(log_.find(40'000, 0), 19'999);
  EXPECT_EQ(log_.find(40'001, 0), std::nullopt);
  EXPECT_EQ(log_.find(2, 1), std::nullopt) << "before the floor";
}

TEST_F(LogHistoryTest, AReplacedLineKeepsItsPlaceAndItsNeighbours) {
  log_.append(said("one", 1));
  log_.append(said("rude", 2));
  log_.append(said("three", 3));
  const LogView old = view();
  log_.replace(1, LineKind::kRemoved, "Message removed by a moderator with a very long name");
  EXPECT_THAT(texts(view()),
              ElementsAre("one", "Message removed by a moderator with a very long name", "three"));
  EXPECT_EQ(view().line(1).kind, LineKind::kRemoved);
  EXPECT_EQ(view().line(1).seq, 2U);
  EXPECT_EQ(view().line(1).from, "ann");
  EXPECT_EQ(old.line(1).text, "rude");
  log_.append(said("four", 4));
  EXPECT_EQ(view().line(3).text, "four");
  EXPECT_EQ(view().line(1).kind, LineKind::kRemoved);
}

TEST_F(LogHistoryTest, ALineOfAFullSlabCanBeReplaced) {
  for (int i = 0; i < 20'000; ++i) {
    log_.append(said(std::to_string(i), static_cast<std::uint64_t>(i) + 1));
  }
  log_.replace(5, LineKind::kRemoved, "gone");
  log_.drop_oldest();
  log_.append(said("20000", 20'001));
  log_.pull(view_);
  EXPECT_EQ(view_.line(view_.first()).text, std::to_string(view_.first()));
  EXPECT_EQ(view_.line(20'000).text, "20000");
}

// A log as a plain vector: what the slabs have to agree with.
struct Plain {
  struct Entry {
    std::string text;
    std::uint64_t seq;
  };
  std::vector<Entry> lines;
  LineIndex first = 0;

  void retract(std::uint64_t kept) {
    std::size_t at = lines.size();
    while (at > 0 && (lines[at - 1].seq == 0 || lines[at - 1].seq > kept)) {
      --at;
    }
    lines.erase(std::remove_if(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(),
                               [kept](const Entry& entry) { return entry.seq > kept; }),
                lines.end());
  }
};

RC_GTEST_PROP(LogHistory, AgreesWithAVectorWhateverHappens, ()) {
  Log log;
  LogView view;
  Plain plain;
  std::uint64_t newest = 1'000'000;
  std::uint64_t oldest = newest + 1;
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 7), rc::gen::inRange(1, 300)));
  for (const auto& [what, amount] : steps) {
    const auto count = static_cast<std::size_t>(amount);
    switch (what) {
      case 0:
      case 1:
        for (std::size_t i = 0; i < count; ++i) {
          const std::uint64_t seq = i % 5 == 4 ? 0 : ++newest;
          plain.lines.push_back({std::to_string(newest) + std::string(i % 90, 'x'), seq});
          log.append(said(plain.lines.back().text, seq));
        }
        break;
      case 2: {
        std::vector<Plain::Entry> page;
        for (std::size_t i = 0; i < count; ++i) {
          page.push_back({"p" + std::to_string(--oldest), oldest});
        }
        std::reverse(page.begin(), page.end());
        std::vector<NewLine> lines;
        for (const Plain::Entry& entry : page) {
          lines.push_back(said(entry.text, entry.seq));
        }
        log.prepend(lines);
        plain.lines.insert(plain.lines.begin(), page.begin(), page.end());
        plain.first -= static_cast<LineIndex>(count);
        break;
      }
      case 3: {
        newest -= std::min<std::uint64_t>(newest - 1'000'000, count / 10);
        log.retract(plain.first, newest, [](const Line&) {});
        plain.retract(newest);
        break;
      }
      case 4:
        if (!plain.lines.empty()) {
          const std::size_t at = count % plain.lines.size();
          plain.lines[at].text = "replaced" + std::to_string(amount);
          log.replace(plain.first + static_cast<LineIndex>(at), LineKind::kRemoved,
                      plain.lines[at].text);
        }
        break;
      case 5: {
        const LineIndex before = log.first();
        log.drop_oldest();
        const auto dropped = static_cast<std::ptrdiff_t>(log.first() - before);
        plain.lines.erase(plain.lines.begin(), plain.lines.begin() + dropped);
        plain.first += dropped;
        break;
      }
      default:
        log.pull(view);
        break;
    }
  }
  log.pull(view);
  RC_ASSERT(view.size() == plain.lines.size());
  RC_ASSERT(plain.lines.empty() || view.first() == plain.first);
  for (std::size_t i = 0; i < plain.lines.size(); ++i) {
    const Line line = view.line(view.first() + static_cast<LineIndex>(i));
    RC_ASSERT(line.text == plain.lines[i].text);
    RC_ASSERT(line.seq == plain.lines[i].seq);
  }
}

}  // namespace
}  // namespace hubbub::ui::model

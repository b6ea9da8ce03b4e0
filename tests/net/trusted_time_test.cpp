#include "net/trusted_time.h"

#include <memory>

#include <gtest/gtest.h>

namespace hubbub::net {
namespace {

using namespace std::chrono_literals;
using Days = std::chrono::days;
using Duration = TrustedTime::Duration;

constexpr wire::HostTime kToday = TrustedTime::kNeverSet + Days{200};

// A machine whose clocks a test turns, and a program on it that starts and ends.
class TrustedTimeTest : public ::testing::Test {
 protected:
  TrustedTimeTest() {
    time_ = std::make_unique<TrustedTime>([this] { return read_; });
  }
  // Both clocks go on, as they should.
  void pass(Duration by) {
    read_.steady += by;
    read_.wall += by;
  }
  void turn_wall(Duration by) { read_.wall += by; }
  void end() {
    saved_ = time_->saved();
    time_.reset();
  }
  void start(Duration shortest_age = Days{365}) {
    read_.steady = {};  // another boot
    time_ = std::make_unique<TrustedTime>([this] { return read_; }, saved_, shortest_age);
  }
  std::string news() {
    const auto told = time_->take_news();
    return told ? told->code : "";
  }

  ClockReading read_{{}, kToday};
  TrustedTime::Saved saved_;
  std::unique_ptr<TrustedTime> time_;
};

TEST_F(TrustedTimeTest, IsTheWallClocksWhereThatIsRight) {
  EXPECT_EQ(time_->now(), kToday);
  pass(10h);
  end();
  turn_wall(8h);  // switched off
  start();
  pass(1min);
  EXPECT_EQ(time_->now(), kToday + 18h + 1min);
  EXPECT_EQ(time_->now(), read_.wall);
  EXPECT_EQ(news(), "");
}

TEST_F(TrustedTimeTest, GoesWithTheSteadyClockWhileItRuns) {
  turn_wall(Days{400});
  pass(1min);
  EXPECT_EQ(time_->now(), kToday + 1min);
  EXPECT_EQ(news(), "clock-jumped");
  EXPECT_EQ(news(), "") << "once";
  turn_wall(-Days{800});
  pass(1min);
  EXPECT_EQ(time_->now(), kToday + 2min);
  EXPECT_EQ(news(), "clock-jumped");
  pass(Days{10});
  EXPECT_EQ(time_->now(), kToday + Days{10} + 2min) << "however long it runs";
}

TEST_F(TrustedTimeTest, SmallCorrectionsAreNotWorthAWord) {
  turn_wall(30s);
  EXPECT_EQ(news(), "");
  turn_wall(-1min);
  EXPECT_EQ(news(), "");
  EXPECT_EQ(time_->now(), kToday);
}

TEST_F(TrustedTimeTest, AClockThatIsFarAheadForAWhileCountsNothing) {
  end();
  turn_wall(Days{400});
  start();
  EXPECT_EQ(news(), "clock-doubted");
  pass(62s);
  EXPECT_EQ(time_->now(), kToday + 62s);
  end();
  turn_wall(-Days{400});
  start();
  EXPECT_EQ(time_->now(), kToday + 62s);
  EXPECT_EQ(news(), "clock-jumped") << "it went back";
  pass(TrustedTime::kDoubtedFor * 3);
  EXPECT_EQ(time_->now(), kToday + 62s + TrustedTime::kDoubtedFor * 3) << "nor later";
}

TEST_F(TrustedTimeTest, AnAbsenceThatWasLongCountsAfterDaysOfRunning) {
  end();
  turn_wall(Days{60});
  start();
  pass(Days{2});
  EXPECT_EQ(time_->now(), kToday + Days{2});
  end();
  turn_wall(1h);
  start();
  EXPECT_EQ(news(), "") << "it was told";
  pass(Days{2});
  EXPECT_EQ(time_->now(), read_.wall) << "all runs together";
}

TEST_F(TrustedTimeTest, NoGapLongerThanHalfTheShortestAgeIsBelieved) {
  end();
  turn_wall(Days{4});
  start(Days{7});
  EXPECT_EQ(time_->now(), kToday);
  EXPECT_EQ(news(), "clock-doubted");
  end();
  start(Days{7});
  turn_wall(Days{3});
  EXPECT_EQ(time_->now(), kToday);
}

TEST_F(TrustedTimeTest, AClockPutForwardAndBackAgainAndAgainCountsOnce) {
  for (int round = 0; round < 5; ++round) {
    end();
    turn_wall(Days{13});
    start();
    end();
    turn_wall(-Days{13});
    start();
  }
  EXPECT_LE(time_->now(), kToday + Days{13});
  EXPECT_GE(time_->now(), kToday);
}

TEST_F(TrustedTimeTest, AClockThatWasNeverSetSaysNothing) {
  read_ = {{}, wire::HostTime{}};  // 1970
  time_ = std::make_unique<TrustedTime>([this] { return read_; });
  const wire::HostTime began = time_->now();
  pass(1h);
  end();
  read_.wall = kToday;
  start();
  EXPECT_EQ(time_->now(), began + 1h);
  pass(TrustedTime::kDoubtedFor * 2);
  EXPECT_EQ(time_->now(), began + 1h + TrustedTime::kDoubtedFor * 2);
  // From here on it goes as usual.
  end();
  turn_wall(5h);
  start();
  EXPECT_EQ(time_->now(), began + 6h + TrustedTime::kDoubtedFor * 2);
}

TEST_F(TrustedTimeTest, AStartWithAClockThatIsNotSetDoesNotLoseCount) {
  end();
  read_.wall = wire::HostTime{};
  start();
  pass(2h);
  EXPECT_EQ(time_->now(), kToday + 2h);
  end();
  read_.wall = kToday + 3h;
  start();
  EXPECT_EQ(time_->now(), kToday + 3h);
}

TEST_F(TrustedTimeTest, OnceTheClockWasPutBackForGoodAbsencesCountAgain) {
  turn_wall(-Days{100});  // it had been ahead when all began
  pass(TrustedTime::kDoubtedFor);
  const wire::HostTime now = time_->now();
  end();
  turn_wall(10h);
  start();
  EXPECT_EQ(time_->now(), now + 10h);
}

TEST_F(TrustedTimeTest, IsShownAsTheWallClockWillShowIt) {
  turn_wall(-26h);
  EXPECT_EQ(time_->shown(time_->now() + 10min), read_.wall + 10min);
  EXPECT_EQ(time_->shown({}), wire::HostTime{});
  EXPECT_EQ(time_->shown(wire::HostTime::max()), wire::HostTime::max());
}

TEST_F(TrustedTimeTest, GoesOnFromTheNewestLineOfAHistoryThatHadNone) {
  saved_ = TrustedTime::saved_from(kToday);
  turn_wall(Days{400});
  start();
  EXPECT_EQ(time_->now(), kToday);
  EXPECT_EQ(news(), "clock-doubted");
}

}  // namespace
}  // namespace hubbub::net

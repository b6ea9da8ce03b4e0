#include "ui/shell/pacer.h"

#include <gtest/gtest.h>

namespace hubbub::ui::shell {
namespace {

using std::chrono::milliseconds;
using Time = Pacer::Time;

constexpr milliseconds kInterval{16};
constexpr milliseconds kCheap{1};

// A window's loop with a clock that the test moves.
struct Loop {
  Pacer pacer{kInterval};
  Time now = Time(std::chrono::hours(1));
  int frames = 0;

  // Runs until nothing but an event would wake it; false when it never comes to rest.
  bool run_until_idle() {
    for (int turn = 0; turn < 1000; ++turn) {
      if (pacer.due(now)) {
        ++frames;
        pacer.drawn(now, kCheap);
      }
      const auto sleep = pacer.sleep(now);
      if (!sleep) {
        return true;
      }
      now += *sleep;
    }
    return false;
  }
};

TEST(Pacer, FirstPictureIsDrawnAndThenNothing) {
  Loop loop;
  ASSERT_TRUE(loop.run_until_idle());
  EXPECT_EQ(loop.frames, Pacer::kSettleFrames);
  EXPECT_FALSE(loop.pacer.sleep(loop.now + std::chrono::hours(24)));
  EXPECT_FALSE(loop.pacer.due(loop.now + std::chrono::hours(24)));
}

TEST(Pacer, AnEventSettlesAndLeavesOneLateFrameForTooltips) {
  Loop loop;
  loop.run_until_idle();
  loop.frames = 0;
  const Time event = loop.now;
  loop.pacer.activity(event);
  ASSERT_TRUE(loop.run_until_idle());
  EXPECT_EQ(loop.frames, Pacer::kSettleFrames + 2);
  EXPECT_GE(loop.now - event, Pacer::kLateFrame);
}

TEST(Pacer, AFloodOfEventsDrawsNoFasterThanTheDisplay) {
  Loop loop;
  loop.run_until_idle();
  loop.frames = 0;
  for (int i = 0; i < 1600; ++i) {
    loop.now += std::chrono::microseconds(100);
    loop.pacer.activity(loop.now);
    if (loop.pacer.due(loop.now)) {
      ++loop.frames;
      loop.pacer.drawn(loop.now, kCheap);
    }
  }
  EXPECT_LE(loop.frames, 160 / 16 + 1);
  EXPECT_GE(loop.frames, 9);
}

TEST(Pacer, AnEventAfterARestIsDrawnAtOnce) {
  Loop loop;
  loop.run_until_idle();
  loop.now += std::chrono::seconds(5);
  loop.pacer.activity(loop.now);
  EXPECT_TRUE(loop.pacer.due(loop.now));
}

// Frames in one second in which something happens each millisecond.
template <class Happen>
int frames_of_a_busy_second(milliseconds cost, const Happen& happen) {
  Loop loop;
  loop.run_until_idle();
  loop.now += std::chrono::seconds(5);
  int frames = 0;
  for (int i = 0; i < 1000; ++i) {
    loop.now += milliseconds(1);
    happen(loop);
    if (loop.pacer.due(loop.now)) {
      ++frames;
      loop.pacer.drawn(loop.now, cost);
    }
  }
  return frames;
}

TEST(Pacer, AFloodOfNewsIsDrawnAtTheDisplaysRateWhereDrawingIsCheap) {
  const int frames = frames_of_a_busy_second(kCheap, [](Loop& loop) { loop.pacer.news(); });
  EXPECT_GE(frames, 1000 / 16 - 1);
}

TEST(Pacer, AFloodOfNewsGetsATenthOfTheProcessorWhereDrawingIsDear) {
  const int frames =
      frames_of_a_busy_second(milliseconds(25), [](Loop& loop) { loop.pacer.news(); });
  EXPECT_GE(frames, 3);
  EXPECT_LE(frames * 25, 1000 / Pacer::kNewsShare + 25);
}

TEST(Pacer, APersonGetsEveryFrameWhateverItCosts) {
  const int frames = frames_of_a_busy_second(milliseconds(25), [](Loop& loop) {
    loop.pacer.activity(loop.now);
    loop.pacer.news();
  });
  EXPECT_GE(frames, 1000 / 16 - 1);
}

TEST(Pacer, NewsAfterARestIsDrawnAtOnceAndThenNothing) {
  Loop loop;
  loop.run_until_idle();
  loop.frames = 0;
  loop.now += std::chrono::seconds(5);
  loop.pacer.news();
  EXPECT_TRUE(loop.pacer.due(loop.now));
  ASSERT_TRUE(loop.run_until_idle());
  EXPECT_EQ(loop.frames, Pacer::kNewsFrames);
}

TEST(Pacer, WhatMovesIsDrawnAgainAnIntervalLater) {
  Loop loop;
  loop.run_until_idle();
  loop.pacer.animate();
  const auto sleep = loop.pacer.sleep(loop.now);
  ASSERT_TRUE(sleep);
  EXPECT_LE(*sleep, kInterval);
}

TEST(Pacer, ACountdownWakesOnceAtItsTime) {
  Loop loop;
  loop.run_until_idle();
  loop.frames = 0;
  const Time when = loop.now + std::chrono::seconds(3);
  loop.pacer.wake_at(when);
  loop.pacer.wake_at(when + std::chrono::seconds(1));  // the nearer one counts
  EXPECT_EQ(loop.pacer.sleep(loop.now), std::chrono::seconds(3));
  ASSERT_TRUE(loop.run_until_idle());
  EXPECT_EQ(loop.frames, 1);
  EXPECT_EQ(loop.now, when);
}

}  // namespace
}  // namespace hubbub::ui::shell

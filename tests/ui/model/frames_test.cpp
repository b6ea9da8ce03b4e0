#include "ui/model/frames.h"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hubbub::ui::model {
namespace {

std::vector<wire::CapturedFrame> frames(std::uint64_t first, std::size_t count,
                                        std::size_t size = 20) {
  std::vector<wire::CapturedFrame> result(count);
  for (wire::CapturedFrame& frame : result) {
    frame.number = first++;
    frame.size = size;
  }
  return result;
}

TEST(FrameStore, APullBringsOnlyWhatIsNew) {
  FrameStore store;
  FrameView view;
  EXPECT_FALSE(store.pull(view));
  store.append(frames(1, 3), 0);
  EXPECT_TRUE(store.pull(view));
  EXPECT_FALSE(store.pull(view));
  ASSERT_EQ(view.size(), 3U);
  const wire::CapturedFrame* const first = &view.at(view.first());
  store.append(frames(4, 1000), 0);
  EXPECT_TRUE(store.pull(view));
  EXPECT_EQ(&view.at(view.first()), first);
  EXPECT_EQ(view.at(view.end() - 1).number, 1003U);
}

TEST(FrameStore, IsBoundedByFrames) {
  FrameStore store;
  store.append(frames(1, kMaxFrames + kFramesPerBlock + 1), 5);
  FrameView view;
  store.pull(view);
  EXPECT_LE(view.size(), kMaxFrames);
  EXPECT_EQ(view.evicted() - 5 + view.size(), kMaxFrames + kFramesPerBlock + 1);
  EXPECT_EQ(view.at(view.first()).number, view.first() + 1);
}

TEST(FrameStore, IsBoundedByBytes) {
  FrameStore store;
  constexpr std::size_t kLarge = 128 * 1024;
  store.append(frames(1, 2 * kMaxFrameBytes / kLarge, kLarge), 0);
  FrameView view;
  store.pull(view);
  EXPECT_LE(view.size() * kLarge, kMaxFrameBytes);
  EXPECT_GT(view.evicted(), 0U);
}

TEST(FrameStore, ClearForgetsFramesButCountsOn) {
  FrameStore store;
  FrameView view;
  store.append(frames(1, 10), 0);
  store.pull(view);
  store.clear();
  EXPECT_TRUE(store.pull(view));
  EXPECT_TRUE(view.empty());
  EXPECT_EQ(view.clears(), 1U);
  store.append(frames(11, 1), 0);
  store.pull(view);
  EXPECT_EQ(view.first(), 10U);
  EXPECT_EQ(view.at(10).number, 11U);
}

TEST(FrameStore, AClearForgetsWhatWasLostBefore) {
  FrameStore store;
  FrameView view;
  store.append(frames(1, kMaxFrames + kFramesPerBlock), 5);
  store.clear();
  store.append(frames(1'000'000, 1), 0);
  store.pull(view);
  EXPECT_EQ(view.evicted(), 0U);
}

RC_GTEST_PROP(FrameStore, ACursorSeesEachFrameOnce, ()) {
  FrameStore store;
  FrameView view;
  std::uint64_t next = 1;
  std::uint64_t cursor = 0;
  std::uint64_t seen = 0;
  for (const int count : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 600))) {
    store.append(frames(next, static_cast<std::size_t>(count)), 0);
    next += static_cast<std::uint64_t>(count);
    if (count % 3 == 0) {
      store.pull(view);
      for (; cursor < view.end(); ++cursor) {
        RC_ASSERT(view.at(cursor).number == ++seen);
      }
    }
  }
}

}  // namespace
}  // namespace hubbub::ui::model

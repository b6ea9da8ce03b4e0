#include "ui/model/model.h"

#include <atomic>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "tests/ui/model/events.h"

namespace hubbub::ui::model {
namespace {

using tests::message;

TEST(Model, WakesOncePerPull) {
  int wakes = 0;
  Model model([&wakes] { ++wakes; });
  model.apply(tests::online());
  EXPECT_EQ(wakes, 1);
  model.apply({message("ann", "hi", 1)});
  EXPECT_EQ(wakes, 1);
  View view;
  EXPECT_TRUE(model.pull(view));
  model.apply({message("ann", "hi", 2)});
  EXPECT_EQ(wakes, 2);
}

TEST(Model, AnIdleConnectionWakesNobody) {
  int wakes = 0;
  Model model([&wakes] { ++wakes; });
  model.apply(tests::online());
  using std::chrono::microseconds;
  model.apply({wire::RoundTripMeasured{microseconds(2100)}});
  View view;
  model.pull(view);
  wakes = 0;
  model.apply({wire::RoundTripMeasured{microseconds(2200)}});
  model.apply({wire::RoundTripMeasured{microseconds(2900)}, wire::CaptureAdvanced{}});
  EXPECT_EQ(wakes, 0);
  EXPECT_FALSE(model.pull(view));
}

TEST(Model, TheWakeFunctionMayCallTheModel) {
  View view;
  Model* self = nullptr;
  Model model([&] { self->pull(view); });
  self = &model;
  model.apply(tests::online());
  EXPECT_NE(view.lobby(), nullptr);
}

// One thread applies while another draws; run under ThreadSanitizer this proves that shared logs
// need no lock to be read.
TEST(Model, ReaderSeesEveryLineWhileTheWriterAppends) {
  constexpr std::uint32_t kLines = 20'000;
  Model model({});
  model.apply(tests::online());
  model.watch_frames(true);
  std::thread writer([&model] {
    for (std::uint32_t number = 1; number <= kLines;) {
      wire::EventBatch batch;
      for (int i = 0; i < 50 && number <= kLines; ++i, ++number) {
        batch.emplace_back(message("ann", std::to_string(number), number));
      }
      wire::CaptureAdvanced advanced;
      advanced.frames.resize(10);
      batch.emplace_back(std::move(advanced));
      model.apply(std::move(batch));
    }
  });
  View view;
  FrameView frames;
  LineIndex next = 0;
  std::uint64_t frames_read = 0;
  while (next < kLines) {
    model.pull(view);
    model.pull_frames(frames);
    const RoomView& lobby = *view.lobby();
    for (; next < lobby.log.end(); ++next) {
      ASSERT_EQ(lobby.log.line(next).text, std::to_string(next + 1));
    }
    for (; frames_read < frames.end(); ++frames_read) {
      ASSERT_EQ(frames.at(frames_read).number, 0U);
    }
    if (next % 64 == 0) {
      model.look_at(next % 128 == 0 ? lobby.id : RoomId::kNone);
    }
  }
  writer.join();
}

}  // namespace
}  // namespace hubbub::ui::model

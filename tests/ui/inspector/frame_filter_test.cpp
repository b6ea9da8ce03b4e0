#include "ui/inspector/frame_filter.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/ui/gallery/party.h"

namespace hubbub::ui::inspector {
namespace {

namespace wire = net::wire;

void append(model::FrameStore& store, std::size_t count) {
  wire::EventBatch batch = tests::ui::capture(count);
  store.append(std::move(std::get<wire::CaptureAdvanced>(batch.front()).frames), 0);
}

struct Shown {
  model::FrameStore store;
  model::FrameView view;
  FrameFilter filter;

  explicit Shown(std::size_t count) { grow(count); }
  void grow(std::size_t count) {
    append(store, count);
    update();
  }
  void update() {
    store.pull(view);
    filter.update(view);
  }
  void look_for(const char* text) {
    filter.set_text(text);
    filter.update(view);
  }
};

TEST(FrameFilter, WithoutATextShowsEverything) {
  Shown shown(40);
  EXPECT_EQ(shown.filter.size(), 40U);
  EXPECT_EQ(shown.filter.ordinal(7), shown.view.first() + 7);
}

TEST(FrameFilter, FindsByTypeDirectionPeerAndWhatIsMalformed) {
  Shown shown(40);
  shown.look_for("PING");
  const std::size_t pings = shown.filter.size();
  EXPECT_GT(pings, 0U);
  EXPECT_LT(pings, 40U);
  shown.look_for("ping sent");
  EXPECT_GT(shown.filter.size(), 0U);
  EXPECT_LE(shown.filter.size(), pings);
  shown.look_for("192.168.1.7");
  EXPECT_GT(shown.filter.size(), 0U);
  shown.look_for("ends 9 bytes early");
  EXPECT_GT(shown.filter.size(), 0U);
  shown.look_for("no such thing");
  EXPECT_EQ(shown.filter.size(), 0U);
}

TEST(FrameFilter, FoldsAsTheChatDoes) {
  Shown shown(0);
  wire::EventBatch batch = tests::ui::capture(1);
  auto& frames = std::get<wire::CaptureAdvanced>(batch.front()).frames;
  frames.front().peer = "Zoe\u0308 Straße";
  shown.store.append(std::move(frames), 0);
  shown.update();
  for (const char* text : {"zoë", "STRASSE", "ＺＯＥ\u0308　straße"}) {
    shown.look_for(text);
    EXPECT_EQ(shown.filter.size(), 1U) << text;
  }
  shown.look_for("zoe");
  EXPECT_EQ(shown.filter.size(), 0U);
}

// Each word is looked for in each of 200,000 frames: a whole file, pasted, must not take for ever.
TEST(FrameFilter, LooksForNoMoreThanItsLimit) {
  Shown shown(40);
  const std::string much(FrameFilter::kMaxTextBytes, 'z');
  shown.filter.set_text("ping" + std::string(FrameFilter::kMaxTextBytes, ' ') + much);
  shown.filter.update(shown.view);
  EXPECT_GT(shown.filter.size(), 0U);
  shown.filter.set_text("ping " + much);
  shown.filter.update(shown.view);
  EXPECT_EQ(shown.filter.size(), 0U);
}

TEST(FrameFilter, GrowsByWhatIsNew) {
  Shown shown(40);
  shown.look_for("ping");
  const std::size_t before = shown.filter.size();
  shown.grow(40);
  EXPECT_GT(shown.filter.size(), before);
  EXPECT_GE(shown.filter.ordinal(before), 40U);
}

TEST(FrameFilter, StartsOverAfterAClear) {
  Shown shown(40);
  shown.look_for("ping");
  shown.store.clear();
  shown.update();
  EXPECT_EQ(shown.filter.size(), 0U);
  shown.grow(40);
  EXPECT_GT(shown.filter.size(), 0U);
}

TEST(FrameFilter, KnowsWhereAFrameStandsOrWhatFollowsIt) {
  Shown shown(40);
  shown.look_for("ping");
  ASSERT_GE(shown.filter.size(), 2U);
  EXPECT_EQ(shown.filter.index_of(shown.filter.ordinal(1)), 1U);
  EXPECT_EQ(shown.filter.index_of(shown.filter.ordinal(0) + 1), 1U);
  EXPECT_EQ(shown.filter.index_of(1'000'000), shown.filter.size());
}

}  // namespace
}  // namespace hubbub::ui::inspector

#include "ui/model/view.h"

#include <gtest/gtest.h>

namespace hubbub::ui::model {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST(RoundTrip, IsRoundedToWhatIsWorthShowing) {
  EXPECT_EQ(round_trip_text(shown_round_trip(microseconds(400))), "<1 ms");
  EXPECT_EQ(round_trip_text(shown_round_trip(microseconds(3900))), "3 ms");
  EXPECT_EQ(round_trip_text(shown_round_trip(milliseconds(48))), "45 ms");
  EXPECT_EQ(round_trip_text(shown_round_trip(milliseconds(1234))), "1230 ms");
}

TEST(View, FindsNothingBeforeTheFirstPull) {
  const View view;
  EXPECT_EQ(view.lobby(), nullptr);
  EXPECT_EQ(view.find(RoomId::kNone), nullptr);
  EXPECT_EQ(view.find(RoomKind::kRoom, "lobby"), nullptr);
}

}  // namespace
}  // namespace hubbub::ui::model

#include "ui/shell/scale.h"

#include <gtest/gtest.h>

#include "ui/theme/theme.h"

namespace hubbub::ui::shell {
namespace {

TEST(Scale, FollowsTheDisplayUnlessTold) {
  EXPECT_EQ(effective_scale(0.0F, "", 1.25F), 1.25F);
  EXPECT_EQ(effective_scale(0.0F, "nonsense", 1.25F), 1.25F);
  EXPECT_EQ(effective_scale(0.0F, "1.5x", 1.25F), 1.25F);
}

TEST(Scale, EnvironmentGoesBeforeTheDisplayAndTheSettingBeforeBoth) {
  EXPECT_EQ(effective_scale(0.0F, "2", 1.25F), 2.0F);
  EXPECT_EQ(effective_scale(1.75F, "2", 1.25F), 1.75F);
}

TEST(Scale, StaysWithinWhatCanBeRead) {
  EXPECT_EQ(effective_scale(50.0F, "", 1.0F), theme::kMaxScale);
  EXPECT_EQ(effective_scale(0.0F, "0.01", 1.0F), theme::kMinScale);
  EXPECT_EQ(effective_scale(0.0F, "", 0.0F), 1.0F);
}

}  // namespace
}  // namespace hubbub::ui::shell

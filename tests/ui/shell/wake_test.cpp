#include "ui/shell/wake.h"

#include <thread>

#include <gtest/gtest.h>

namespace hubbub::ui::shell {
namespace {

TEST(Wake, IsRememberedUntilTakenAndCountsOnce) {
  take_wake();
  wake();
  wake();
  EXPECT_TRUE(take_wake());
  EXPECT_FALSE(take_wake());
}

TEST(Wake, MayComeFromAnyThreadWithoutAWindow) {
  take_wake();
  std::thread(wake).join();
  EXPECT_TRUE(take_wake());
}

}  // namespace
}  // namespace hubbub::ui::shell

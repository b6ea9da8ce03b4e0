#include "ui/natural_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::ui {
namespace {

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return natural_key(a) < natural_key(b);
  });
  return names;
}

TEST(NaturalOrder, ComparesNumbersByTheirValue) {
  EXPECT_THAT(sorted({"guest10", "guest100", "guest2", "guest1"}),
              testing::ElementsAre("guest1", "guest2", "guest10", "guest100"));
}

TEST(NaturalOrder, KnowsNeitherCaseNorAccentsAtFirst) {
  EXPECT_THAT(sorted({"zoe", "Émile", "adam", "Bob", "eric"}),
              testing::ElementsAre("adam", "Bob", "Émile", "eric", "zoe"));
}

TEST(NaturalOrder, TakesAnyText) {
  EXPECT_NE(natural_key("\xFF\xFE"), natural_key("a"));
  EXPECT_NO_THROW((void)natural_key(std::string(10'000, 'x')));
  EXPECT_NO_THROW((void)natural_key(""));
}

}  // namespace
}  // namespace hubbub::ui

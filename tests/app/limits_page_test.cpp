#include "app/limits_page.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

TEST(LimitsPage, IsWhatDocsLimitsSays) {
  std::ifstream file(HUBBUB_LIMITS_PAGE);
  std::ostringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), limits_page())
      << "write it anew: build/dev/app/hubbub --help-limits > docs/limits.md";
}

}  // namespace
}  // namespace hubbub::app

#include "net/wire/target.h"

#include <gtest/gtest.h>

namespace hubbub::net::wire {
namespace {

struct Case {
  const char* text;
  const char* host;
  int port;  // 0: refused
};

class TargetTest : public testing::TestWithParam<Case> {};

TEST_P(TargetTest, IsTakenApart) {
  const auto target = parse_target(GetParam().text, 24280);
  ASSERT_EQ(target.has_value(), GetParam().port != 0);
  if (target) {
    EXPECT_EQ(target->host, GetParam().host);
    EXPECT_EQ(target->port, GetParam().port);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, TargetTest,
    testing::Values(Case{"party", "party", 24280}, Case{"party:1000", "party", 1000},
                    Case{"  192.168.1.7:5 ", "192.168.1.7", 5}, Case{"::1", "::1", 24280},
                    Case{"[::1]", "::1", 24280}, Case{"[::1]:7", "::1", 7},
                    Case{"[fe80::1%eth0]:7", "fe80::1%eth0", 7}, Case{"", "", 0}, Case{"  ", "", 0},
                    Case{":5", "", 0}, Case{"party:", "", 0}, Case{"party:0", "", 0},
                    Case{"party:65536", "", 0}, Case{"party:1x", "", 0}, Case{"[::1", "", 0},
                    Case{"[::1]x", "", 0}, Case{"[]:5", "", 0}, Case{"two words", "", 0},
                    Case{"http://party", "", 0}));

TEST(JoinHostPort, PutsBracketsAroundIPv6) {
  EXPECT_EQ(join_host_port("1.2.3.4", 5), "1.2.3.4:5");
  EXPECT_EQ(join_host_port("::1", 5), "[::1]:5");
}

TEST(TargetName, HasThePortOnlyWhenItIsNotTheUsualOne) {
  EXPECT_EQ(target_name("party", 24280), "party");
  EXPECT_EQ(target_name("party", 5), "party:5");
  EXPECT_EQ(target_name("party:5", 24280), "party:5");
  EXPECT_EQ(target_name("::1", 5), "[::1]:5");
  EXPECT_EQ(target_name("two words", 5), "two words") << "which is refused later";
}

}  // namespace
}  // namespace hubbub::net::wire

#include "ui/dialog/validate.h"

#include <string>

#include <gtest/gtest.h>

namespace hubbub::ui::dialog {
namespace {

TEST(Validate, TakesEveryFormOfAnAddress) {
  for (const char* target :
       {"192.168.1.7", "192.168.1.7:24280", "game-pc", "game-pc.local:1000", " game-pc ", "::1",
        "fe80::1", "fe80::1%eth0", "[fe80::1]", "[fe80::1]:24280", "[fe80::1%eth0]:1", "bücher"}) {
    EXPECT_EQ(target_problem(target), "") << target;
  }
}

TEST(Validate, SaysWhatIsWrongWithAnAddress) {
  for (const char* target : {"", "   ", "game pc", "http://game-pc", "ann@game-pc",
                             "game-pc:", "game-pc:0", "game-pc:65536", "game-pc:abc", ":24280",
                             "[fe80::1", "[game-pc]:1", "[fe80::1]x", "[fe80::1]:", "a\tb"}) {
    EXPECT_NE(target_problem(target), "") << target;
  }
  EXPECT_NE(target_problem(std::string(300, 'a')), "");
}

TEST(Validate, NeedsANickThatTheProtocolCanCarry) {
  EXPECT_EQ(nick_problem("ann"), "");
  EXPECT_EQ(nick_problem(" Борис "), "");
  EXPECT_NE(nick_problem(""), "");
  EXPECT_NE(nick_problem("  "), "");
  EXPECT_NE(nick_problem("a*b"), "");
  EXPECT_NE(nick_problem("a\x01"), "");
  EXPECT_EQ(nick_problem(std::string(64, 'x')), "");
  EXPECT_NE(nick_problem(std::string(65, 'x')), "");
}

TEST(Validate, RoomMayBeEmpty) {
  EXPECT_EQ(room_problem(""), "");
  EXPECT_EQ(room_problem("lobby"), "");
  EXPECT_NE(room_problem(std::string(65, 'x')), "");
}

TEST(Validate, PortIsANumberThatFits) {
  EXPECT_EQ(port_problem("", false), "");
  EXPECT_EQ(port_problem("24280", false), "");
  EXPECT_EQ(port_problem("0", true), "");
  EXPECT_NE(port_problem("0", false), "");
  EXPECT_NE(port_problem("65536", true), "");
  EXPECT_NE(port_problem("-1", true), "");
  EXPECT_NE(port_problem("12x", true), "");
}

}  // namespace
}  // namespace hubbub::ui::dialog

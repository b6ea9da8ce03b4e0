#include "net/addresses.h"

#include <gtest/gtest.h>

namespace hubbub::net {
namespace {

TEST(Addresses, OneAddressHasOneForm) {
  for (const char* spelling :
       {"127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "0x7f.0.0.1", "0X7F000001", "0177.0.0.1",
        "2130706433", "017700000001", "::ffff:127.0.0.1", "::FFFF:7f00:1",
        "0:0:0:0:0:ffff:7f00:0001", "::ffff:127.0.0.1%1", "0", "0.0.0.0", "::ffff:0.0.0.0",
        "\uFF11\uFF12\uFF17.0.0.1", "127\u30020\u30020\u30021"})
    EXPECT_EQ(canonical_host(spelling), "127.0.0.1") << spelling;
  for (const char* spelling : {"::1", "0::1", "0:0:0:0:0:0:0:1", "::0001", "::1%1", "::", "::%lo"})
    EXPECT_EQ(canonical_host(spelling), "::1") << spelling;
  EXPECT_EQ(canonical_host("FE80::00AB%1"), canonical_host("fe80::ab%lo"));
  EXPECT_NE(canonical_host("fe80::ab%1"), canonical_host("fe80::ab"));
  EXPECT_EQ(canonical_host("2001:DB8:0::1"), "2001:db8::1");
}

TEST(Addresses, WhatIsNoAddressIsAName) {
  for (const char* name : {"127.0.0.1.2", "256.0.0.1", "1.2.3.256", "0x", "09.0.0.1", "4294967296",
                           "1..2", ".1", "a", "127.0.0.1x", "-1", "+1", "1.2.3.4.", " 1"})
    EXPECT_EQ(parse_address(name), std::nullopt) << name;
}

TEST(Addresses, ANameHasNoCaseNoTrailingDotAndOneEncoding) {
  EXPECT_EQ(canonical_host("Party.LAN."), "party.lan");
  EXPECT_EQ(canonical_host("party\u3002lan"), "party.lan");
  EXPECT_EQ(canonical_host("xn--bcher-kva.example"), "b\u00FCcher.example");
  EXPECT_EQ(canonical_host("BU\u0308CHER.example"), "b\u00FCcher.example");
  EXPECT_EQ(canonical_host("my_PC"), "my_pc");
  EXPECT_EQ(canonical_host("."), ".");
  EXPECT_EQ(canonical_host(""), "");
  EXPECT_NE(canonical_host("party"), canonical_host("party.lan"));
  EXPECT_EQ(canonical_target("Party.", 5), "party:5");
  EXPECT_EQ(canonical_target("::0001", 5), "[::1]:5");
}

TEST(Addresses, SomebodyIsKeptOutByTheNetworkWhereOneHasManyAddresses) {
  EXPECT_EQ(kept_out_range("2001:db8::1"), kept_out_range("2001:DB8:0:0:ffff::"));
  EXPECT_NE(kept_out_range("2001:db8::1"), kept_out_range("2001:db8:0:1::1"));
  for (const char* alone : {"192.168.1.7", "fe80::1%1", "feb0::1", ""})
    EXPECT_EQ(kept_out_range(alone), alone);
}

TEST(Addresses, GuestsAreToldTheBestThereAre) {
  const auto told = [](std::initializer_list<const char*> texts) {
    std::vector<asio::ip::address> addresses;
    for (const char* text : texts)
      addresses.push_back(asio::ip::make_address(text));
    std::string all;
    for (const asio::ip::address& address : told_to_guests(addresses))
      all += (all.empty() ? "" : " ") + address.to_string();
    return all;
  };
  EXPECT_EQ(told({"192.168.1.7", "fe80::1", "127.0.0.1", "10.0.0.1", "2001:db8::1", "::1"}),
            "192.168.1.7 10.0.0.1 2001:db8::1");
  EXPECT_EQ(told({"169.254.3.4", "fe80::1", "127.0.0.1"}), "169.254.3.4 fe80::1");
  EXPECT_EQ(told({"127.0.0.1", "::1"}), "127.0.0.1 ::1");
  EXPECT_EQ(told({}), "");
}

TEST(Addresses, LocalhostIsItsNameInAnySpellingAndWhatIsBelowIt) {
  for (const char* name : {"localhost", "LOCALHOST", "localhost.", "a.b.localhost", "A.Localhost."})
    EXPECT_TRUE(is_localhost(name)) << name;
  for (const char* name : {"localhosts", "notlocalhost", "localhost.lan", "127.0.0.1", ""})
    EXPECT_FALSE(is_localhost(name)) << name;
}

}  // namespace
}  // namespace hubbub::net

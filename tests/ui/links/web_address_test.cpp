#include "ui/links/web_address.h"

#include <gtest/gtest.h>

namespace hubbub::ui::links {
namespace {

std::string text_of(std::string_view text) {
  const auto address = WebAddress::parse(text);
  return address ? address->text() : "";
}
std::string host_of(std::string_view text) {
  const auto address = WebAddress::parse(text);
  return address ? address->host() : "";
}

TEST(WebAddress, IsTakenAsItIsWritten) {
  for (const char* text : {"https://a.example", "http://a.example/b?c=d&e=f;g#h",
                           "https://[fe80::1]:8080/x", "https://10.0.0.1:80/~ann/(x)"}) {
    EXPECT_EQ(text_of(text), text);
  }
  EXPECT_EQ(text_of("HTTPS://a.example/B"), "https://a.example/B");
  EXPECT_EQ(text_of("www.a.example/x"), "http://www.a.example/x");
}

TEST(WebAddress, HasNoOtherScheme) {
  for (const char* text : {"", "a.example", "file:///etc/passwd", "javascript://%0aalert(1)",
                           "steam://run/1", "--help", "-https://a.example", " https://a.example",
                           "ftp://a.example", "https:/a", "https//a", "httpss://a.example"}) {
    EXPECT_EQ(text_of(text), "") << text;
  }
}

TEST(WebAddress, HasAHostAndAPortThatIsOne) {
  for (const char* text : {"https://", "https:///x", "https://?x", "https://:80/", "https://ann@",
                           "https://a.example:8x/", "https://a.example:123456/", "https://[::1/",
                           "https://good.example\\@evil.example/"}) {
    EXPECT_EQ(text_of(text), "") << text;
  }
}

TEST(WebAddress, SaysWhereItReallyLeads) {
  EXPECT_EQ(host_of("https://good.example@evil.example/good.example"), "evil.example");
  EXPECT_EQ(host_of("https://a:b@EVIL.example:8443/x@y"), "evil.example");
  EXPECT_EQ(host_of("https://[FE80::1]:80/"), "[fe80::1]");
  EXPECT_EQ(host_of("https://evil.example#good.example"), "evil.example");
}

TEST(WebAddress, HoldsNothingThatAShellReads) {
  const std::string text = text_of("https://a.example/$(id)`id`'\"\\|<>{}^\n\t x\x01\xC3\xA4");
  EXPECT_EQ(text.find_first_of("$`'\"\\|<>{}^\n\t \x01\xC3"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("x%01%C3%A4")) << text;
}

TEST(WebAddress, IsBounded) {
  EXPECT_EQ(text_of("https://" + std::string(WebAddress::kMaxBytes, 'a')), "");
}

}  // namespace
}  // namespace hubbub::ui::links

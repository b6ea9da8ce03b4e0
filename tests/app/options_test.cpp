#include "app/options.h"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

#include "app/wishes.h"
#include "net/tls/limits.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::app {
namespace {

class OptionsTest : public testing::Test {
 protected:
  Parsed parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "hubbub");
    out_.str("");
    err_.str("");
    return parse_options(static_cast<int>(arguments.size()), arguments.data(), out_, err_);
  }
  std::string password_file(const std::string& content) {
    const std::filesystem::path path = folder_.path() / "password";
    tests::write_file(path, content);
    return path.string();
  }

  tests::TemporaryFolder folder_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(OptionsTest, HostEncryptedAndKeepWhatIsSaidUnlessToldOtherwise) {
  const Options options = parse({"--serve"}).options;
  EXPECT_TRUE(options.history);
  EXPECT_TRUE(options.encrypt);
  EXPECT_FALSE(options.require_tls);
  EXPECT_EQ(options.flood.burst, 30);
  EXPECT_EQ(options.flood.per_second, 5);
  EXPECT_FALSE(parse({"--serve", "--no-history"}).options.history);
  EXPECT_FALSE(parse({"--join", "x", "--no-tls"}).options.encrypt);
  EXPECT_TRUE(parse({"--serve", "--require-tls"}).options.require_tls);
}

TEST_F(OptionsTest, FloodIsABurstAndARateOrOff) {
  const Options options = parse({"--serve", "--flood", "100/2.5"}).options;
  EXPECT_EQ(options.flood.burst, 100);
  EXPECT_EQ(options.flood.per_second, 2.5);
  EXPECT_EQ(parse({"--serve", "--flood", "off"}).options.flood.burst, 0);
  for (const char* wrong : {"", "5", "5/", "/5", "a/b", "0/1", "5/0", "-1/5", "1e9/5", "5/5x"}) {
    EXPECT_EQ(parse({"--serve", "--flood", wrong}).exit_code, kUsage) << wrong;
    EXPECT_FALSE(err_.str().empty());
  }
}

TEST_F(OptionsTest, RetentionIsInDaysAndMebibytes) {
  const Options options = parse({"--serve", "--keep-days", "7", "--keep-mb", "10"}).options;
  EXPECT_EQ(options.retention.age, std::chrono::days{7});
  EXPECT_EQ(options.retention.bytes, 10U * 1024 * 1024);
  EXPECT_EQ(parse({"--serve", "--keep-days", "0"}).exit_code, kUsage);
}

TEST_F(OptionsTest, NumbersAreDecimalAndWhatIsNoneIsToldWithTheRange) {
  EXPECT_EQ(parse({"--serve", "--keep-days", "010"}).options.retention.age, std::chrono::days{10});
  EXPECT_EQ(parse({"--serve", "--port", "0080"}).options.port, 80);
  EXPECT_EQ(parse({"--serve", "--port", "0"}).options.port, 0);
  struct Number {
    const char* option;
    const char* range;
  };
  for (const auto& [option, range] :
       {Number{"--port", "from 0 to 65535"}, Number{"--keep-days", "from 1 to 36500"},
        Number{"--keep-mb", "from 1 to 1000000"}}) {
    for (const char* wrong : {"", "x", "0x10", "1e3", "5.0", "+5", "-1", " 5", "5 ", "1_000",
                              "4294967297", "99999999999999999999", "\uFF15"}) {
      EXPECT_EQ(parse({"--serve", option, wrong}).exit_code, kUsage) << option << " " << wrong;
      EXPECT_NE(err_.str().find(range), std::string::npos) << err_.str();
      EXPECT_EQ(err_.str().find("convert"), std::string::npos) << err_.str();
    }
  }
  EXPECT_EQ(parse({"--join", "x", "--port", "0"}).exit_code, kUsage);
  EXPECT_NE(err_.str().find("from 1 to 65535"), std::string::npos) << err_.str();
  EXPECT_EQ(parse({"--serve", "--flood", "1e1/5"}).exit_code, kUsage);
  EXPECT_NE(err_.str().find("1000000"), std::string::npos);
}

TEST_F(OptionsTest, WithoutAnAddressJoinMeansThePartyThatIsFound) {
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{"--join"}, {"--join", "--pipe"}}) {
    const Parsed parsed = parse(arguments);
    EXPECT_FALSE(parsed.exit_code.has_value()) << err_.str();
    EXPECT_EQ(parsed.options.target, "");
    EXPECT_EQ(parsed.options.mode, arguments.size() == 1 ? Mode::kJoinWindow : Mode::kPipe);
  }
  EXPECT_EQ(parse({"--join", "--plain"}).exit_code, kUsage);
  EXPECT_NE(err_.str().find("2006"), std::string::npos);
}

TEST_F(OptionsTest, DiscoveryHasItsTimeAndStandsAlone) {
  EXPECT_EQ(parse({"--discover"}).options.mode, Mode::kDiscover);
  EXPECT_EQ(parse({"--discover"}).options.discover_for.count(), 3);
  EXPECT_EQ(parse({"--discover", "--for", "60"}).options.discover_for.count(), 60);
  for (const auto& wrong : std::vector<std::vector<const char*>>{{"--for", "3"},
                                                                 {"--discover", "--for", "0"},
                                                                 {"--discover", "--for", "3s"},
                                                                 {"--discover", "--serve"},
                                                                 {"--discover", "--host"},
                                                                 {"--discover", "--join", "x"}}) {
    EXPECT_EQ(parse(wrong).exit_code, kUsage) << wrong.back();
  }
}

TEST_F(OptionsTest, AHostAnnouncesItselfUnlessToldNotTo) {
  EXPECT_TRUE(wish_to_host(parse({"--serve"}).options).announce);
  EXPECT_FALSE(wish_to_host(parse({"--serve", "--no-announce"}).options).announce);
}

TEST_F(OptionsTest, ARoomIsReadAsInItsCommand) {
  EXPECT_EQ(parse({"--join", "x", "--pipe", "--room", "#lan"}).options.room, "lan");
}

TEST_F(OptionsTest, ATitleOfNothingVisibleIsNone) {
  EXPECT_EQ(parse({"--serve", "--title", "\u200B\u3164"}).exit_code, kUsage);
  EXPECT_FALSE(parse({"--serve", "--title", ""}).exit_code);
}

TEST_F(OptionsTest, ThePasswordIsTheFirstLineOfItsFile) {
  const std::string file = password_file("open sesame\r\nand more\n");
  EXPECT_EQ(parse({"--serve", "--password-file", file.c_str()}).options.password, "open sesame");
  const std::string empty = password_file("\n");
  EXPECT_EQ(parse({"--serve", "--password-file", empty.c_str()}).exit_code, kUsage);
  EXPECT_EQ(parse({"--serve", "--password-file", "/nowhere/at/all"}).exit_code, kUsage);
  EXPECT_NE(err_.str().find("can't be read"), std::string::npos);
}

TEST_F(OptionsTest, APasswordWithoutAnEndIsNotReadForEver) {
  EXPECT_EQ(parse({"--serve", "--password-file", "/dev/zero"}).exit_code, kUsage);
  const std::string longest(net::tls::kMaxPasswordBytes, 'x');
  const std::string fits = password_file(longest + "\r\n");
  EXPECT_EQ(parse({"--serve", "--password-file", fits.c_str()}).options.password, longest);
  const std::string too_long = password_file(longest + "x\n");
  EXPECT_EQ(parse({"--serve", "--password-file", too_long.c_str()}).exit_code, kUsage);
  EXPECT_NE(err_.str().find("has to hold"), std::string::npos);
}

TEST_F(OptionsTest, APasswordThatOthersCanReadIsWarnedAbout) {
  using std::filesystem::perms;
  const std::string file = password_file("open sesame\n");
  std::filesystem::permissions(file, perms::owner_read | perms::others_read);
  const Options open = parse({"--serve", "--password-file", file.c_str()}).options;
  EXPECT_NE(open.warning.find(file), std::string::npos);
  EXPECT_EQ(open.warning.find("sesame"), std::string::npos);
  std::filesystem::permissions(file, perms::owner_read | perms::owner_write);
  EXPECT_EQ(parse({"--serve", "--password-file", file.c_str()}).options.warning, "");
}

TEST_F(OptionsTest, HelpNamesOptionsAsTheyAreTyped) {
  EXPECT_EQ(parse({"--help"}).exit_code, kDone);
  EXPECT_NE(out_.str().find("--no-tls "), std::string::npos);
  EXPECT_EQ(out_.str().find('{'), std::string::npos) << "the library's notation of a default";
}

TEST_F(OptionsTest, HelpLimitsShowsThemAndEnds) {
  EXPECT_EQ(parse({"--help-limits"}).exit_code, kDone);
  EXPECT_NE(out_.str().find("| connections |"), std::string::npos);
}

}  // namespace
}  // namespace hubbub::app

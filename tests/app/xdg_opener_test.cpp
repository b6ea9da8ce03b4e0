#include "app/xdg_opener.h"

#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace hubbub::app {
namespace {

using tests::TemporaryFolder;
using ui::links::WebAddress;

WebAddress address(const std::string& text) {
  return *WebAddress::parse(text);
}

// A stand-in for xdg-open that writes its arguments down, one a line, and ends with `code`.
class Script {
 public:
  explicit Script(int code) {
    tests::write_file(path(), "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > " + noted() + ".new\nmv " +
                                  noted() + ".new " + noted() + "\nexit " + std::to_string(code) +
                                  "\n");
    chmod(path().c_str(), S_IRWXU);
  }
  [[nodiscard]] std::string path() const { return folder_.path() / "open"; }
  [[nodiscard]] std::string noted() const { return folder_.path() / "noted"; }

 private:
  TemporaryFolder folder_;
};

// Until what is to happen elsewhere has happened.
template <class Condition>
bool comes(const Condition& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) {
      return false;
    }
    std::this_thread::yield();
  }
  return true;
}

TEST(XdgOpener, GivesTheAddressAsTheOnlyArgument) {
  const Script script(0);
  XdgOpener opener(script.path());
  opener.open(address("https://a.example/x?y=1&z=$(id);w"));
  ASSERT_TRUE(comes([&] { return std::filesystem::exists(script.noted()); }));
  EXPECT_EQ(tests::content_of(script.noted()), "1\nhttps://a.example/x?y=1&z=%24(id);w\n");
  EXPECT_THAT(opener.take_failed(), testing::IsEmpty());
}

TEST(XdgOpener, TellsThatItFailed) {
  const Script script(3);
  XdgOpener opener(script.path());
  opener.open(address("https://a.example/"));
  std::vector<std::string> failed;
  EXPECT_TRUE(comes([&] {
    failed = opener.take_failed();
    return !failed.empty();
  }));
  EXPECT_THAT(failed, testing::ElementsAre("https://a.example/"));
}

TEST(XdgOpener, TellsThatThereIsNone) {
  XdgOpener opener("hubbub-no-such-program");
  opener.open(address("https://a.example/"));
  std::vector<std::string> failed;
  EXPECT_TRUE(comes([&] {
    failed = opener.take_failed();
    return !failed.empty();
  }));
}

}  // namespace
}  // namespace hubbub::app

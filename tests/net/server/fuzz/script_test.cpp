#include "tests/net/server/fuzz/script.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

namespace hubbub::tests {
namespace {

TEST(SessionScript, TheCorpusKeepsItsPromises) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HUBBUB_SCRIPT_CORPUS)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    SCOPED_TRACE(entry.path().string());
    play_script(net::wire::as_bytes(bytes));
    ++files;
  }
  EXPECT_GT(files, 0);
}

// Without a fuzzer, too: what a thousand random scripts do to a host.
TEST(SessionScript, RandomOnesKeepTheirPromises) {
  std::mt19937_64 generator(20061228);
  for (int round = 0; round < 1000; ++round) {
    net::wire::Bytes script(200 + generator() % 800);
    for (std::byte& byte : script)
      byte = static_cast<std::byte>(generator());
    SCOPED_TRACE(round);
    play_script(script);
  }
}

}  // namespace
}  // namespace hubbub::tests

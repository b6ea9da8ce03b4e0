// Replays the fuzzer's corpus in builds that have no fuzzer.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/net/discovery/fuzz/parties_target.h"

namespace hubbub::tests {
namespace {

TEST(DiscoveryCorpus, KeepsItsPromises) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HUBBUB_DISCOVERY_CORPUS)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    SCOPED_TRACE(entry.path().string());
    hear_datagrams(net::wire::as_bytes(bytes));
    ++files;
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace hubbub::tests

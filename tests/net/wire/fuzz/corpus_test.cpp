// Replays the fuzzers' corpora in builds that have no fuzzer.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/net/wire/fuzz/targets.h"

namespace hubbub::tests {
namespace {

// Every file of corpus/<name> goes through `target`, which aborts when a promise is broken.
void replay(const char* name, void (*target)(net::wire::ByteView)) {
  const std::filesystem::path folder = std::filesystem::path(HUBBUB_FUZZ_CORPUS) / name;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    SCOPED_TRACE(entry.path().string());
    target(net::wire::as_bytes(bytes));
    ++files;
  }
  EXPECT_GT(files, 0) << folder;
}

TEST(FuzzCorpus, OurStreamsKeepTheirPromises) {
  replay("decoder", read_as_hubbub);
}

TEST(FuzzCorpus, StreamsOf2006KeepTheirPromises) {
  replay("dialect_2006", read_as_2006);
}

TEST(FuzzCorpus, TracesKeepTheirPromises) {
  replay("trace", trace_anything);
}

}  // namespace
}  // namespace hubbub::tests

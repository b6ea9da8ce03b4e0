// Replays the fuzzers' corpora in builds that have no fuzzer.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "net/wire/field_decoder.h"
#include "net/wire/messages.h"
#include "tests/net/wire/fuzz/targets.h"
#include "tests/net/wire/samples.h"

namespace hubbub::tests {
namespace {

std::filesystem::path corpus(const char* name) {
  return std::filesystem::path(HUBBUB_FUZZ_CORPUS) / name;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Every file of corpus/<name> goes through `target`, which aborts when a promise is broken.
void replay(const char* name, void (*target)(net::wire::ByteView)) {
  const std::filesystem::path folder = corpus(name);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string bytes = content_of(entry.path());
    SCOPED_TRACE(entry.path().string());
    target(net::wire::as_bytes(bytes));
    ++files;
  }
  EXPECT_GT(files, 0) << folder;
}

// Whether corpus/<name>/<M> holds a whole M of today after its first `skipped` bytes.
template <class M>
void expect_seed(const char* name, std::size_t skipped) {
  SCOPED_TRACE(corpus(name) / M::kName);
  const std::string bytes = content_of(corpus(name) / M::kName);
  ASSERT_GE(bytes.size(), skipped + net::wire::kHeaderBytes) << "build the target fuzz_corpus";
  const auto frame = net::wire::as_bytes(bytes).subspan(skipped);
  const net::wire::FrameHeader header = net::wire::read_header(frame);
  EXPECT_EQ(header.command, static_cast<std::int32_t>(M::kCommand));
  ASSERT_FALSE(net::wire::check_lengths(header));
  ASSERT_EQ(net::wire::frame_bytes(header), frame.size());
  net::wire::NoObserver silent;
  net::wire::FieldDecoder<net::wire::NoObserver> decoder(frame_in(frame), silent);
  M message;
  M::describe(message, decoder);
  EXPECT_FALSE(decoder.failed()) << "build the target fuzz_corpus";
  EXPECT_EQ(decoder.unread(), "") << "build the target fuzz_corpus";
}

TEST(FuzzCorpus, EveryMessageHasASeed) {
  const auto look_for = []<class M>() {
    expect_seed<M>("decoder", 1);
    expect_seed<M>("trace", 0);
  };
  net::wire::ClientMessages::for_each(look_for);
  net::wire::HostMessages::for_each(look_for);
  net::wire::DatagramMessages::for_each(look_for);
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

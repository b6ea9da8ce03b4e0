// Writes the first corpora, from the sampler and the captures of 2006: corpus_main FOLDER.
// Run by the target `fuzz_corpus` when a message was added; what a fuzzer finds is added by hand.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "tests/net/wire/samples.h"
#include "tests/support/net/original_2006.h"

namespace hubbub::tests {
namespace {

using net::wire::Bytes;

constexpr std::size_t kLargestSeed = 512;

void write(const std::filesystem::path& file, const Bytes& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  const std::string_view text = net::wire::as_text(bytes);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

// The byte that chooses the segmentation, then the stream.
Bytes with_seed(unsigned seed, const Bytes& stream) {
  Bytes input{static_cast<std::byte>(seed)};
  input.insert(input.end(), stream.begin(), stream.end());
  return input;
}

// A message of kind M that is short enough for a seed. Each kind has its own random numbers: a new
// one leaves the files of the others as they are.
template <class M>
Bytes short_sample() {
  std::mt19937_64 generator(static_cast<unsigned>(M::kCommand));
  for (;;) {
    Bytes bytes = net::wire::encoded(net::wire::sampled<M>(generator));
    if (bytes.size() <= kLargestSeed) {
      return bytes;
    }
  }
}

void write_hubbub(const std::filesystem::path& folder) {
  const auto write_one = [&]<class M>() {
    const Bytes bytes = short_sample<M>();
    write(folder / "decoder" / M::kName, with_seed(static_cast<unsigned>(M::kCommand), bytes));
    write(folder / "trace" / M::kName, bytes);
  };
  net::wire::ClientMessages::for_each(write_one);
  net::wire::HostMessages::for_each(write_one);
  net::wire::DatagramMessages::for_each(write_one);
  Bytes several = short_sample<net::wire::Post>();
  net::wire::encode(net::wire::Ping{7}, several);
  net::wire::encode(net::wire::Logout{"ann", "bye"}, several);
  write(folder / "decoder" / "several", with_seed(5, several));
}

void write_2006(const std::filesystem::path& folder) {
  const auto both = [&](const std::string& name, std::int32_t command, std::string_view who,
                        std::string_view text) {
    write(folder / (name + "_units"), with_seed(3, original_frame(command, who, text)));
    write(folder / (name + "_bytes"),
          with_seed(7, original_frame(command, who, text, LengthUnit::kBytes)));
  };
  both("login", 0, "Боб", "");
  both("list", 3, "", "alice*Боб*");
  both("message", 2, "alice", "привет");
  both("astral", 2, "alice", "ok 😀!");
  both("unknown", 99, "alice", "");
  Bytes merged = original_frame(0, "Боб", "");
  for (const Bytes& next :
       {original_frame(3, "Боб", ""), original_frame(2, "Боб", "привет"),
        original_frame(2, "Боб", "да", LengthUnit::kBytes), original_frame(1, "Боб", "")}) {
    merged.insert(merged.end(), next.begin(), next.end());
  }
  write(folder / "merged", with_seed(9, merged));
  Bytes padded;
  net::wire::append_2006(net::wire::Command2006::kLogin, "alice", "", padded);
  net::wire::append_2006(net::wire::Command2006::kMessage, "alice", "привет", padded);
  write(folder / "padded", with_seed(200, padded));
}

}  // namespace
}  // namespace hubbub::tests

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: corpus_main FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  hubbub::tests::write_hubbub(folder);
  hubbub::tests::write_2006(folder / "dialect_2006");
  return 0;
}

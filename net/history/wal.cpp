#include "net/history/wal.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>
#include <span>
#include <vector>

#include "net/history/limits.h"

namespace hubbub::net::history {
namespace {

using Bytes = std::span<const unsigned char>;

constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kFrameHeaderBytes = 24;
constexpr std::uint32_t kMagic = 0x377f0682;  // the last bit: checksums add big-endian words
constexpr std::uint32_t kMinPageBytes = 512;
constexpr std::uint32_t kMaxPageBytes = 65'536;

std::uint32_t big_endian(Bytes bytes) {
  return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U |
         std::uint32_t{bytes[2]} << 8U | std::uint32_t{bytes[3]};
}
std::uint32_t little_endian(Bytes bytes) {
  return std::uint32_t{bytes[3]} << 24U | std::uint32_t{bytes[2]} << 16U |
         std::uint32_t{bytes[1]} << 8U | std::uint32_t{bytes[0]};
}

// A pair of 32-bit numbers of the format, as it is stored: the salts of a log, or a checksum.
struct Pair {
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  static Pair read(Bytes bytes) {
    return {big_endian(bytes.first(4)), big_endian(bytes.subspan(4, 4))};
  }
  bool operator==(const Pair&) const = default;
};

// `before` and then these bytes, a multiple of eight of them.
Pair checksum(Pair before, Bytes bytes, bool big_endian_words) {
  const auto word = big_endian_words ? big_endian : little_endian;
  Pair sum = before;
  for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
    sum.first += word(bytes.first(4)) + sum.second;
    sum.second += word(bytes.subspan(4, 4)) + sum.first;
  }
  return sum;
}

struct Header {
  bool is_sound = false;  // SQLite will read what follows
  bool big_endian_words = std::endian::native == std::endian::big;
  std::uint32_t page_bytes = kPageBytes;
  Pair salts;
  Pair sum;
};

Header parse(const std::array<unsigned char, kHeaderBytes>& bytes) {
  const Bytes all{bytes};
  Header header;
  header.salts = Pair::read(all.subspan(16));
  header.sum = Pair::read(all.subspan(24));
  const std::uint32_t magic = big_endian(all);
  const std::uint32_t page_bytes = big_endian(all.subspan(8));
  const bool big_endian_words = (magic & 1U) != 0;
  header.is_sound = (magic & ~1U) == kMagic && std::has_single_bit(page_bytes) &&
                    page_bytes >= kMinPageBytes && page_bytes <= kMaxPageBytes &&
                    checksum({}, all.first(24), big_endian_words) == header.sum;
  if (header.is_sound) {
    header.big_endian_words = big_endian_words;
    header.page_bytes = page_bytes;
  }
  return header;
}

// One frame: which page, the database's size if a transaction ends here, the salts, a checksum over
// all frames so far; and the page.
class Frame {
 public:
  explicit Frame(std::uint32_t page_bytes) : bytes_(kFrameHeaderBytes + page_bytes) {}

  bool read_from(std::istream& file) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the stream reads
    auto* const to = reinterpret_cast<char*>(bytes_.data());
    return static_cast<bool>(file.read(to, static_cast<std::streamsize>(bytes_.size())));
  }
  [[nodiscard]] bool ends_transaction() const { return big_endian(part(4, 4)) != 0; }
  [[nodiscard]] Pair salts() const { return Pair::read(part(8, 8)); }
  [[nodiscard]] Pair sum() const { return Pair::read(part(16, 8)); }
  // What sum() has to be behind a frame with that sum.
  [[nodiscard]] Pair sum_after(Pair before, bool big_endian_words) const {
    const Pair with_header = checksum(before, part(0, 8), big_endian_words);
    return checksum(with_header, Bytes(bytes_).subspan(kFrameHeaderBytes), big_endian_words);
  }

 private:
  [[nodiscard]] Bytes part(std::size_t at, std::size_t count) const {
    return Bytes(bytes_).subspan(at, count);
  }

  std::vector<unsigned char> bytes_;
};

}  // namespace

bool has_commits_past_damage(const std::filesystem::path& log) {
  std::ifstream file(log, std::ios::binary);
  std::array<unsigned char, kHeaderBytes> start{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the stream reads
  if (!file.read(reinterpret_cast<char*>(start.data()), start.size()))
    return false;
  const Header header = parse(start);
  bool damaged = !header.is_sound;
  // Whose frames these are. Those of an earlier log, which this one has not overwritten yet, have
  // other salts.
  std::optional<Pair> salts = damaged ? std::nullopt : std::optional{header.salts};
  // The frame before: the sum that stands in it, and the one it ought to have.
  Pair stored = header.sum;
  Pair due = header.sum;
  for (Frame frame(header.page_bytes); frame.read_from(file); stored = frame.sum()) {
    if (!salts)
      salts = frame.salts();
    const Pair after_stored = frame.sum_after(stored, header.big_endian_words);
    due = stored == due ? after_stored : frame.sum_after(due, header.big_endian_words);
    const bool is_ours = frame.salts() == *salts;
    // Damage in the one before may be in its sum alone.
    const bool is_whole = frame.sum() == after_stored || frame.sum() == due;
    if (damaged && is_ours && is_whole && frame.ends_transaction())
      return true;
    damaged = damaged || !is_ours || !is_whole;
  }
  return false;
}

}  // namespace hubbub::net::history

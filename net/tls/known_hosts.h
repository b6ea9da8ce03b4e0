// The keys that hosts had when they were met: trust on first use.
//
// A line a host in DATA/known_hosts, "HOST:PORT KEY", HOST in its canonical form (net/addresses.h),
// the key as 64 hexadecimal digits. The file is
// read anew for each call, since other processes of the same person write it too; who writes last
// wins, for that host. What was remembered here is known as long as the object lives, whatever
// becomes of the file, and what could not be written counts before what the file says. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/digest.h"

namespace hubbub::net::tls {

inline constexpr const char* kKnownHostsFile = "known_hosts";

class KnownHosts {
 public:
  // Called with a sentence for a person when something is wrong with the file.
  using Report = std::function<void(std::string problem)>;

  // An empty `folder`: they are known until the object goes. `report` may be empty.
  explicit KnownHosts(const std::filesystem::path& folder, Report report = {});

  // `target` is "HOST:PORT", "[IPv6]:PORT", in any spelling: hosts are compared in their canonical
  // form (net/addresses.h). Nothing for a host that was never met, or of which that can't be told:
  // see readable().
  [[nodiscard]] std::optional<wire::KeyId> lookup(std::string_view target);

  // Whether the last lookup could read the file, or there was none. If not, it was reported why,
  // and who is not known is not for that a host that was never met.
  [[nodiscard]] bool readable() const { return readable_; }

  // From now on that is the key of `target`. Of more than kMaxKnownHosts the oldest is forgotten. A
  // file with lines that can't be read is kept aside as it is, and what could be read goes on. One
  // that can't be read at all stays as it is. What could not be written is written with the next.
  void remember(std::string_view target, const wire::KeyId& key);

 private:
  struct Entry {
    std::string target;
    wire::KeyId key;
    bool written = true;  // false: only we know it
  };
  using Entries = std::vector<Entry>;  // the one remembered last is the last
  static const Entry* find(const Entries& entries, std::string_view target);
  static void put(Entries& entries, Entry entry);

  enum class Loaded : std::uint8_t { kWhole, kInParts, kNot };
  // What of the file could be read.
  Loaded load();
  bool parse(std::string_view content);
  // Whether that is the file's content now.
  bool save(bool intact);
  void report(std::string problem) const;

  const std::filesystem::path path_;  // empty: no file
  const Report report_;
  Entries entries_;  // of the file, when it could last be read
  Entries own_;      // remembered here
  bool readable_ = true;
};

}  // namespace hubbub::net::tls

// The keys that hosts had when they were met: trust on first use.
//
// A line a host in DATA/known_hosts, "HOST:PORT KEY", the key as 64 hexadecimal digits. The file is
// read anew for each call, since other processes of the same person write it too; who writes last
// wins, for that host. One thread.
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

  // `target` is "HOST:PORT", "[IPv6]:PORT"; upper and lower case are the same. Nothing for a host
  // that was never met.
  [[nodiscard]] std::optional<wire::KeyId> lookup(std::string_view target);

  // From now on that is the key of `target`. Of more than kMaxKnownHosts the oldest is forgotten. A
  // file with lines that can't be read is kept aside as it is, and what could be read goes on. One
  // that can't be read at all stays as it is: the key is known while the object lives.
  void remember(std::string_view target, const wire::KeyId& key);

 private:
  struct Entry {
    std::string target;
    wire::KeyId key;
  };
  enum class Loaded : std::uint8_t { kWhole, kInParts, kNot };
  // What of the file could be read.
  Loaded load();
  bool parse(std::string_view content);
  void save(bool intact);
  void report(std::string problem) const;

  const std::filesystem::path path_;  // empty: no file
  const Report report_;
  std::vector<Entry> entries_;  // the one remembered last is the last
};

}  // namespace hubbub::net::tls

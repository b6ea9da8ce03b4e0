#include "net/tls/known_hosts.h"

#include <algorithm>
#include <utility>

#include "net/addresses.h"
#include "net/atomic_file.h"
#include "net/posix_file.h"
#include "net/tls/limits.h"
#include "net/wire/utf8.h"

namespace hubbub::net::tls {
namespace {

constexpr std::size_t kKeyDigits = 2 * wire::KeyId::kBytes;

bool writable_target(std::string_view target) {
  return !target.empty() && target.size() <= kMaxKnownTargetBytes &&
         std::none_of(target.begin(), target.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

KnownHosts::KnownHosts(const std::filesystem::path& folder, Report report)
    : path_(folder.empty() ? folder : folder / kKnownHostsFile), report_(std::move(report)) {}

std::optional<wire::KeyId> KnownHosts::lookup(std::string_view target) {
  const Loaded loaded = load();
  // Whoever is sent to another spelling of a host's address must meet the same key there.
  const std::string wanted = canonical_target(target);
  const Entry* const own = find(own_, wanted);
  const Entry* const filed = find(entries_, wanted);
  // Another process may have put another key into the file since ours was written.
  if (own != nullptr && (!own->written || filed == nullptr)) {
    return own->key;
  }
  if (filed != nullptr) {
    return filed->key;
  }
  if (loaded == Loaded::kInParts) {
    report("The list of known hosts in " + path_.string() +
           " is damaged: this host may be one that you met before. Compare its key.");
  }
  return std::nullopt;
}

void KnownHosts::remember(std::string_view target, const wire::KeyId& key) {
  const std::string host = canonical_target(target);
  if (!writable_target(host) || key.is_none()) {
    return;
  }
  put(own_, {host, key, false});
  if (path_.empty()) {
    return;
  }
  const FileLock lock = lock_beside(path_);
  const Loaded loaded = load();
  if (loaded == Loaded::kNot) {
    return;
  }
  for (const Entry& own : own_) {
    if (!own.written) {
      put(entries_, own);
    }
  }
  const bool saved = save(loaded == Loaded::kWhole);
  if (!saved && loaded == Loaded::kInParts) {
    // The file may be set aside with nothing in its place.
    for (const Entry& entry : entries_) {
      put(own_, entry);
    }
  }
  for (Entry& own : own_) {
    own.written = saved;
  }
}

const KnownHosts::Entry* KnownHosts::find(const Entries& entries, std::string_view target) {
  const auto found = std::find_if(entries.rbegin(), entries.rend(),
                                  [target](const Entry& entry) { return entry.target == target; });
  return found == entries.rend() ? nullptr : &*found;
}

void KnownHosts::put(Entries& entries, Entry entry) {
  std::erase_if(entries, [&entry](const Entry& each) { return each.target == entry.target; });
  entries.push_back(std::move(entry));
  if (entries.size() > kMaxKnownHosts) {
    const auto surplus = static_cast<std::ptrdiff_t>(entries.size() - kMaxKnownHosts);
    entries.erase(entries.begin(), entries.begin() + surplus);
  }
}

// ---- The file ---------------------------------------------------------------------------------

KnownHosts::Loaded KnownHosts::load() {
  if (path_.empty()) {
    return Loaded::kWhole;
  }
  const ReadFile file = read_file(path_, kMaxKnownHostsFileBytes);
  readable_ = file.outcome == Reading::kMissing || file.outcome == Reading::kDone;
  switch (file.outcome) {
    case Reading::kMissing:
      entries_.clear();
      return Loaded::kWhole;
    case Reading::kDone:
      return parse(file.content) ? Loaded::kWhole : Loaded::kInParts;
    case Reading::kTooLarge:
    case Reading::kFailed:
      break;
  }
  // What was known before it became unreadable is still known in this run.
  report(file.problem + " Hosts met before can't be recognised, and new ones are not added.");
  return Loaded::kNot;
}

bool KnownHosts::parse(std::string_view content) {
  content = wire::without_byte_order_mark(content);
  entries_.clear();
  bool intact = true;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    const std::size_t blank = line.find(' ');
    const wire::KeyId key = blank == std::string_view::npos
                                ? wire::KeyId{}
                                : wire::KeyId::from_hex(line.substr(blank + 1));
    if (key.is_none() || line.size() != blank + 1 + kKeyDigits ||
        !writable_target(line.substr(0, blank))) {
      intact = false;
      continue;
    }
    entries_.push_back({canonical_target(line.substr(0, blank)), key});
  }
  return intact;
}

bool KnownHosts::save(bool intact) {
  if (!intact) {
    const auto aside = set_aside(path_);
    if (!aside) {
      report("The list of known hosts in " + path_.string() +
             " is damaged and can't be set aside. Nothing is added to it.");
      return false;
    }
    report("The list of known hosts was damaged. The file is kept as " + aside->string() +
           "; what could be read of it goes on.");
  }
  std::string content;
  for (const Entry& entry : entries_) {
    content += entry.target + ' ' + entry.key.to_hex() + '\n';
  }
  if (auto problem = replace_file(path_, content)) {
    report(*problem + " Until it ends, this program knows whom it met.");
    return false;
  }
  return true;
}

void KnownHosts::report(std::string problem) const {
  if (report_) {
    report_(std::move(problem));
  }
}

}  // namespace hubbub::net::tls

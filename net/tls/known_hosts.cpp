#include "net/tls/known_hosts.h"

#include <algorithm>
#include <utility>

#include "net/atomic_file.h"
#include "net/tls/limits.h"

namespace hubbub::net::tls {
namespace {

constexpr std::size_t kKeyDigits = 2 * wire::KeyId::kBytes;

// Host names are ASCII where they count (RFC 4343).
std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return lower;
}

bool writable_target(std::string_view target) {
  return !target.empty() && target.size() <= kMaxKnownTargetBytes &&
         std::none_of(target.begin(), target.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

}  // namespace

KnownHosts::KnownHosts(const std::filesystem::path& folder, Report report)
    : path_(folder.empty() ? folder : folder / kKnownHostsFile), report_(std::move(report)) {}

std::optional<wire::KeyId> KnownHosts::lookup(std::string_view target) {
  load();
  const std::string wanted = lower_case(target);
  const auto found = std::find_if(entries_.rbegin(), entries_.rend(),
                                  [&wanted](const Entry& entry) { return entry.target == wanted; });
  return found == entries_.rend() ? std::nullopt : std::optional(found->key);
}

void KnownHosts::remember(std::string_view target, const wire::KeyId& key) {
  const std::string known_as = lower_case(target);
  if (!writable_target(known_as) || key.is_none()) {
    return;
  }
  const Loaded loaded = load();
  std::erase_if(entries_, [&known_as](const Entry& entry) { return entry.target == known_as; });
  entries_.push_back({known_as, key});
  if (entries_.size() > kMaxKnownHosts) {
    const auto surplus = static_cast<std::ptrdiff_t>(entries_.size() - kMaxKnownHosts);
    entries_.erase(entries_.begin(), entries_.begin() + surplus);
  }
  if (loaded != Loaded::kNot) {
    save(loaded == Loaded::kWhole);
  }
}

// ---- The file ---------------------------------------------------------------------------------

KnownHosts::Loaded KnownHosts::load() {
  if (path_.empty()) {
    return Loaded::kWhole;
  }
  const ReadFile file = read_file(path_, kMaxKnownHostsFileBytes);
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
    entries_.push_back({lower_case(line.substr(0, blank)), key});
  }
  return intact;
}

void KnownHosts::save(bool intact) {
  if (path_.empty()) {
    return;
  }
  if (!intact) {
    const auto aside = set_aside(path_);
    if (!aside) {
      return report("The list of known hosts in " + path_.string() +
                    " is damaged and can't be set aside. Nothing is added to it.");
    }
    report("The list of known hosts was damaged. The file is kept as " + aside->string() +
           "; what could be read of it goes on.");
  }
  std::string content;
  for (const Entry& entry : entries_) {
    content += entry.target + ' ' + entry.key.to_hex() + '\n';
  }
  if (auto problem = replace_file(path_, content)) {
    report(std::move(*problem));
  }
}

void KnownHosts::report(std::string problem) const {
  if (report_) {
    report_(std::move(problem));
  }
}

}  // namespace hubbub::net::tls

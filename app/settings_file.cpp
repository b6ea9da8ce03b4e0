#include "app/settings_file.h"

#include <cstddef>
#include <utility>

#include "net/atomic_file.h"
#include "net/posix_file.h"

namespace hubbub::app {
namespace {

// Far above any real one; what is larger is no settings file of ours.
constexpr std::size_t kMaxFileBytes = 1024 * 1024;

}  // namespace

SettingsFile::SettingsFile(std::filesystem::path path) : path_(std::move(path)) {}

ReadSettings SettingsFile::load() {
  const net::ReadFile file = net::read_file(path_, kMaxFileBytes);
  if (file.outcome == net::Reading::kMissing) {
    saved_.reset();
    return {};
  }
  if (file.outcome != net::Reading::kDone) {
    usable_ = false;
    return {{},
            "The settings in " + path_.string() +
                " can't be read. The defaults are in use, and nothing will be saved."};
  }
  ReadSettings read = parse_settings(file.content);
  if (!read.problem.empty()) {
    read.problem = set_aside(read.problem);
  } else {
    saved_ = read.settings;
  }
  return read;
}

std::string SettingsFile::set_aside(const std::string& why) {
  if (const auto aside = net::set_aside(path_)) {
    return "The settings file was broken (" + why + "). It is kept as " + aside->string() +
           "; the defaults are in use.";
  }
  usable_ = false;
  return "The settings file " + path_.string() + " is broken (" + why +
         ") and can't be set aside. The defaults are in use, and nothing will be saved.";
}

std::optional<std::string> SettingsFile::save(const ui::Settings& settings) {
  if (!usable_ || saved_ == settings) {
    return std::nullopt;
  }
  const net::FileLock lock = net::lock_beside(path_);
  ui::Settings merged = settings;
  std::string problem;
  if (merge_with_file(merged, problem)) {
    auto failure = net::replace_file(path_, format_settings(merged));
    if (!failure) {
      saved_ = settings;
      complained_ = false;
      return problem.empty() ? std::nullopt : std::optional(std::move(problem));
    }
    problem += (problem.empty() ? "" : " ") + *failure;
  }
  if (std::exchange(complained_, true)) {
    return std::nullopt;
  }
  return problem;
}

bool SettingsFile::merge_with_file(ui::Settings& settings, std::string& problem) const {
  const net::ReadFile file = net::read_file(path_, kMaxFileBytes);
  if (file.outcome == net::Reading::kMissing) {
    return true;
  }
  if (file.outcome != net::Reading::kDone) {
    problem = file.problem + " The settings are not saved.";
    return false;
  }
  const ReadSettings theirs = parse_settings(file.content);
  if (theirs.problem.empty()) {
    settings = merge_settings(saved_.value_or(ui::Settings{}), settings, theirs.settings);
    return true;
  }
  const auto aside = net::set_aside(path_);
  problem = "The settings file " + path_.string() + " is broken (" + theirs.problem + "). " +
            (aside ? "It is kept as " + aside->string() + "."
                   : "It can't be set aside, and nothing is saved.");
  return aside.has_value();
}

}  // namespace hubbub::app

// The settings as a TOML file. Main thread.
//
// Reading never fails as a whole: a value that is missing, of another type or out of its range
// keeps its default. A file that is no TOML is set aside, never overwritten. Other processes of the
// same person write the file too: each writes what it changed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ui/settings.h"

namespace hubbub::app {

// What `toml` says, or a sentence that says where it broke.
struct ReadSettings {
  ui::Settings settings;
  std::string problem;  // empty: none
};
ReadSettings parse_settings(std::string_view toml);
std::string format_settings(const ui::Settings& settings);
// `theirs` with what was changed from `base` to `ours`: field by field, and in lists the additions
// and removals.
ui::Settings merge_settings(const ui::Settings& base, const ui::Settings& ours,
                            const ui::Settings& theirs);

class SettingsFile {
 public:
  explicit SettingsFile(std::filesystem::path path);

  // The file's settings, or the defaults. `problem` is a sentence for the person: a broken file was
  // set aside (and where), or the file can't be read.
  ReadSettings load();
  // Writes what changed since the last load or save; the rest stays as the file has it by now. A
  // sentence if that fails, told once, not at each attempt; or if the file was set aside.
  std::optional<std::string> save(const ui::Settings& settings);

 private:
  std::string set_aside(const std::string& why);
  // False: the file stays as it is, for the reason in `problem`.
  bool merge_with_file(ui::Settings& settings, std::string& problem) const;

  const std::filesystem::path path_;
  std::optional<ui::Settings> saved_;  // what we loaded or saved last
  bool usable_ = true;                 // false: what is there must not be replaced
  bool complained_ = false;
};

}  // namespace hubbub::app

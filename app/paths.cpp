#include "app/paths.h"

#include <cstdlib>
#include <stdexcept>

#include "app/posix_process.h"

namespace hubbub::app {
namespace {

constexpr const char* kSettingsName = "settings.toml";

// A relative path in one of these variables is to be ignored (XDG base directories, "Basics").
std::filesystem::path xdg_folder(const char* variable, const char* below_home) {
  const char* const set = std::getenv(variable);
  if (set != nullptr && std::filesystem::path(set).is_absolute()) {
    return std::filesystem::path(set) / "hubbub";
  }
  const auto home = home_folder();
  if (!home) {
    throw std::runtime_error(
        "There is no home folder to keep things in. Name a folder for them: --data FOLDER.");
  }
  return *home / below_home / "hubbub";
}

}  // namespace

Paths find_paths(const std::string& data_option) {
  if (!data_option.empty()) {
    const auto folder = std::filesystem::absolute(data_option);
    return {folder / kSettingsName, folder};
  }
  return {xdg_folder("XDG_CONFIG_HOME", ".config") / kSettingsName,
          xdg_folder("XDG_DATA_HOME", ".local/share")};
}

}  // namespace hubbub::app

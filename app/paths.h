// Where the program keeps its files: --data, or the XDG base directories (freedesktop.org, 0.8).
#pragma once

#include <filesystem>
#include <string>

namespace hubbub::app {

struct Paths {
  std::filesystem::path settings;  // the file
  std::filesystem::path data;      // the folder; may not be there yet
};

// `data_option`: of --data; empty: the XDG folders. Reads the environment. Throws when there is no
// home to put them in.
Paths find_paths(const std::string& data_option);

}  // namespace hubbub::app

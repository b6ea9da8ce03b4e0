// Files that are whole or not there: readers see the old content or the new, whatever happens in
// between. Any thread; one writer a file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::app {

// Makes the folder if need be, writes a file beside `path`, brings it to the disk and puts it in
// place. Only the owner may read it. Returns what went wrong, as a sentence; nothing on success.
std::optional<std::string> replace_file(const std::filesystem::path& path,
                                        std::string_view content);

}  // namespace hubbub::app

// Files that are whole or not there: readers see the old content or the new, whatever happens in
// between. Only their owner may read them. A symbolic link stays one: what it leads to is meant.
// Any thread; files of other processes are respected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hubbub::net {

// Makes the folder (for its owner alone) if need be, writes a file beside `named`, brings it to the
// disk and puts it in place. Returns what went wrong, as a sentence; nothing on success.
std::optional<std::string> replace_file(const std::filesystem::path& named,
                                        std::string_view content);

enum class Creation : std::uint8_t { kDone, kExists, kFailed };
struct Created {
  Creation outcome = Creation::kFailed;
  std::string problem;  // kFailed: a sentence
};
// The same, unless there is such a file already: of two processes that try, one succeeds.
Created create_file(const std::filesystem::path& named, std::string_view content);

enum class Reading : std::uint8_t { kDone, kMissing, kTooLarge, kFailed };
struct ReadFile {
  Reading outcome = Reading::kFailed;
  std::string content;
  std::string problem;  // kTooLarge, kFailed: a sentence
};
// The whole of a file of at most `max_bytes`.
ReadFile read_file(const std::filesystem::path& path, std::size_t max_bytes);

// Moves a file that can't be used to a name of its own beside it ("….broken-1"), over nothing.
// Returns the new path; nothing when that can't be done, and the file stays as it is.
std::optional<std::filesystem::path> set_aside(const std::filesystem::path& named);

}  // namespace hubbub::net

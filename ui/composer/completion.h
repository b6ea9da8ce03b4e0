// Tab completes a name or a command; pressed again it takes the next that fits. Knows no ImGui; one
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hubbub::ui::composer {

class Completion {
 public:
  struct Result {
    std::string text;
    std::size_t caret = 0;  // bytes
  };

  // Completes the word before `caret` among `names`, in either case. What `text` begins with gets
  // ": " behind it, unless it is a command ("/topic"), else a blank. Without a fitting name the
  // text stays as it is. The same text and caret as the last result go on to the next name, around
  // at the end.
  Result complete(std::string_view text, std::size_t caret, const std::vector<std::string>& names);

 private:
  void find(std::string_view text, std::size_t caret, const std::vector<std::string>& names);
  Result put();

  std::string before_;  // what stands before the word
  std::string after_;   // and behind the caret
  std::vector<std::string> fitting_;
  std::size_t next_ = 0;
  Result last_;
};

}  // namespace hubbub::ui::composer

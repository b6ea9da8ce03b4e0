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

  // What may be meant.
  struct Choices {
    std::vector<std::string> people;
    std::vector<std::string> commands;  // without the slash
  };

  // Completes the word before `caret`, in either case: a command after the slash that `text` begins
  // with, else a person's name (model::insert_name). Without a fitting one the text stays as it is.
  // The same text and caret as the last result go on to the next, around at the end.
  Result complete(std::string_view text, std::size_t caret, const Choices& choices);

 private:
  void find(std::string_view text, std::size_t caret, const Choices& choices);
  void keep_fitting(const std::vector<std::string>& names, std::string_view written);
  Result put();

  std::string text_;       // as it was found
  std::size_t begin_ = 0;  // the word in it
  std::size_t end_ = 0;
  bool command_ = false;
  std::vector<std::string> fitting_;
  std::size_t next_ = 0;
  Result last_;
};

}  // namespace hubbub::ui::composer

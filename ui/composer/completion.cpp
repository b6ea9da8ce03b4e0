#include "ui/composer/completion.h"

#include <algorithm>

#include "ui/model/fold.h"

namespace hubbub::ui::composer {

Completion::Result Completion::complete(std::string_view text, std::size_t caret,
                                        const std::vector<std::string>& names) {
  if (fitting_.empty() || text != last_.text || caret != last_.caret) {
    find(text, caret, names);
  }
  if (fitting_.empty()) {
    return {std::string(text), caret};
  }
  return put();
}

void Completion::find(std::string_view text, std::size_t caret,
                      const std::vector<std::string>& names) {
  const std::size_t blank = text.substr(0, caret).find_last_of(" \t\n");
  std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
  if (begin < caret && text[begin] == '@') {
    ++begin;
  }
  const std::string prefix = model::folded(text.substr(begin, caret - begin));
  fitting_.clear();
  next_ = 0;
  if (prefix.empty()) {
    return;
  }
  for (const std::string& name : names) {
    if (model::folded(name).starts_with(prefix)) {
      fitting_.push_back(name);
    }
  }
  std::sort(fitting_.begin(), fitting_.end(), [](const std::string& a, const std::string& b) {
    return model::folded(a) < model::folded(b);
  });
  before_ = text.substr(0, begin);
  after_ = text.substr(caret);
}

Completion::Result Completion::put() {
  const std::string& name = fitting_[next_];
  next_ = (next_ + 1) % fitting_.size();
  last_.text = before_ + name + (before_.empty() && !name.starts_with('/') ? ": " : " ");
  last_.caret = last_.text.size();
  last_.text += after_;
  return last_;
}

}  // namespace hubbub::ui::composer

#include "ui/composer/completion.h"

#include <algorithm>
#include <utility>

#include "net/text/fold.h"
#include "ui/model/quote.h"

namespace hubbub::ui::composer {

Completion::Result Completion::complete(std::string_view text, std::size_t caret,
                                        const Choices& choices) {
  if (fitting_.empty() || text != last_.text || caret != last_.caret) {
    find(text, caret, choices);
  }
  if (fitting_.empty()) {
    return {std::string(text), caret};
  }
  return put();
}

// Only the program's own commands complete what begins with a slash: a name may look like one.
void Completion::find(std::string_view text, std::size_t caret, const Choices& choices) {
  text_ = text;
  end_ = caret;
  fitting_.clear();
  next_ = 0;
  const std::size_t blank = text.substr(0, caret).find_last_of(" \t\n");
  begin_ = blank == std::string_view::npos ? 0 : blank + 1;
  command_ = begin_ == 0 && text.starts_with('/') && !text.starts_with("//");
  if (command_) {
    keep_fitting(choices.commands, text.substr(1, std::max<std::size_t>(caret, 1) - 1));
    return;
  }
  if (const auto argument = model::person_argument(text, caret)) {
    begin_ = argument->begin;
    keep_fitting(choices.people, argument->name);
    return;
  }
  std::string_view written = text.substr(begin_, caret - begin_);
  if (written.starts_with('@')) {
    ++begin_;
    written.remove_prefix(1);
  } else if (begin_ == 0 && written.starts_with('/')) {
    written.remove_prefix(1);  // the slash that keeps a text from being a command
  }
  keep_fitting(choices.people, written);
}

void Completion::keep_fitting(const std::vector<std::string>& names, std::string_view written) {
  const std::string prefix = net::text::folded(written);
  if (prefix.empty()) {
    return;
  }
  std::vector<std::pair<std::string, std::string>> fitting;  // the folded name, the name
  for (const std::string& name : names) {
    if (std::string form = net::text::folded(name); form.starts_with(prefix)) {
      fitting.emplace_back(std::move(form), name);
    }
  }
  std::sort(fitting.begin(), fitting.end());
  for (auto& [form, name] : fitting) {
    fitting_.push_back(std::move(name));
  }
}

Completion::Result Completion::put() {
  const std::string& name = fitting_[next_];
  next_ = (next_ + 1) % fitting_.size();
  if (command_) {
    last_ = {"/" + name + " " + text_.substr(end_), name.size() + 2};
    return last_;
  }
  const model::Inserted inserted = model::insert_name(text_, begin_, end_, name);
  last_ = {inserted.text, inserted.caret};
  return last_;
}

}  // namespace hubbub::ui::composer

// Whatever sequence of events comes, the roster is their fold and a reader sees each line once.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/model.h"

namespace hubbub::ui::model {
namespace {

std::string nick(int number) {
  return "p" + std::to_string(number);
}

// The roster as a reader of the protocol would keep it, by the plainest means.
class PlainRoster {
 public:
  void set(std::vector<std::string> nicks) { nicks_ = std::move(nicks); }
  void add(const std::string& who) {
    if (std::find(nicks_.begin(), nicks_.end(), who) == nicks_.end()) {
      nicks_.push_back(who);
    }
  }
  void remove(const std::string& who) {
    const auto found = std::find(nicks_.begin(), nicks_.end(), who);
    if (found != nicks_.end()) {
      nicks_.erase(found);
    }
  }
  void rename(const std::string& from, const std::string& to) {
    const auto found = std::find(nicks_.begin(), nicks_.end(), from);
    if (found != nicks_.end()) {
      *found = to;
    }
  }
  [[nodiscard]] const std::vector<std::string>& nicks() const { return nicks_; }

 private:
  std::vector<std::string> nicks_{"me"};
};

struct Step {
  int what;
  int who;
  bool replay;
};

std::vector<Step> arbitrary_steps() {
  return *rc::gen::container<std::vector<Step>>(
      rc::gen::build<Step>(rc::gen::set(&Step::what, rc::gen::inRange(0, 7)),
                           rc::gen::set(&Step::who, rc::gen::inRange(0, 8)),
                           rc::gen::set(&Step::replay, rc::gen::arbitrary<bool>())));
}

RC_GTEST_PROP(Model, TheRosterIsTheFoldOfTheEvents, ()) {
  Model model({});
  model.apply(tests::online());
  PlainRoster plain;
  View view;
  for (const Step& step : arbitrary_steps()) {
    const std::string who = nick(step.who);
    switch (step.what) {
      case 0:
        model.apply({tests::roster({"me", who})});
        plain.set({"me", who});
        break;
      case 1:
      case 2:
        model.apply({tests::joined(who, step.replay)});
        if (!step.replay) {
          plain.add(who);
        }
        break;
      case 3:
        model.apply({tests::left(who)});
        plain.remove(who);
        break;
      case 4:
        model.apply({tests::renamed(who, "new-" + who)});
        plain.rename(who, "new-" + who);
        break;
      case 5:
        model.apply({tests::message(who, "hi")});
        break;
      default:
        model.pull(view);
        break;
    }
  }
  model.pull(view);
  std::vector<std::string> shown;
  for (const wire::RosterEntry& entry : *view.lobby()->roster) {
    shown.push_back(entry.nick);
  }
  RC_ASSERT(shown == plain.nicks());
}

RC_GTEST_PROP(Model, AReaderSeesEachMessageOnceWhateverIsReplayed, ()) {
  Model model({});
  model.apply(tests::online());
  View view;
  std::vector<std::string> expected;
  std::vector<std::string> read;
  LineIndex cursor = 0;
  const auto look = [&] {
    model.pull(view);
    const LogView& log = view.lobby()->log;
    for (; cursor < log.end(); ++cursor) {
      read.emplace_back(log.line(cursor).text);
    }
  };
  for (const Step& step : arbitrary_steps()) {
    if (step.what == 0) {
      look();
    } else if (step.replay && !expected.empty()) {
      const auto number =
          static_cast<std::uint32_t>(1 + static_cast<std::size_t>(step.who) % expected.size());
      wire::MessageReceived again = tests::message("ann", std::to_string(number), number);
      again.replay = true;
      model.apply({again});
    } else {
      const auto number = static_cast<std::uint32_t>(expected.size() + 1);
      expected.push_back(std::to_string(number));
      model.apply({tests::message("ann", expected.back(), number)});
    }
  }
  look();
  RC_ASSERT(read == expected);
}

}  // namespace
}  // namespace hubbub::ui::model

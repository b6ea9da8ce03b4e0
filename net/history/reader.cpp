#include "net/history/reader.h"

#include <utility>

#include "net/history/limits.h"

namespace hubbub::net::history {

Reader::Reader(std::unique_ptr<Database> database, Progress& progress,
               std::function<void(std::string)> damaged)
    : progress_(progress),
      damaged_(std::move(damaged)),
      database_(std::move(database)),
      thread_([this] { run(); }) {}

bool Reader::ask(Kind kind, Ticket after, Read read, Deliver deliver) {
  {
    const std::lock_guard lock(mutex_);
    std::deque<Question>& queue = kind == Kind::kSearch ? searches_ : questions_;
    if (queue.size() >= (kind == Kind::kSearch ? kMaxSearches : kMaxQuestions))
      return false;
    queue.push_back({after, std::move(read), std::move(deliver)});
  }
  woken_.notify_one();
  return true;
}

void Reader::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  progress_.stop();
  database_->interrupt();
  thread_.join();
}

void Reader::run() {
  for (;;) {
    Question question;
    {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, [this] { return stopping_ || !questions_.empty() || !searches_.empty(); });
      if (stopping_)
        return;
      std::deque<Question>& queue = questions_.empty() ? searches_ : questions_;
      question = std::move(queue.front());
      queue.pop_front();
    }
    progress_.wait_for(question.after);
    answer(question);
  }
}

void Reader::answer(const Question& question) {
  database_->forget_failure();
  if (database_->begin())
    question.read(*database_);
  const Failure failure = database_->failure();
  database_->roll_back();  // nothing was written
  if (failure.trouble == Trouble::kNone) {
    question.deliver({});
    return;
  }
  question.deliver("The history can't be read (" + failure.text + ").");
  if (failure.trouble == Trouble::kDamage)
    damaged_(failure.text);
}

}  // namespace hubbub::net::history

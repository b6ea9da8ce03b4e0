// The thread that reads: answers questions one after the other, each from what is on the disk when
// every write queued before the question is. Searches, which take longest, wait until nothing else
// does.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "net/history/progress.h"
#include "net/history/sqlite.h"

namespace hubbub::net::history {

class Reader {
 public:
  // Reads within one transaction.
  using Read = std::function<void(Database& database)>;
  // Runs once, after `read`; with a sentence when the history could not be read, else empty.
  using Deliver = std::function<void(const std::string& problem)>;

  // `database` is configured, only reads, and is nobody else's. `damaged` hears, on the thread,
  // what is wrong with it.
  Reader(std::unique_ptr<Database> database, Progress& progress,
         std::function<void(std::string)> damaged);
  // stop() has been called.
  ~Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // ---- net worker ----

  enum class Kind : std::uint8_t { kLines, kSearch };

  // `read` sees the write `after` and those before it. Both run on the thread. False: too many
  // questions of that kind wait, and nothing is run.
  bool ask(Kind kind, Ticket after, Read read, Deliver deliver);
  // Ends the thread soon; what waits is not answered.
  void stop();

 private:
  struct Question {
    Ticket after = 0;
    Read read;
    Deliver deliver;
  };

  void run();
  void answer(const Question& question);

  Progress& progress_;
  const std::function<void(std::string)> damaged_;
  std::unique_ptr<Database> database_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable woken_;
  std::deque<Question> questions_;
  std::deque<Question> searches_;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace hubbub::net::history

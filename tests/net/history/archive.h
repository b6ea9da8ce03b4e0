// A history in a folder of its own that a test opens, closes and asks; the test's thread is the net
// worker.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "net/history/store.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::history::testing {

class Loop {
 public:
  static constexpr std::chrono::seconds kPatience{60};

  void post(std::function<void()> call) {
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::move(call));
    }
    posted_.notify_one();
  }
  // Runs what is posted until `done`. False: that did not come about.
  bool run_until(const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!done()) {
      std::unique_lock lock(mutex_);
      if (!posted_.wait_until(lock, deadline, [this] { return !calls_.empty(); }))
        return false;
      const std::function<void()> call = std::move(calls_.front());
      calls_.pop_front();
      lock.unlock();
      call();
    }
    return true;
  }
  // Runs what is posted by now.
  void drain() {
    run_until([this] {
      const std::lock_guard lock(mutex_);
      return calls_.empty();
    });
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> calls_;
};

inline wire::KeyId key(std::uint8_t mark) {
  wire::KeyId key;
  key.bytes.fill(mark);
  return key;
}

inline wire::HostTime now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

inline Line line(std::uint64_t seq, std::string text, const std::string& from = "ann") {
  Line line;
  line.entry.seq = seq;
  line.entry.time = now();
  line.entry.id = wire::MessageId::make();
  line.entry.from = from;
  line.entry.text = std::move(text);
  line.key = key(static_cast<std::uint8_t>(from.front()));
  line.entry.who = wire::head_of(line.key);
  return line;
}

inline std::vector<std::string> texts_of(const Lines& lines) {
  std::vector<std::string> texts;
  for (const Line& each : lines.lines)
    texts.push_back(each.entry.text);
  return texts;
}
inline std::vector<std::string> texts_of(const SearchAnswer& answer) {
  std::vector<std::string> texts;
  for (const wire::FoundEntry& each : answer.entries)
    texts.push_back(each.entry.text);
  return texts;
}

// Of the archive's machine; they stand still unless the test turns them. Any thread.
class ManualClocks {
 public:
  ClockReading read() {
    const std::lock_guard lock(mutex_);
    return reading_;
  }
  // Time passes while the host runs.
  void pass(std::chrono::microseconds by) {
    const std::lock_guard lock(mutex_);
    reading_.steady += by;
    reading_.wall += by;
  }
  // Somebody sets the clock, or the machine was off for so long.
  void turn_wall(std::chrono::microseconds by) {
    const std::lock_guard lock(mutex_);
    reading_.wall += by;
  }

 private:
  std::mutex mutex_;
  ClockReading reading_{{}, TrustedTime::kNeverSet + std::chrono::days{200}};
};

class Archive {
 public:
  static constexpr Limit kAll{1'000'000, std::size_t{1} << 30U};

  Opened try_open(const wire::Retention& bounds = {}) {
    Callbacks callbacks;
    callbacks.committed = [this] { commits.push_back(store->committed()); };
    callbacks.forgotten = [this](RoomNumber room, std::uint64_t first) {
      forgotten.emplace_back(room, first);
    };
    callbacks.report = [this](const std::string& code, const std::string& text) {
      codes.push_back(code);
      sentences.push_back(text);
    };
    return history::open(
        {place, bounds, [this] { return clocks.read(); }},
        [this](std::function<void()> call) { loop.post(std::move(call)); }, std::move(callbacks));
  }
  // False: it could not be opened.
  bool open(const wire::Retention& bounds = {}) {
    Opened opened = try_open(bounds);
    contents = std::move(opened.contents);
    reports = std::move(opened.reports);
    store = std::move(opened.store);
    return store != nullptr;
  }
  void close() { store.reset(); }
  bool reopen() {
    close();
    return open();
  }
  // A room with these messages.
  RoomNumber room(const std::string& name, const std::vector<std::string>& texts = {}) {
    const RoomNumber number = store->add_room(name, 77, {});
    std::uint64_t seq = 1;
    for (const std::string& text : texts)
      store->append(number, line(seq++, text));
    return number;
  }
  // Everything that was queued is on the disk.
  bool settle() {
    store->hand_over();
    return loop.run_until([this] { return store->committed() == store->last_ticket(); });
  }
  // And in the index.
  bool idle() {
    bool done = false;
    store->when_idle([&done] { done = true; });
    return loop.run_until([&done] { return done; });
  }

  Lines read_from(RoomNumber room, std::uint64_t first, Limit limit = kAll) {
    return wait<Lines>([&](OnLines on) { store->read_from(room, first, limit, std::move(on)); });
  }
  Lines read_before(RoomNumber room, std::uint64_t before, Limit limit = kAll) {
    return wait<Lines>([&](OnLines on) { store->read_before(room, before, limit, std::move(on)); });
  }
  Lines private_after(const wire::KeyId& person, std::uint64_t after, Limit limit = kAll) {
    return wait<Lines>(
        [&](OnLines on) { store->read_private_after(person, after, limit, std::move(on)); });
  }
  Lines private_before(const wire::KeyId& person, const wire::KeyId& other,
                       std::uint64_t before = 0, Limit limit = kAll) {
    return wait<Lines>([&](OnLines on) {
      store->read_private_before(person, other, before, limit, std::move(on));
    });
  }
  SearchAnswer search(const SearchQuery& query) {
    return wait<SearchAnswer>([&](OnFound on) { store->search(query, std::move(on)); });
  }
  std::vector<std::string> found(const std::string& text, const wire::KeyId& person = {}) {
    SearchQuery query;
    query.text = text;
    query.person = person;
    return texts_of(search(query));
  }

  [[nodiscard]] std::filesystem::path file(const std::string& name = "history.db") const {
    return place / name;
  }

  tests::TemporaryFolder folder;
  std::filesystem::path place = folder.path() / "party";
  ManualClocks clocks;
  Loop loop;
  Contents contents;
  std::vector<Report> reports;  // of the opening
  std::vector<Ticket> commits;
  std::vector<std::pair<RoomNumber, std::uint64_t>> forgotten;
  std::vector<std::string> codes;  // reported later
  std::vector<std::string> sentences;
  std::unique_ptr<Store> store;

 private:
  template <class Answer, class Ask>
  Answer wait(const Ask& ask) {
    Answer answer;
    answer.problem = "no answer";
    bool done = false;
    ask([&](Answer given) {
      answer = std::move(given);
      done = true;
    });
    loop.run_until([&done] { return done; });
    return answer;
  }
};

}  // namespace hubbub::net::history::testing

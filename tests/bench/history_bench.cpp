// What a line costs the history: the net worker that appends and hands over, and the writer's
// thread until it is on the disk; what indexing it costs later, and how long opening takes.
//
// The store lies where temporary files do ($TMPDIR): the disk decides how many commits there are
// in a second.
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include <benchmark/benchmark.h>

#include "net/history/store.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::history {
namespace {

constexpr std::size_t kTextBytes = 64;

class Loop {
 public:
  void post(std::function<void()> call) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
    posted_.notify_one();
  }
  void run_until(const std::function<bool()>& done) {
    while (!done()) {
      std::unique_lock lock(mutex_);
      posted_.wait(lock, [this] { return !calls_.empty(); });
      const std::function<void()> call = std::move(calls_.front());
      calls_.pop_front();
      lock.unlock();
      call();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> calls_;
};

double cpu_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}
double cpu_of_thread() {
  return cpu_of(CLOCK_THREAD_CPUTIME_ID);
}
double cpu_of_process() {
  return cpu_of(CLOCK_PROCESS_CPUTIME_ID);
}

Line line(std::uint64_t seq, const std::string& text) {
  Line line;
  line.entry.seq = seq;
  line.entry.time =
      std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  line.entry.id = wire::MessageId::make();
  line.entry.from = "somebody";
  line.entry.text = text;
  line.key.bytes.fill(7);
  return line;
}

// Four words and a number: 64 bytes that are not the same everywhere.
std::string text_of(std::uint64_t seq) {
  std::string text = "people play " + std::to_string(seq * 2'654'435'761U % 1'000'003) + " games";
  text.resize(kTextBytes, static_cast<char>('a' + seq % 26));
  return text;
}

struct Session {
  explicit Session(const tests::TemporaryFolder& place) {
    Callbacks callbacks;
    callbacks.committed = [this] { ++commits; };
    opened = open(
        {place.path(), {}}, [this](std::function<void()> call) { loop.post(std::move(call)); },
        std::move(callbacks));
    store = std::move(opened.store);
  }
  void settle() {
    loop.run_until([this] { return store->committed() == store->last_ticket(); });
  }
  void idle() {
    bool done = false;
    store->when_idle([&done] { done = true; });
    loop.run_until([&done] { return done; });
  }
  Loop loop;
  Opened opened;
  std::unique_ptr<Store> store;
  std::uint64_t commits = 0;
};

// `state.range(0)` lines a turn of the loop; `rooms` that take turns.
void append(benchmark::State& state, std::uint64_t rooms) {
  const tests::TemporaryFolder place;
  Session session(place);
  std::vector<std::uint64_t> next(rooms + 1, 1);
  for (std::uint64_t i = 0; i < rooms; ++i)
    session.store->add_room("room " + std::to_string(i), 1, {});
  const auto lines_a_turn = static_cast<std::uint64_t>(state.range(0));
  double caller = 0;
  double all = 0;
  std::uint64_t lines = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<std::pair<RoomNumber, Line>> ready;
    for (std::uint64_t i = 0; i < lines_a_turn; ++i) {
      const auto room = static_cast<RoomNumber>(1 + lines++ % rooms);
      ready.emplace_back(room, line(next[room], text_of(next[room])));
      ++next[room];
    }
    state.ResumeTiming();
    const double process_before = cpu_of_process();
    const double before = cpu_of_thread();
    for (auto& [room, each] : ready)
      session.store->append(room, std::move(each));
    session.store->hand_over();
    caller += cpu_of_thread() - before;
    const double waiting = cpu_of_thread();
    session.settle();
    all += cpu_of_process() - process_before - (cpu_of_thread() - waiting);
  }
  const auto count = static_cast<double>(lines);
  state.SetItemsProcessed(static_cast<std::int64_t>(lines));
  state.counters["caller_ns_per_line"] = caller / count * 1e9;
  state.counters["writer_ns_per_line"] = (all - caller) / count * 1e9;
  state.counters["commits_per_s"] =
      benchmark::Counter(static_cast<double>(session.commits), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(append, one_room, 1)->Arg(1)->Arg(100)->Arg(10'000)->UseRealTime();
BENCHMARK_CAPTURE(append, sixteen_rooms, 16)->Arg(10'000)->UseRealTime();

void fill(Session& session, std::uint64_t count) {
  session.store->add_room("lobby", 1, {});
  for (std::uint64_t seq = 1; seq <= count; ++seq) {
    session.store->append(1, line(seq, text_of(seq)));
    if (seq % 10'000 == 0) {
      session.store->hand_over();
      session.settle();
    }
  }
  session.store->hand_over();
  session.settle();
}

// Everything that the writer does later with a line.
void index(benchmark::State& state) {
  const auto count = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const tests::TemporaryFolder place;
    auto session = std::make_unique<Session>(place);
    fill(*session, count);
    const double before = cpu_of_process();
    state.ResumeTiming();
    session->idle();
    state.PauseTiming();
    state.counters["index_ns_per_line"] =
        (cpu_of_process() - before) / static_cast<double>(count) * 1e9;
    session.reset();
    state.counters["bytes_per_line"] =
        static_cast<double>(std::filesystem::file_size(place.path() / "history.db")) /
        static_cast<double>(count);
    state.ResumeTiming();
  }
}
BENCHMARK(index)->Arg(50'000)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void open_again(benchmark::State& state) {
  const tests::TemporaryFolder place;
  fill(*std::make_unique<Session>(place), static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    auto session = std::make_unique<Session>(place);
    benchmark::DoNotOptimize(session->opened.contents.rooms.size());
    state.PauseTiming();
    session.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(open_again)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void search(benchmark::State& state, const char* text) {
  static const tests::TemporaryFolder place;
  static Session session(place);
  [[maybe_unused]] static const bool filled = [] {
    fill(session, 200'000);
    session.idle();
    return true;
  }();
  SearchQuery query;
  query.text = text;
  std::size_t found = 0;
  for (auto _ : state) {
    bool done = false;
    session.store->search(query, [&](const SearchAnswer& answer) {
      found = answer.entries.size();
      done = true;
    });
    session.loop.run_until([&done] { return done; });
  }
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK_CAPTURE(search, common, "people")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(search, rare, "435761")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(search, nowhere, "peoplegames")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(search, short_nowhere, "Q@")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace hubbub::net::history

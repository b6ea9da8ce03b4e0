// Appends lines to a history and prints the number up to which they are on the disk, until it is
// killed: victim FOLDER.
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "net/history/store.h"

namespace {

using hubbub::net::history::Callbacks;
using hubbub::net::history::Line;

int fail(const std::string& why) {
  std::printf("failed: %s\n", why.c_str());
  return 1;
}

class Loop {
 public:
  void post(std::function<void()> call) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
    posted_.notify_one();
  }
  void run_one() {
    std::unique_lock lock(mutex_);
    posted_.wait(lock, [this] { return !calls_.empty(); });
    const std::function<void()> call = std::move(calls_.front());
    calls_.pop_front();
    lock.unlock();
    call();
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> calls_;
};

Line line(std::uint64_t seq) {
  Line line;
  line.entry.seq = seq;
  line.entry.time =
      std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  line.entry.id = hubbub::net::wire::MessageId::make();
  line.entry.from = "victim";
  line.entry.text = "line " + std::to_string(seq);
  line.key.bytes.fill(7);
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2)
    return fail("one argument, the folder");
  Loop loop;
  auto opened = hubbub::net::history::open(
      {argv[1], {}}, [&loop](std::function<void()> call) { loop.post(std::move(call)); },
      Callbacks{[&loop] { loop.post([] {}); }, {}, {}});
  if (opened.store == nullptr)
    return fail(opened.problem.text);
  if (!opened.reports.empty())
    return fail(opened.reports[0].text);
  std::uint64_t next = 1;
  hubbub::net::history::RoomNumber room = 1;
  if (opened.contents.rooms.empty())
    room = opened.store->add_room("lobby", 1, {});
  else
    next = opened.contents.rooms[0].next_seq;
  std::printf("from %llu\n", static_cast<unsigned long long>(next));
  // Ticket t of this run is line next + t - offset.
  const std::uint64_t offset = opened.store->last_ticket() + 1;
  const std::uint64_t first = next;
  for (std::uint64_t told = 0;;) {
    for (int i = 0; i < 20; ++i)
      opened.store->append(room, line(next++));
    opened.store->hand_over();
    do {
      loop.run_one();
    } while (opened.store->committed() == told);
    told = opened.store->committed();
    if (told >= offset)
      std::printf("%llu\n", static_cast<unsigned long long>(first + told - offset));
    std::fflush(stdout);
  }
}

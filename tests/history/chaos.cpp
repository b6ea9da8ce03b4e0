#include "tests/history/chaos.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

#include "net/wire/limits.h"

namespace hubbub::history {
namespace {

using tests::Direction;
using tests::FaultPlan;

// In milliseconds, from one line to the next and from one order to break something to the next.
constexpr unsigned kMostBetweenLines = 16;
constexpr unsigned kMostBetweenOrders = 800;
// How long nobody hosts after a kill.
constexpr unsigned kMostWithoutHost = 700;

// What is awaited here is time itself: the schedule goes by it.
void wait_until(std::chrono::steady_clock::time_point when) {
  static std::mutex mutex;
  static std::condition_variable never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, when, [] { return false; });
}

}  // namespace

Chaos::Chaos(const Options& options, Party& party)
    : options_(options), party_(party), random_(options.seed) {}

unsigned Chaos::draw(unsigned least, unsigned most) {
  return std::uniform_int_distribution<unsigned>(least, most)(random_);
}

void Chaos::run() {
  const TimePoint start = std::chrono::steady_clock::now();
  for (unsigned i = 1; i <= options_.rounds; ++i) {
    party_.proxy().set_plan(plan());
    round(start + std::chrono::nanoseconds(options_.seconds) * i / options_.rounds);
  }
  if (start_host_at_ != TimePoint::max()) {
    start_host();
  }
}

FaultPlan Chaos::plan() {
  FaultPlan plan;
  plan.seed = random_();
  if (one_in(2)) {
    plan.delay = milliseconds(0, 20);
    plan.jitter = milliseconds(0, 20);
  }
  if (one_in(4)) {
    plan.bytes_per_second = draw(20'000, 200'000);
  }
  plan.mean_bytes = std::size_t{500} << draw(0, 5);
  plan.split = draw(0, 4);
  plan.merge = draw(0, 4);
  plan.stall = draw(0, 2);
  plan.cut = draw(0, 1);
  plan.reset = draw(0, 1);
  plan.half_close = draw(0, 1);
  plan.refuse = draw(0, 2) / 10.0;
  plan.stall_for = milliseconds(20, 500);
  plan.refuse_for = milliseconds(50, 500);
  return plan;
}

void Chaos::round(TimePoint end) {
  TimePoint line = std::chrono::steady_clock::now();
  TimePoint order = line + milliseconds(0, kMostBetweenOrders);
  while (true) {
    const TimePoint next = std::min({line, order, repair_at_, start_host_at_, end});
    wait_until(next);
    if (next == end) {
      return;
    }
    if (next == start_host_at_) {
      start_host();
    } else if (next == repair_at_) {
      repair();
    } else if (next == order) {
      something_breaks();
      order += milliseconds(0, kMostBetweenOrders);
    } else {
      somebody_speaks();
      line += milliseconds(0, kMostBetweenLines);
    }
  }
}

void Chaos::somebody_speaks() {
  auto& guests = party_.guests();
  const auto last = static_cast<unsigned>(guests.size() - 1);
  const unsigned who = draw(0, last);
  std::string text = std::to_string(++said_) + " ";
  text.append(one_in(50) ? draw(1'000, 4'000) : draw(0, 100), 'x');
  switch (draw(0, 4)) {
    case 0: {
      const unsigned step = draw(1, last);  // never to oneself
      return guests[who]->whisper(guests[(who + step) % (last + 1)]->nick(), text);
    }
    case 1:
    case 2:
      guests[who]->say(kDen, text);
      return;
    default:
      guests[who]->say(net::wire::kDefaultRoom, text);
  }
}

void Chaos::something_breaks() {
  tests::FaultProxy& proxy = party_.proxy();
  const TimePoint now = std::chrono::steady_clock::now();
  if (options_.kill_host && start_host_at_ == TimePoint::max() && one_in(3)) {
    party_.host().kill();
    ++kills_;
    start_host_at_ = now + milliseconds(0, kMostWithoutHost);
    return;
  }
  if (repair_at_ != TimePoint::max()) {
    return;  // one at a time
  }
  switch (draw(0, 5)) {
    case 0:
      return proxy.reset_all();
    case 1:
      proxy.stall();
      repair_at_ = now + (options_.long_stalls && one_in(3) ? milliseconds(7'000, 20'000)
                                                            : milliseconds(50, 1'000));
      return;
    case 2:
      proxy.refuse(true);
      repair_at_ = now + milliseconds(50, 1'000);
      return;
    default:
      return proxy.cut_after(one_in(2) ? Direction::kToTarget : Direction::kToClient,
                             draw(1, 5'000));
  }
}

void Chaos::start_host() {
  party_.host().start();
  start_host_at_ = TimePoint::max();
}

void Chaos::repair() {
  party_.proxy().resume();
  repair_at_ = TimePoint::max();
}

}  // namespace hubbub::history

#include "tests/bench/hostile/mob.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <random>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/wire/client_messages.h"
#include "net/wire/encoder.h"
#include "net/wire/limits.h"

namespace hubbub::bench {
namespace {

namespace wire = net::wire;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kEventsAtOnce = 256;
constexpr auto kTurn = 20ms;
constexpr auto kComeBackAfter = 1s;
constexpr auto kDripInterval = 1s;
// Attempts to connect in one turn: more would overflow the host's queue of them.
constexpr std::size_t kAttemptsATurn = 32;
constexpr unsigned kIndexBits = 20;
constexpr std::size_t kGarbageBytes = 64UL * 1024;
// A rogue's unsent bytes lie on its own machine, not on the host's as here: all sockets of a system
// share a bound (net.ipv4.tcp_mem), past which it slows them all down.
constexpr int kOwnUnsentBytes = 64 * 1024;

struct Rogue {
  Malice malice = Malice::kSilent;
  std::uint32_t index = 0;
  int fd = -1;
  bool been_there = false;
  wire::Bytes sending;   // what is on its way; of kEndless again and again
  std::size_t sent = 0;  // of that
  std::uint64_t posts = 0;
  Clock::time_point next;  // attempt, or byte
};

bool reads(Malice malice) {
  return malice != Malice::kEndless && malice != Malice::kDeaf;
}

wire::Bytes login_of(const Rogue& rogue) {
  wire::Login login;
  login.nick = std::string(kMaliceNames[static_cast<std::size_t>(rogue.malice)]) +
               std::to_string(rogue.index);
  login.software = "hostile";
  return wire::encoded(login);
}

}  // namespace

// On the mob's thread.
class Mob::Loop {
 public:
  Loop(Mob& mob, std::uint16_t port, const std::vector<Malice>& kinds, std::size_t of_each)
      : mob_(mob), port_(port), buffer_(64UL * 1024), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (std::size_t i = 0; i < of_each * kinds.size(); ++i) {
      Rogue& rogue = *rogues_.emplace_back(std::make_unique<Rogue>());
      rogue.malice = kinds[i % kinds.size()];
      rogue.index = static_cast<std::uint32_t>(i);
    }
    wire::Post post;
    post.room = wire::kDefaultRoom;
    post.text.assign(wire::kMaxTextBytes, 'x');
    post.id.bytes.fill(0xFF);
    post_ = wire::encoded(post);
    const std::vector<std::byte> id(wire::MessageId::kBytes, std::byte{0xFF});
    id_at_ = static_cast<std::size_t>(
        std::search(post_.begin(), post_.end(), id.begin(), id.end()) - post_.begin());
  }
  ~Loop() {
    for (const auto& rogue : rogues_) {
      close(*rogue);
    }
    ::close(epoll_);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run() {
    // Of this thread alone. Anybody else who wakes up goes first, and at once.
    const sched_param none{};
    ::sched_setscheduler(0, SCHED_IDLE, &none);
    while (!mob_.stopping_) {
      std::array<epoll_event, kEventsAtOnce> events;
      const int count = ::epoll_wait(epoll_, events.data(), kEventsAtOnce,
                                     static_cast<int>(std::chrono::milliseconds(kTurn).count()));
      for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        handle(*rogues_[event.data.u32], event.events);
      }
      if (const auto now = Clock::now(); now >= next_look_) {
        next_look_ = now + kTurn;
        look_at_the_clock(now);
      }
    }
  }

 private:
  Counters& counters(const Rogue& rogue) {
    return mob_.counters_[static_cast<std::size_t>(rogue.malice)];
  }

  void look_at_the_clock(Clock::time_point now) {
    std::size_t attempts = 0;
    for (const auto& rogue : rogues_) {
      if (now < rogue->next) {
        continue;
      }
      if (rogue->fd >= 0) {
        if (rogue->malice == Malice::kDrip) {
          rogue->next = now + kDripInterval;
          send(*rogue, 1);
        }
      } else if (attempts++ < kAttemptsATurn) {
        rogue->next = now + kComeBackAfter;
        connect(*rogue);
      }
    }
  }

  void connect(Rogue& rogue) {
    ++counters(rogue).attempts;
    rogue.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // 127.1.0.1, 127.1.0.2, …
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl((127U << 24U) + (1U << 16U) + 1 + rogue.index);
    const int on = 1;
    ::setsockopt(rogue.fd, SOL_SOCKET, SO_SNDBUF, &kOwnUnsentBytes, sizeof(kOwnUnsentBytes));
    ::setsockopt(rogue.fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on));
    ::bind(rogue.fd, reinterpret_cast<sockaddr*>(&own), sizeof(own));
    sockaddr_in host{};
    host.sin_family = AF_INET;
    host.sin_port = htons(port_);
    host.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (rogue.fd < 0 ||
        ::connect(rogue.fd, reinterpret_cast<sockaddr*>(&host), sizeof(host)) != 0) {
      ++counters(rogue).unreachable;
      ::close(std::exchange(rogue.fd, -1));
      return;
    }
    ++counters(rogue).connected;
    if (!std::exchange(rogue.been_there, true)) {
      --mob_.first_attempts_left_;
    }
    begin(rogue);
  }

  void begin(Rogue& rogue) {
    rogue.sent = 0;
    switch (rogue.malice) {
      case Malice::kSilent:
        rogue.sending.clear();
        break;
      case Malice::kGarbage:
        rogue.sending.resize(kGarbageBytes);
        for (std::byte& byte : rogue.sending) {
          byte = static_cast<std::byte>(random_());
        }
        break;
      case Malice::kDrip:
      case Malice::kEndless:
      case Malice::kDeaf:
        rogue.sending = login_of(rogue);
        break;
    }
    const bool at_once = rogue.malice != Malice::kSilent && rogue.malice != Malice::kDrip;
    epoll_event event{};
    event.events = EPOLLRDHUP | (reads(rogue.malice) ? EPOLLIN : 0U) | (at_once ? EPOLLOUT : 0U);
    event.data.u32 = rogue.index;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, rogue.fd, &event);
  }

  void handle(Rogue& rogue, std::uint32_t events) {
    if (rogue.fd < 0) {
      return;
    }
    if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
      return thrown_out(rogue);
    }
    if ((events & EPOLLIN) != 0 &&
        ::recv(rogue.fd, buffer_.data(), buffer_.size(), MSG_DONTWAIT) == 0) {
      return thrown_out(rogue);
    }
    if ((events & EPOLLOUT) != 0) {
      send(rogue, rogue.sending.size());
    }
  }

  void send(Rogue& rogue, std::size_t most) {
    const std::size_t size = std::min(most, rogue.sending.size() - rogue.sent);
    const ssize_t sent =
        ::send(rogue.fd, rogue.sending.data() + rogue.sent, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) {
      return thrown_out(rogue);
    }
    if (sent > 0) {
      counters(rogue).bytes += static_cast<std::uint64_t>(sent);
      rogue.sent += static_cast<std::size_t>(sent);
    }
    if (rogue.sent == rogue.sending.size()) {
      all_is_sent(rogue);
    }
  }

  void all_is_sent(Rogue& rogue) {
    if (rogue.malice == Malice::kEndless) {
      rogue.sent = 0;
      rogue.sending = post_;
      // Where the people's ids have their sender (fanout/crowd.cpp) this has one who is not there.
      const std::array<std::uint64_t, 2> id = {
          rogue.index + (std::uint64_t{++rogue.posts} << kIndexBits), ~std::uint64_t{0}};
      static_assert(sizeof(id) == wire::MessageId::kBytes);
      std::memcpy(rogue.sending.data() + id_at_, id.data(), sizeof(id));
      return;
    }
    epoll_event event{};
    event.events = EPOLLRDHUP | (reads(rogue.malice) ? EPOLLIN : 0U);
    event.data.u32 = rogue.index;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, rogue.fd, &event);
  }

  void thrown_out(Rogue& rogue) {
    ++counters(rogue).thrown_out;
    close(rogue);
    rogue.next = std::max(rogue.next, Clock::now() + kComeBackAfter);
  }

  void close(Rogue& rogue) {
    if (rogue.fd >= 0) {
      // No TIME_WAIT: there will be many.
      const linger reset{1, 0};
      ::setsockopt(rogue.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
      ::close(std::exchange(rogue.fd, -1));
      --counters(rogue).connected;
    }
  }

  Mob& mob_;
  const std::uint16_t port_;
  std::vector<std::unique_ptr<Rogue>> rogues_;
  std::vector<std::byte> buffer_;
  std::mt19937 random_{1};
  wire::Bytes post_;
  std::size_t id_at_ = 0;
  Clock::time_point next_look_;
  const int epoll_;
};

Mob::Mob(std::uint16_t port, const std::vector<Malice>& kinds, std::size_t of_each)
    : first_attempts_left_(kinds.size() * of_each),
      thread_([this, port, kinds, of_each] { Loop(*this, port, kinds, of_each).run(); }) {}

Mob::~Mob() {
  stopping_ = true;
  thread_.join();
}

MobCounts Mob::counts(Malice malice) const {
  const Counters& now = counters_[static_cast<std::size_t>(malice)];
  return {now.connected, now.attempts, now.thrown_out, now.bytes, now.unreachable};
}

}  // namespace hubbub::bench

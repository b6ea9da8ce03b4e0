#include "tests/bench/floor/relay.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/wire/client_messages.h"
#include "net/wire/decoder.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"

namespace hubbub::bench {
namespace {

using namespace net::wire;  // NOLINT(google-build-using-namespace): one file, one subject

constexpr std::size_t kReadBytes = std::size_t{64} << 10U;
constexpr int kEventsAtOnce = 512;
// Turns without a pause in the input after which is sent all the same.
constexpr int kTurnsUnflushed = 8;

void check(int result, const char* what) {
  if (result < 0) {
    throw std::system_error(errno, std::generic_category(), what);
  }
}

HostTime host_time() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace

Relay::Relay(std::unique_ptr<Sending> sending) : sending_(std::move(sending)) {
  sending_->await_writable = [this](Client& client) {
    client.blocked = true;
    listen_for(client, true);
  };
  check(epoll_ = ::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  check(listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  check(::bind(listener_, generic, size), "bind");
  check(::listen(listener_, SOMAXCONN), "listen");
  check(::getsockname(listener_, generic, &size), "getsockname");
  port_ = ntohs(address.sin_port);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = listener_;
  check(::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event), "epoll_ctl");
}

Relay::~Relay() {
  for (const auto& client : by_fd_) {
    if (client) {
      ::close(client->fd);
    }
  }
  ::close(listener_);
  ::close(epoll_);
}

void Relay::run() {
  std::array<epoll_event, kEventsAtOnce> events;
  int turns = 0;
  for (;;) {
    const int count = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, turns > 0 ? 0 : -1);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.fd == listener_) {
        accept_all();
        continue;
      }
      Client& client = *by_fd_[static_cast<std::size_t>(event.data.fd)];
      if ((event.events & EPOLLOUT) != 0) {
        client.blocked = false;
        listen_for(client, false);
        sending_->resume(client);
      }
      if ((event.events & ~std::uint32_t{EPOLLOUT}) != 0) {
        read_from(client);
      }
    }
    turns = count > 0 ? turns + 1 : 0;
    if (count <= 0 || turns >= kTurnsUnflushed) {
      sending_->flush(members_);
      turns = 0;
    }
  }
}

void Relay::accept_all() {
  for (;;) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      return;
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    const auto slot = static_cast<std::size_t>(fd);
    if (by_fd_.size() <= slot) {
      by_fd_.resize(slot + 1);
    }
    by_fd_[slot] = std::make_unique<Client>();
    by_fd_[slot]->fd = fd;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    check(::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
  }
}

void Relay::listen_for(Client& client, bool writable) {
  epoll_event event{};
  event.events = EPOLLIN | (writable ? std::uint32_t{EPOLLOUT} : 0U);
  event.data.fd = client.fd;
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, client.fd, &event);
}

void Relay::read_from(Client& client) {
  static std::array<std::byte, kReadBytes> buffer;
  const ssize_t size = ::recv(client.fd, buffer.data(), buffer.size(), 0);
  if (size < 0 && errno == EAGAIN) {
    return;
  }
  bool leaves = size <= 0;
  if (size > 0) {
    const auto error = client.splitter.feed(
        {buffer.data(), static_cast<std::size_t>(size)}, [&](const FrameView& frame) {
          leaves = frame.command == static_cast<std::int32_t>(CommandWord::kLogout);
          if (!leaves) {
            handle(client, frame);
          }
          return !leaves;
        });
    leaves = leaves || error.has_value();
  }
  if (leaves) {
    remove(client);
  }
}

void Relay::handle(Client& client, const FrameView& frame) {
  switch (static_cast<CommandWord>(frame.command)) {
    case CommandWord::kLogin:
      log_in(client, frame);
      break;
    case CommandWord::kPost:
      if (const auto post = decode<Post>(frame)) {
        broadcast(
            Message{client.nick, next_seq_++, host_time(), post->id, kDefaultRoom, post->text});
      }
      break;
    default:  // pings and the like: a floor has no such feature
      break;
  }
}

void Relay::log_in(Client& client, const FrameView& frame) {
  const auto login = decode<Login>(frame);
  if (!login || client.in_room) {
    return;
  }
  client.nick = login->nick;
  broadcast(Joined{client.nick, next_seq_++, host_time(), kDefaultRoom, {}});
  Welcome welcome;
  welcome.nick = client.nick;
  welcome.lobby = kDefaultRoom;
  Bytes greeting = encoded(welcome);
  encode(Roster{kDefaultRoom, 1, 1, next_seq_ - 1, next_seq_, 0, {}, 0, {}}, greeting);
  // A new socket's buffer is empty: it takes this much.
  static_cast<void>(::send(client.fd, greeting.data(), greeting.size(), MSG_NOSIGNAL));
  client.in_room = true;
  members_.push_back(&client);
  sending_->enter(client);
}

void Relay::remove(Client& client) {
  if (client.in_room) {
    members_.erase(std::find(members_.begin(), members_.end(), &client));
    broadcast(Left{client.nick, next_seq_++, host_time(), kDefaultRoom, "left"});
  }
  ::close(client.fd);
  by_fd_[static_cast<std::size_t>(client.fd)].reset();
}

template <class M>
void Relay::broadcast(M message) {
  scratch_.clear();
  encode(message, scratch_);
  sending_->broadcast(members_, scratch_);
}

}  // namespace hubbub::bench

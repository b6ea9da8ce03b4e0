#include "tests/bench/floor/sending.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <sys/socket.h>
#include <sys/uio.h>

namespace hubbub::bench {
namespace {

using net::wire::Bytes;

// Bytes taken; a full or broken socket takes none (the read side notices the latter).
std::size_t send_some(int fd, const std::byte* data, std::size_t size) {
  const ssize_t sent = ::send(fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

// The queue of buffers, and its gathering send; SendEach falls back on it when a socket is full.
class Gather : public Sending {
 public:
  void enter(Client& client) override { client.queue.clear(); }

  void broadcast(const Members& members, const Bytes& frame) override {
    const auto shared = std::make_shared<const Bytes>(frame);
    for (Client* member : members) {
      member->queue.push_back(shared);
    }
  }

  void flush(const Members& members) override {
    for (Client* member : members) {
      if (!member->blocked) {
        send_queue(*member);
      }
    }
  }

  void resume(Client& client) override { send_queue(client); }

 protected:
  void send_queue(Client& client) {
    constexpr std::size_t kMost = 1024;  // IOV_MAX
    std::array<iovec, kMost> pieces;
    while (!client.queue.empty()) {
      const std::size_t count = std::min(kMost, client.queue.size());
      std::size_t wanted = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t skip = i == 0 ? client.sent_of_front : 0;
        const Bytes& frame = *client.queue[i];
        pieces[i] = {const_cast<std::byte*>(frame.data()) + skip, frame.size() - skip};
        wanted += pieces[i].iov_len;
      }
      msghdr message{};
      message.msg_iov = pieces.data();
      message.msg_iovlen = count;
      const ssize_t sent = ::sendmsg(client.fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
      const std::size_t taken = sent > 0 ? static_cast<std::size_t>(sent) : 0;
      forget(client, taken);
      if (taken < wanted) {
        await_writable(client);
        return;
      }
    }
  }

 private:
  static void forget(Client& client, std::size_t taken) {
    taken += client.sent_of_front;
    while (!client.queue.empty() && taken >= client.queue.front()->size()) {
      taken -= client.queue.front()->size();
      client.queue.pop_front();
    }
    client.sent_of_front = taken;
  }
};

class SendEach final : public Gather {
 public:
  void broadcast(const Members& members, const Bytes& frame) override {
    for (Client* member : members) {
      std::size_t taken = 0;
      if (member->queue.empty()) {
        taken = send_some(member->fd, frame.data(), frame.size());
      }
      if (taken == frame.size()) {
        continue;
      }
      if (member->queue.empty()) {
        member->sent_of_front = taken;
        await_writable(*member);
      }
      member->queue.push_back(std::make_shared<const Bytes>(frame));
    }
  }
  void flush(const Members&) override {}
};

// Positions count from the log's start at `base_`; what everybody has is thrown away now and then.
class SharedLog final : public Sending {
 public:
  SharedLog() { log_.reserve(kCapacity); }

  void enter(Client& client) override { client.log_position = base_ + log_.size(); }

  void broadcast(const Members& members, const Bytes& frame) override {
    if (log_.size() + frame.size() > kCapacity) {
      trim(members);
    }
    log_.insert(log_.end(), frame.begin(), frame.end());
  }

  void flush(const Members& members) override {
    for (Client* member : members) {
      if (!member->blocked) {
        resume(*member);
      }
    }
  }

  void resume(Client& client) override {
    const std::size_t at = client.log_position - base_;
    const std::size_t left = log_.size() - at;
    if (left == 0) {
      return;
    }
    const std::size_t taken = send_some(client.fd, log_.data() + at, left);
    client.log_position += taken;
    if (taken < left) {
      await_writable(client);
    }
  }

 private:
  static constexpr std::size_t kCapacity = std::size_t{32} << 20U;

  void trim(const Members& members) {
    std::size_t slowest = base_ + log_.size();
    for (const Client* member : members) {
      slowest = std::min(slowest, member->log_position);
    }
    log_.erase(log_.begin(), log_.begin() + static_cast<std::ptrdiff_t>(slowest - base_));
    base_ = slowest;
  }

  Bytes log_;
  std::size_t base_ = 0;
};

}  // namespace

std::unique_ptr<Sending> make_sending(std::string_view name) {
  if (name == "send") {
    return std::make_unique<SendEach>();
  }
  if (name == "queue") {
    return std::make_unique<Gather>();
  }
  if (name == "log") {
    return std::make_unique<SharedLog>();
  }
  return nullptr;
}

}  // namespace hubbub::bench

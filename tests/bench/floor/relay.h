// A relay without any feature: logs in whoever comes, says to all what one says.
//
// It speaks as much of our dialect as the load generator needs: `welcome` and an empty `roster` for
// a login, `joined` and `left`, `message` for a `post`, one gapless numbering. Raw epoll, one
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "net/wire/frame.h"
#include "tests/bench/floor/client.h"
#include "tests/bench/floor/sending.h"

namespace hubbub::bench {

class Relay {
 public:
  // Listens on 127.0.0.1 at any free port. Throws std::system_error.
  explicit Relay(std::unique_ptr<Sending> sending);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  // Until the process is ended.
  [[noreturn]] void run();

 private:
  void accept_all();
  void read_from(Client& client);
  void handle(Client& client, const net::wire::FrameView& frame);
  void log_in(Client& client, const net::wire::FrameView& frame);
  void remove(Client& client);
  void listen_for(Client& client, bool writable);
  template <class M>
  void broadcast(M message);

  std::unique_ptr<Sending> sending_;
  int epoll_ = -1;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::uint64_t next_seq_ = 1;
  std::vector<std::unique_ptr<Client>> by_fd_;
  std::vector<Client*> members_;
  net::wire::Bytes scratch_;
};

}  // namespace hubbub::bench

#include <algorithm>
#include <deque>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include "net/client/limits.h"
#include "net/client/outbox.h"
#include "net/posix_socket.h"

namespace hubbub::net::client {
namespace {

// One frame at a time: the next one leaves when the system's queue is empty, which means that the
// peer's system has the one before (docs/2006.md 8.3).
class PacedOutbox final : public Outbox, public std::enable_shared_from_this<PacedOutbox> {
 public:
  PacedOutbox(asio::ip::tcp::socket& socket, Callbacks callbacks)
      : socket_(socket), timer_(socket.get_executor()), callbacks_(std::move(callbacks)) {}

  bool push(wire::Bytes frame) override {
    if (closed_ || bytes_ + frame.size() > kMaxOutboxBytes) {
      return closed_;
    }
    bytes_ += frame.size();
    frames_.push_back(std::move(frame));
    if (frames_.size() == 1) {
      write();
    }
    return true;
  }
  [[nodiscard]] bool empty() const override { return frames_.empty(); }
  void close() override {
    closed_ = true;
    callbacks_ = {};
    timer_.cancel();
  }

 private:
  void write() {
    asio::async_write(socket_, asio::buffer(frames_.front()),
                      [self = shared_from_this()](const std::error_code& error, std::size_t) {
                        if (self->closed_) {
                          return;
                        }
                        if (error) {
                          return self->callbacks_.failed(error);
                        }
                        self->poll_every_ = kFirstPacingPoll;
                        self->wait_for_peer();
                      });
  }
  void wait_for_peer() {
    if (unsent_bytes(socket_.native_handle()) == 0) {
      return delivered();
    }
    timer_.expires_after(poll_every_);
    poll_every_ = std::min(poll_every_ * 2, kLongestPacingPoll);
    timer_.async_wait([self = shared_from_this()](const std::error_code& cancelled) {
      if (!cancelled && !self->closed_) {
        self->wait_for_peer();
      }
    });
  }
  void delivered() {
    bytes_ -= frames_.front().size();
    frames_.pop_front();
    if (!frames_.empty()) {
      return write();
    }
    callbacks_.drained();
  }

  asio::ip::tcp::socket& socket_;
  asio::steady_timer timer_;
  Callbacks callbacks_;
  std::deque<wire::Bytes> frames_;
  std::size_t bytes_ = 0;
  std::chrono::microseconds poll_every_ = kFirstPacingPoll;
  bool closed_ = false;
};

}  // namespace

std::shared_ptr<Outbox> make_paced_outbox(asio::ip::tcp::socket& socket,
                                          Outbox::Callbacks callbacks) {
  return std::make_shared<PacedOutbox>(socket, std::move(callbacks));
}

}  // namespace hubbub::net::client

#include <utility>

#include <asio/buffer.hpp>
#include <asio/write.hpp>

#include "net/client/limits.h"
#include "net/client/outbox.h"

namespace hubbub::net::client {
namespace {

// Two buffers: one is being written, the other gathers what comes meanwhile.
class StreamOutbox final : public Outbox, public std::enable_shared_from_this<StreamOutbox> {
 public:
  StreamOutbox(asio::ip::tcp::socket& socket, Callbacks callbacks)
      : socket_(socket), callbacks_(std::move(callbacks)) {}

  bool push(wire::Bytes frame) override {
    if (closed_ || waiting_.size() + frame.size() > kMaxOutboxBytes) {
      return closed_;
    }
    waiting_.insert(waiting_.end(), frame.begin(), frame.end());
    if (writing_.empty()) {
      write();
    }
    return true;
  }
  [[nodiscard]] bool empty() const override { return writing_.empty() && waiting_.empty(); }
  void close() override {
    closed_ = true;
    callbacks_ = {};
  }

 private:
  void write() {
    writing_ = std::exchange(waiting_, {});
    asio::async_write(socket_, asio::buffer(writing_),
                      [self = shared_from_this()](const std::error_code& error, std::size_t) {
                        self->written(error);
                      });
  }
  void written(const std::error_code& error) {
    writing_.clear();
    if (closed_) {
      return;
    }
    if (error) {
      return callbacks_.failed(error);
    }
    if (!waiting_.empty()) {
      return write();
    }
    callbacks_.drained();
  }

  asio::ip::tcp::socket& socket_;
  Callbacks callbacks_;
  wire::Bytes writing_;
  wire::Bytes waiting_;
  bool closed_ = false;
};

}  // namespace

std::shared_ptr<Outbox> make_stream_outbox(asio::ip::tcp::socket& socket,
                                           Outbox::Callbacks callbacks) {
  return std::make_shared<StreamOutbox>(socket, std::move(callbacks));
}

}  // namespace hubbub::net::client

#include "tests/support/net/loopback_server_2006.h"

#include <array>
#include <chrono>
#include <future>
#include <map>
#include <thread>
#include <utility>

#include <asio/buffer.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include "tests/support/net/server_2006.h"

namespace hubbub::tests {
namespace {

using asio::ip::tcp;

// Long enough that what a test sends in a row meets in one segment.
constexpr std::chrono::milliseconds kMergeTime{5};
// A connection that nobody has: for what the test itself says.
constexpr int kTheTest = -1;

}  // namespace

struct LoopbackServer2006::Loop {
  explicit Loop(Segments how) : segments(how) {
    accept();
    thread = std::thread([this] { context.run(); });
  }
  ~Loop() {
    context.stop();
    thread.join();
  }

  void accept() {
    acceptor.async_accept([this](const std::error_code& error, tcp::socket socket) {
      if (error) {
        return;
      }
      const int id = ++last_id;
      socket.set_option(tcp::no_delay(true));
      sockets.emplace(id, std::move(socket));
      receive(id);
      accept();
    });
  }
  void receive(int id) {
    sockets.at(id).async_read_some(
        asio::buffer(buffer), [this, id](const std::error_code& error, std::size_t size) {
          if (sockets.contains(id) &&
              server.receive(id, net::wire::ByteView(buffer).first(error ? 0 : size))) {
            receive(id);
          }
        });
  }
  void send(int to, const net::wire::Bytes& frame) {
    if (segments != Segments::kMerged) {
      return write(to, frame, segments == Segments::kOneByte ? 1 : frame.size());
    }
    auto& waiting = merging[to];
    waiting.insert(waiting.end(), frame.begin(), frame.end());
    merge_timer.expires_after(kMergeTime);
    merge_timer.async_wait([this](const std::error_code& cancelled) {
      if (!cancelled) {
        for (const auto& [id, bytes] : std::exchange(merging, {})) {
          write(id, bytes, bytes.size());
        }
      }
    });
  }
  void write(int to, const net::wire::Bytes& bytes, std::size_t step) {
    const auto found = sockets.find(to);
    std::error_code error;
    for (std::size_t at = 0; found != sockets.end() && at < bytes.size() && !error; at += step) {
      asio::write(found->second, asio::buffer(bytes.data() + at, step), error);
    }
  }
  template <class Ask>
  auto ask(Ask question) {
    std::packaged_task<decltype(question())()> task(question);
    auto answer = task.get_future();
    asio::post(context, [&task] { task(); });
    return answer.get();
  }

  const Segments segments;
  asio::io_context context;
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  tcp::acceptor acceptor{context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  asio::steady_timer merge_timer{context};
  std::array<std::byte, kReceiveBuffer2006> buffer{};  // one receive's worth
  std::map<int, tcp::socket> sockets;
  std::map<int, net::wire::Bytes> merging;
  int last_id = 0;
  Server2006 server{[this](int to, const net::wire::Bytes& frame) { send(to, frame); },
                    [this](int id) { sockets.erase(id); }};
  std::thread thread;
};

LoopbackServer2006::LoopbackServer2006(Segments segments)
    : loop_(std::make_unique<Loop>(segments)) {}

LoopbackServer2006::~LoopbackServer2006() = default;

std::uint16_t LoopbackServer2006::port() const {
  return loop_->acceptor.local_endpoint().port();
}

void LoopbackServer2006::say(std::string name, std::string text) {
  loop_->ask([this, name = std::move(name), text = std::move(text)] {
    return loop_->server.receive(kTheTest, original_frame(2, name, text, LengthUnit::kBytes));
  });
}

std::vector<std::string> LoopbackServer2006::names() const {
  return loop_->ask([this] { return loop_->server.names(); });
}

int LoopbackServer2006::exceptions() const {
  return loop_->ask([this] { return loop_->server.exceptions(); });
}

int LoopbackServer2006::ghosts() const {
  return loop_->ask([this] { return loop_->server.ghosts(); });
}

}  // namespace hubbub::tests

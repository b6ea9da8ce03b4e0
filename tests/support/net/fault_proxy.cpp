#include "tests/support/net/fault_proxy.h"

#include <future>
#include <map>
#include <random>
#include <thread>
#include <utility>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include "tests/support/net/fault_link.h"

namespace hubbub::tests {

using asio::ip::tcp;

class FaultProxy::Impl {
 public:
  Impl(std::uint16_t target_port, const FaultPlan& plan)
      : target(asio::ip::address_v4::loopback(), target_port),
        work_(context.get_executor()),
        random_(plan.seed),
        holder_(context),
        acceptor_(context),
        refusal_(context) {
    state.plan = plan;
    // Bound but deaf: it keeps the port ours, and refuses while nobody listens there.
    holder_.open(tcp::v4());
    holder_.set_option(asio::socket_base::reuse_address(true));
    holder_.bind({asio::ip::address_v4::loopback(), 0});
    own = holder_.local_endpoint();
    listen();
    thread_ = std::thread([this] { context.run(); });
  }
  ~Impl() {
    ask([this] {
      refuse();
      refusal_.cancel();
      reset_all();
      work_.reset();
    });
    thread_.join();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  // Calls it on the proxy's thread and waits for that.
  template <class Call>
  void ask(Call&& call) {
    std::promise<void> done;
    asio::post(context, [&] {
      call();
      done.set_value();
    });
    done.get_future().wait();
  }

  // ---- On the proxy's thread ----

  void listen() {
    if (acceptor_.is_open()) {
      return;
    }
    acceptor_.open(tcp::v4());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(own);
    acceptor_.listen();
    accept();
  }
  void refuse() {
    ++listening_;
    std::error_code closed;  // then it refuses already
    acceptor_.close(closed);
  }
  void refuse_by_hand(bool refuses) {
    refuses_ = refuses;
    refusal_.cancel();
    if (refuses) {
      state.count(Fault::kRefuse);
      refuse();
    } else {
      listen();
    }
  }
  void go() const {
    for (const auto& [number, link] : std::map(links)) {
      link->go();
    }
  }
  void replan() const {
    for (const auto& [number, link] : links) {
      link->replan();
    }
  }
  void reset_all() {
    for (const auto& [number, link] : std::map(links)) {
      state.count(Fault::kReset);
      link->reset();
    }
  }

  asio::io_context context;  // first: the rest lives on it
  FaultState state;
  tcp::endpoint target;
  tcp::endpoint own;
  std::map<std::uint64_t, std::shared_ptr<FaultLink>> links;

 private:
  void accept() {
    acceptor_.async_accept(
        [this, listening = listening_](const std::error_code& error, tcp::socket socket) {
          // The port was closed since, and perhaps opened again: that accepts by itself.
          if (listening != listening_) {
            return;
          }
          if (!error) {
            take(std::move(socket));
          }
          if (listening == listening_) {
            accept();
          }
        });
  }
  void take(tcp::socket socket) {
    const std::uint64_t number = state.counts.connections++;
    auto link = std::make_shared<FaultLink>(std::move(socket), state, number,
                                            [this, number] { links.erase(number); });
    links.emplace(number, link);
    if (std::bernoulli_distribution(state.plan.refuse)(random_)) {
      state.count(Fault::kRefuse);
      refuse_for_a_while();
      return link->reset();
    }
    link->start(target);
  }
  void refuse_for_a_while() {
    refuse();
    refusal_.expires_after(state.plan.refuse_for);
    refusal_.async_wait([this](const std::error_code& cancelled) {
      if (!cancelled && !refuses_) {
        listen();
      }
    });
  }

  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::mt19937_64 random_;
  tcp::socket holder_;
  tcp::acceptor acceptor_;
  asio::steady_timer refusal_;
  bool refuses_ = false;
  unsigned listening_ = 0;  // which time that is
  std::thread thread_;
};

FaultProxy::FaultProxy(std::uint16_t target_port, const FaultPlan& plan)
    : impl_(std::make_unique<Impl>(target_port, plan)) {}

FaultProxy::~FaultProxy() = default;

std::uint16_t FaultProxy::port() const {
  return impl_->own.port();  // never changes
}

void FaultProxy::set_target(std::uint16_t port) {
  impl_->ask([&] { impl_->target.port(port); });
}

void FaultProxy::set_plan(const FaultPlan& plan) {
  impl_->ask([&] {
    impl_->state.plan = plan;
    impl_->replan();
  });
}

void FaultProxy::stall() {
  impl_->ask([&] {
    impl_->state.count(Fault::kStall);
    impl_->state.stalled = true;
  });
}

void FaultProxy::reset_all() {
  impl_->ask([&] { impl_->reset_all(); });
}

void FaultProxy::cut_after(Direction direction, std::size_t bytes) {
  impl_->ask([&] { impl_->state.cut[static_cast<std::size_t>(direction)] = bytes; });
}

void FaultProxy::refuse(bool refuses) {
  impl_->ask([&] { impl_->refuse_by_hand(refuses); });
}

void FaultProxy::resume() {
  impl_->ask([&] {
    impl_->state.cut = {};
    impl_->refuse_by_hand(false);
    impl_->state.stalled = false;
    impl_->go();
  });
}

FaultCounts FaultProxy::counts() const {
  FaultCounts counts;
  impl_->ask([&] { counts = impl_->state.counts; });
  return counts;
}

std::size_t FaultProxy::open_connections() const {
  std::size_t open = 0;
  impl_->ask([&] { open = impl_->links.size(); });
  return open;
}

}  // namespace hubbub::tests

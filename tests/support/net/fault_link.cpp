#include "tests/support/net/fault_link.h"

#include <utility>

namespace hubbub::tests {
namespace {

using asio::ip::tcp;

// After a cut, for those who do not close though the stream has ended.
constexpr std::chrono::seconds kLinger{2};

void reset_socket(tcp::socket& socket) {
  std::error_code gone;  // then it is closed already
  socket.set_option(asio::socket_base::linger(true, 0), gone);
  socket.close(gone);
}

}  // namespace

FaultLink::FaultLink(tcp::socket client, FaultState& state, std::uint64_t connection,
                     std::function<void()> gone)
    : client_(std::move(client)),
      target_(client_.get_executor()),
      state_(state),
      gone_(std::move(gone)),
      linger_(client_.get_executor()),
      to_target_(client_, target_, Direction::kToTarget, state, connection, ends()),
      to_client_(target_, client_, Direction::kToClient, state, connection, ends()) {}

FaultLane::Ends FaultLink::ends() {
  FaultLane::Ends ends;
  ends.strike = [this](Fault fault) {
    state_.count(fault);
    fault == Fault::kReset ? reset() : cut();
  };
  ends.broke = [this] { reset(); };
  ends.ended = [this] { close_when_over(); };
  ends.hold = [this] { return shared_from_this(); };
  return ends;
}

void FaultLink::start(const tcp::endpoint& target) {
  target_.async_connect(target, [this, self = shared_from_this()](const std::error_code& error) {
    if (error) {
      if (gone_) {
        ++state_.counts.unreachable;
      }
      return reset();
    }
    connected_ = true;
    std::error_code gone;  // the first read tells
    client_.set_option(tcp::no_delay(true), gone);
    target_.set_option(tcp::no_delay(true), gone);
    go();
  });
}

void FaultLink::go() {
  if (connected_) {
    to_target_.go();
    to_client_.go();
  }
}

void FaultLink::replan() {
  to_target_.replan();
  to_client_.replan();
}

void FaultLink::cut() {
  if (!connected_) {
    return reset();
  }
  linger_.expires_after(kLinger);
  linger_.async_wait([this, self = shared_from_this()](const std::error_code& cancelled) {
    if (!cancelled) {
      reset();
    }
  });
  to_target_.finish();
  to_client_.finish();
}

void FaultLink::reset() {
  reset_socket(client_);
  reset_socket(target_);
  close();
}

void FaultLink::close_when_over() {
  if (to_target_.over() && to_client_.over()) {
    std::error_code gone;  // both streams have ended
    client_.close(gone);
    target_.close(gone);
    close();
  }
}

void FaultLink::close() {
  connected_ = false;
  linger_.cancel();
  to_target_.stop();
  to_client_.stop();
  if (gone_) {
    std::exchange(gone_, {})();
  }
}

}  // namespace hubbub::tests

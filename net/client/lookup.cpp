#include "net/client/lookup.h"

#include <atomic>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <asio/error.hpp>
#include <asio/post.hpp>

#include "net/addresses.h"
#include "net/client/limits.h"

namespace hubbub::net::client {
namespace {

using asio::ip::tcp;

std::atomic<int> running_lookups{0};

Endpoints look_up(const wire::Target& target, std::error_code& error) {
  asio::io_context own;
  tcp::resolver resolver(own);
  // No AI_ADDRCONFIG: it hides "::1" and "127.0.0.1" on a machine whose only link is down.
  const auto found = resolver.resolve(target.host, std::to_string(target.port),
                                      tcp::resolver::numeric_service, error);
  Endpoints endpoints;
  for (const auto& entry : found) {
    if (endpoints.size() < kMaxAddresses) {
      endpoints.push_back(entry.endpoint());
    }
  }
  return endpoints;
}

}  // namespace

// Where the thread and the one who waits meet; `waiting` turns null when nobody waits any more.
struct Lookup::Shared {
  std::mutex mutex;
  Lookup* waiting = nullptr;
};

Lookup::Lookup(asio::io_context& context) : context_(context), timeout_(context) {}

Lookup::~Lookup() {
  if (shared_) {
    const std::lock_guard lock(shared_->mutex);
    shared_->waiting = nullptr;
  }
}

void Lookup::start(const wire::Target& target, Done done) {
  done_ = std::move(done);
  shared_ = std::make_shared<Shared>();
  shared_->waiting = this;

  const auto answer = [shared = shared_](std::error_code error, Endpoints endpoints) {
    const std::lock_guard lock(shared->mutex);
    if (shared->waiting == nullptr) {
      return;
    }
    asio::post(shared->waiting->context_, [shared, error, endpoints = std::move(endpoints)] {
      // On the loop, where the pointer is only changed: no lock needed to follow it.
      if (shared->waiting != nullptr) {
        shared->waiting->finish(error, endpoints);
      }
    });
  };

  if (const auto address = parse_address(canonical_host(target.host))) {
    return answer({}, {tcp::endpoint(*address, target.port)});
  }
  if (is_localhost(target.host)) {
    return answer({}, {tcp::endpoint(asio::ip::address_v6::loopback(), target.port),
                       tcp::endpoint(asio::ip::address_v4::loopback(), target.port)});
  }
  if (running_lookups.load() >= kMaxLookups) {
    return answer(asio::error::timed_out, {});
  }
  timeout_.expires_after(kLookupTimeout);
  timeout_.async_wait([answer](const std::error_code& cancelled) {
    if (!cancelled) {
      answer(asio::error::timed_out, {});
    }
  });
  ++running_lookups;
  try {
    std::thread([target, answer] {
      std::error_code error;
      Endpoints endpoints = look_up(target, error);
      --running_lookups;
      answer(error, std::move(endpoints));
    }).detach();
  } catch (const std::system_error& no_thread) {
    --running_lookups;
    answer(no_thread.code(), {});
  }
}

void Lookup::finish(std::error_code error, Endpoints endpoints) {
  timeout_.cancel();
  if (const Done done = std::exchange(done_, {})) {
    done(error, std::move(endpoints));
  }
}

}  // namespace hubbub::net::client

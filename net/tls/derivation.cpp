#include "net/tls/derivation.h"

#include <deque>
#include <system_error>
#include <thread>
#include <utility>

#include "net/tls/limits.h"
#include "net/tls/password.h"

namespace hubbub::net::tls {

// Belongs to the owner's thread; the other one knows nothing but its order and the way back.
struct Derivations::State : std::enable_shared_from_this<Derivations::State> {
  struct Order {
    std::string password;
    wire::Digest salt;
    int log2_n = 0;
    Done done;
  };

  explicit State(Post way_back) : post(std::move(way_back)) {}

  void begin_next() {
    if (under_way || waiting.empty()) {
      return;
    }
    under_way = true;
    Order& order = waiting.front();
    const auto compute = [way_back = post, weak = weak_from_this(),
                          password = std::move(order.password), salt = order.salt,
                          log2_n = order.log2_n] {
      way_back([weak, key = derive(password, salt, log2_n)] {
        if (const auto self = weak.lock()) {
          self->finish(key);
        }
      });
    };
    try {
      thread = std::thread(compute);
    } catch (const std::system_error&) {
      // No thread can be had: that one gets no key, and says so.
      post([weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
          self->finish(std::nullopt);
        }
      });
    }
  }

  void finish(const std::optional<wire::Digest>& key) {
    if (thread.joinable()) {
      thread.join();
    }
    under_way = false;
    const Done done = std::move(waiting.front().done);
    waiting.pop_front();
    begin_next();
    done(key);
  }

  const Post post;
  bool under_way = false;
  std::deque<Order> waiting;  // the one under way first
  std::thread thread;
};

Derivations::Derivations(Post post) : state_(std::make_shared<State>(std::move(post))) {}

Derivations::~Derivations() {
  if (state_->thread.joinable()) {
    state_->thread.join();
  }
}

bool Derivations::start(std::string password, const wire::Digest& salt, int log2_n, Done done) {
  if (state_->waiting.size() > kMaxWaitingDerivations) {
    return false;
  }
  state_->waiting.push_back({std::move(password), salt, log2_n, std::move(done)});
  state_->begin_next();
  return true;
}

}  // namespace hubbub::net::tls

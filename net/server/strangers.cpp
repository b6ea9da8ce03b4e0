#include "net/server/strangers.h"

#include <utility>

#include <asio/post.hpp>

namespace hubbub::net::server {

void Strangers::wait_in_line(std::function<void()> turn) {
  line_.push_back(std::move(turn));
  if (line_.size() == 1)
    next_turn();
}

void Strangers::next_turn() {
  asio::post(context_, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self)
      return;
    const auto turn = std::move(self->line_.front());
    turn();
    self->line_.pop_front();
    if (!self->line_.empty())
      self->next_turn();
  });
}

}  // namespace hubbub::net::server

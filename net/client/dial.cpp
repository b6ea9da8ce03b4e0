#include "net/client/dial.h"

#include <algorithm>
#include <utility>

#include "net/client/ending.h"

namespace hubbub::net::client {

Dial::Dial(asio::io_context& context, wire::Target target, Endpoints others,
           std::optional<asio::ip::tcp::endpoint> best, Race::Outcome outcome)
    : context_(context),
      target_(std::move(target)),
      others_(std::move(others)),
      best_(std::move(best)),
      outcome_(std::move(outcome)),
      lookup_(context) {
  lookup_.start(target_, [this](std::error_code error, Endpoints endpoints) {
    looked_up(error, std::move(endpoints));
  });
}

void Dial::looked_up(const std::error_code& error, Endpoints endpoints) {
  for (const asio::ip::tcp::endpoint& other : others_) {
    if (endpoints.size() < kMaxAddresses &&
        std::find(endpoints.begin(), endpoints.end(), other) == endpoints.end()) {
      endpoints.push_back(other);
    }
  }
  if (endpoints.empty()) {
    const auto failed = std::move(outcome_.failed);  // the call may destroy the dial
    return failed(lookup_failure(error, target_.host));
  }
  race_.emplace(context_, in_order_of_trial(endpoints, best_), std::move(outcome_));
}

}  // namespace hubbub::net::client

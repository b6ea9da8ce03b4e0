#include "net/client/client.h"

#include <utility>

#include <asio/io_context.hpp>
#include <asio/post.hpp>

#include "net/client/visit.h"

namespace hubbub::net::client {

Client::Client(asio::io_context& context, Tap& tap, EventSink sink,
               std::shared_ptr<const tls::Identity> identity, const std::filesystem::path& data)
    : context_(context),
      tap_(tap),
      sink_(std::move(sink)),
      trust_{
          tls::Context::make(tls::Role::kClient, std::move(identity)),
          tls::KnownHosts(data,
                          [this](std::string problem) {
                            sink_(wire::Notice{
                                wire::Severity::kWarning, "known-hosts", std::move(problem), {}});
                          }),
          tls::Derivations(
              [this](std::function<void()> done) { asio::post(context_, std::move(done)); })} {}

Client::~Client() = default;

void Client::connect(const wire::Connect& wish) {
  auto last = std::exchange(visit_, std::make_shared<Visit>(context_, tap_, sink_, trust_, wish));
  if (last) {
    retire(last);
  }
  // Only after the goodbye is the name free again.
  when_alone([this, next = std::weak_ptr<Visit>(visit_)] {
    const auto visit = next.lock();
    if (!visit) {
      return;
    }
    if (last_place_) {
      visit->follow(*last_place_);
    }
    visit->start();
  });
}

void Client::carry_out(const Request& request) {
  if (!visit_) {
    // A visit that is over knows what to answer.
    visit_ = Visit::nowhere(context_, tap_, sink_, trust_);
  }
  visit_->carry_out(request);
}

void Client::disconnect(std::function<void()> done) {
  if (visit_) {
    retire(std::exchange(visit_, {}));
  }
  if (done) {
    when_alone(std::move(done));
  }
}

void Client::retire(const std::shared_ptr<Visit>& visit) {
  leaving_.push_back(visit);
  visit->leave([this, left = visit.get()] {
    if (auto place = left->place()) {
      last_place_ = std::move(place);
    }
    std::erase_if(leaving_, [left](const auto& leaving) { return leaving.get() == left; });
    if (leaving_.empty()) {
      for (const auto& next : std::exchange(when_alone_, {})) {
        next();
      }
    }
  });
}

void Client::when_alone(std::function<void()> next) {
  if (leaving_.empty()) {
    return next();
  }
  when_alone_.push_back(std::move(next));
}

}  // namespace hubbub::net::client

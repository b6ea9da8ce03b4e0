#include "net/client/visit.h"

#include <random>
#include <utility>

#include "net/addresses.h"
#include "net/client/hubbub_dialogue.h"
#include "net/client/limits.h"
#include "net/client/plain_dialogue.h"
#include "net/client/requests.h"
#include "net/names.h"
#include "net/overloaded.h"

namespace hubbub::net::client {
namespace {

constexpr std::string_view kHostStopped = "host-stopped";

using wire::ConnectionState;

wire::Notice not_connected() {
  return {wire::Severity::kWarning, "not-connected", "There is no connection to a host.", {}};
}

// Of addresses with ports; what is none is left out.
Endpoints literal_endpoints(const std::vector<std::string>& texts) {
  Endpoints endpoints;
  for (const std::string& text : texts) {
    const auto target = wire::parse_target(text, wire::kDefaultPort);
    const auto address = target ? parse_address(target->host) : std::nullopt;
    if (address)
      endpoints.emplace_back(*address, target->port);
  }
  return endpoints;
}

}  // namespace

Visit::Visit(asio::io_context& context, Tap& tap, EventSink sink, Trust& trust, wire::Connect wish)
    : context_(context),
      tap_(tap),
      sink_(std::move(sink)),
      trust_(trust),
      wish_(std::move(wish)),
      target_(wire::parse_target(wish_.target, wish_.port)),
      shown_target_(wire::target_name(wish_.target, wish_.port)),
      known_as_(target_ ? canonical_target(target_->host, target_->port) : std::string()),
      retry_timer_(context),
      backoff_(std::random_device{}()) {
  standing_.target = shown_target_;
  standing_.nick = wish_.nick;
  standing_.password = wish_.password;
  standing_.rooms.emplace_back().lobby = true;
  if (!wish_.room.empty()) {
    standing_.want(wish_.room);
  }
}

std::shared_ptr<Visit> Visit::nowhere(asio::io_context& context, Tap& tap, EventSink sink,
                                      Trust& trust) {
  auto visit = std::make_shared<Visit>(context, tap, std::move(sink), trust, wire::Connect{});
  visit->over_ = true;
  return visit;
}

Visit::~Visit() {
  if (link_) {
    link_->abandon();
  }
  if (last_link_) {
    last_link_->abandon();
  }
}

// ---- Getting there ----------------------------------------------------------------------------

void Visit::follow(const Place& last) {
  if (known_as_ == last.target && wish_.plain == last.plain) {
    standing_.go_on_from(last, encrypts());
  }
}

std::optional<Place> Visit::place() {
  if (!standing_.welcomed) {
    return std::nullopt;
  }
  static_cast<void>(standing_.take_left());
  return Place{known_as_,
               wish_.plain,
               encrypts(),
               standing_.rooms,
               standing_.private_epoch,
               standing_.private_after,
               standing_.private_run,
               standing_.private_earlier};
}

void Visit::start() {
  if (leaving_ || over_) {
    return;
  }
  if (!target_) {
    return finish({"bad-address",
                   "\"" + wish_.target +
                       "\" is not an address. Type a name or an address, with :PORT if need be, "
                       "such as 192.168.1.7:24280.",
                   false});
  }
  if (auto reason = refuse_name(wish_.nick, wire::kMaxNickBytes, "name")) {
    return finish({"nick-invalid", std::move(*reason), false});
  }
  if (encrypts() && !trust_.context) {
    return finish({"no-identity",
                   "This program has no key of its own, so it can't encrypt. See the message about "
                   "that from when it started.",
                   false});
  }
  dial();
}

void Visit::dial() {
  if (attempt_ == 0) {
    report(ConnectionState::kResolving, {}, {});
  }
  Race::Outcome outcome;
  outcome.trying = [this](const std::string& address) {
    report(attempt_ == 0 ? ConnectionState::kConnecting : ConnectionState::kReconnecting, address,
           attempt_ == 0 ? Ending{} : loss_);
  };
  outcome.connected = [this](asio::ip::tcp::socket socket, const std::string& address) {
    dial_.reset();
    std::error_code gone;
    endpoint_ = socket.remote_endpoint(gone);
    connected(std::move(socket), address);
  };
  outcome.failed = [this](const Ending& ending) {
    dial_.reset();
    ended(ending);
  };
  dial_ = std::make_unique<Dial>(context_, *target_, literal_endpoints(wish_.others), welcomed_by_,
                                 std::move(outcome));
}

void Visit::connected(asio::ip::tcp::socket socket, const std::string& address) {
  address_ = address;
  if (attempt_ == 0) {
    report(ConnectionState::kHandshaking, address, {});
  }
  // Calls of a link that this visit has let go of find it gone.
  const std::weak_ptr<Visit> weak = weak_from_this();
  Link::Callbacks callbacks;
  callbacks.emit = [weak](wire::Event event) {
    if (const auto self = weak.lock()) {
      self->take(std::move(event));
    }
  };
  callbacks.ended = [weak](const Ending& ending) {
    if (const auto self = weak.lock()) {
      self->last_link_ = std::exchange(self->link_, {});
      self->ended(ending);
    }
  };
  callbacks.gone = [weak] {
    if (const auto self = weak.lock()) {
      self->link_gone();
    }
  };
  if (last_link_) {
    last_link_->abandon();
    last_link_.reset();
  }
  link_ = std::make_shared<Link>(std::move(socket), address,
                                 wire::join_host_port(target_->host, target_->port), tap_,
                                 std::move(callbacks), make_channel());
  link_->start([this](Line& line) -> std::unique_ptr<Dialogue> {
    if (wish_.plain) {
      return std::make_unique<PlainDialogue>(line, standing_);
    }
    return std::make_unique<HubbubDialogue>(line, standing_);
  });
}

std::unique_ptr<SecureChannel> Visit::make_channel() const {
  if (!encrypts()) {
    return nullptr;
  }
  return std::make_unique<SecureChannel>(trust_, known_as_,
                                         SecureChannel::Keys{wish_.trust, wish_.expected});
}

void Visit::take(wire::Event event) {
  if (auto* changed = std::get_if<wire::HostKeyChanged>(&event)) {
    changed->target = shown_target_;
  }
  if (std::holds_alternative<wire::Welcomed>(event)) {
    online_since_ = std::chrono::steady_clock::now();
    welcomed_by_ = endpoint_;
    report(ConnectionState::kOnline, address_, {});
  }
  sink_(std::move(event));
}

// ---- Losing it --------------------------------------------------------------------------------

void Visit::ended(const Ending& ending) {
  const auto now = std::chrono::steady_clock::now();
  if (online_since_ != kNever && now - online_since_ >= kStableAfter) {
    attempt_ = 0;
    host_ended_at_ = kNever;
  }
  if (ending.code == kHostStopped && host_ended_at_ == kNever) {
    attempt_ = 0;
    host_ended_at_ = now;
  }
  if (online_since_ != kNever) {
    standing_.unconfirmed.mark_sent();
  }
  online_since_ = kNever;
  ghosts_ = ending.code == "nick-taken" ? ghosts_ + 1 : 0;
  if (leaving_ || !worth_another_try(ending)) {
    return finish(ending);
  }
  retry_later(ending);
}

bool Visit::worth_another_try(const Ending& ending) const {
  // It was a host of ours before: what answers strangely, or not, is more likely the way to it.
  const bool strange = ending.code == "other-protocol";
  const bool ended = ending.code == kHostStopped && wish_.wait_for_host;
  const bool too_long =
      host_ended_at_ != kNever && std::chrono::steady_clock::now() - host_ended_at_ >= kWaitForHost;
  if (!(ending.retry || strange || ended) || too_long || !wish_.reconnect || !standing_.welcomed) {
    return false;
  }
  return ghosts_ < kGhostAttempts;
}

void Visit::retry_later(const Ending& ending) {
  loss_ = ending;
  ++attempt_;
  // Whoever has ended the party is not expected back at once.
  const auto delay = host_ended_at_ == kNever
                         ? backoff_.delay(attempt_)
                         : backoff_.delay(attempt_, {kFirstRetryAfterEnd, kLongestRetryAfterEnd});
  report(ConnectionState::kReconnecting, {}, loss_, delay);
  retry_timer_.expires_after(delay);
  retry_timer_.async_wait([weak = weak_from_this()](const std::error_code& cancelled) {
    const auto self = weak.lock();
    if (self && !cancelled && !self->leaving_) {
      self->dial();
    }
  });
}

// ---- Requests ---------------------------------------------------------------------------------

void Visit::carry_out(const Request& request) {
  if (auto refusal = name_refusal(request)) {
    return sink_(std::move(*refusal));
  }
  if (link_) {
    return link_->carry_out(request);
  }
  keep(request);
}

void Visit::keep(const Request& request) {
  if (const auto message = message_of(request)) {
    if (over_ || leaving_) {
      return sink_(
          wire::MessageFailed{message->id, "not-connected", "There is no connection to a host."});
    }
    auto refusal = wish_.plain ? refusal_in_2006(*message)
                               : refusal_of(message->id, message->text, wire::kMaxTextBytes);
    if (refusal) {
      return sink_(std::move(*refusal));
    }
    if (standing_.unconfirmed.add(*message) == Unconfirmed::Added::kFull) {
      sink_(queue_full(message->id));
    }
    return;
  }
  if (over_ || leaving_) {
    return sink_(not_connected());
  }
  std::visit(Overloaded{
                 [this](const wire::Rename& rename) { standing_.nick = rename.nick; },
                 [this](const wire::JoinRoom& join) {
                   if (standing_.want(join.room) == nullptr) {
                     sink_(too_many_rooms(join.room));
                   }
                 },
                 [this](const wire::LeaveRoom& leave) {
                   const RoomStanding* const room = standing_.find_alike(leave.room);
                   if (room != nullptr && !room->lobby) {
                     const std::string name = room->room;
                     standing_.forget(name);
                     sink_(wire::RoomLeft{name});
                   }
                 },
                 [this](const auto&) { sink_(not_connected()); },
             },
             request);
}

// ---- The end ----------------------------------------------------------------------------------

void Visit::leave(std::function<void()> gone) {
  leaving_ = true;
  on_gone_ = std::move(gone);
  retry_timer_.cancel();
  dial_.reset();
  if (link_) {
    return link_->leave();
  }
  finish({});
  if (!last_link_) {
    link_gone();
  }
}

void Visit::finish(const Ending& ending) {
  if (std::exchange(over_, true)) {
    return;
  }
  for (const UnconfirmedMessage& message : standing_.unconfirmed.take_all()) {
    sink_(wire::MessageFailed{message.id, "closed",
                              "The connection ended before the host confirmed it.", message.sent});
  }
  report(ConnectionState::kClosed, {}, ending);
}

void Visit::link_gone() {
  last_link_.reset();
  if (!link_ && on_gone_) {
    std::exchange(on_gone_, {})();
  }
}

void Visit::report(ConnectionState state, const std::string& address, const Ending& why,
                   std::chrono::milliseconds retry_in) {
  const unsigned attempt = state == ConnectionState::kReconnecting ? attempt_ : 0;
  sink_(wire::ConnectionChanged{state, shown_target_, address, why.code, why.reason, attempt,
                                retry_in});
}

}  // namespace hubbub::net::client

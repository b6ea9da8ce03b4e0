#include "net/client/link.h"

#include <utility>

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include "net/client/limits.h"
#include "net/posix_socket.h"
#include "net/wire/command.h"
#include "net/wire/decoder.h"
#include "net/wire/host_messages.h"
#include "net/wire/splitter.h"

namespace hubbub::net::client {
namespace {

TimePoint now() {
  return std::chrono::steady_clock::now();
}

// The types of TLS's records (RFC 8446, 5.1); nothing of either dialect that a host may say first
// begins with one.
bool may_be_tls(std::byte first) {
  return first >= std::byte{0x14} && first <= std::byte{0x17};
}

bool is_farewell(const wire::FrameView& frame) {
  return frame.command == static_cast<std::int32_t>(wire::CommandWord::kFarewell);
}

}  // namespace

Link::Link(asio::ip::tcp::socket socket, std::string address, std::string target, Tap& tap,
           Callbacks callbacks, std::unique_ptr<SecureChannel> secure)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      target_(std::move(target)),
      tap_(tap),
      tapped_(tap.open(wire::Side::kClient, std::move(address))),
      callbacks_(std::move(callbacks)),
      secure_(std::move(secure)),
      read_buffer_(kReadBytes) {}

Link::~Link() = default;

void Link::start(const MakeDialogue& make_dialogue) {
  std::error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  dialogue_ = make_dialogue(*this);
  tap_.set_dialect(tapped_, dialogue_->dialect());
  make_outbox();
  if (secure_) {
    begin_until_ = now() + kHandshakeTimeout;
    push(secure_->start());
    arm_timer();
  } else {
    begin_dialogue();
  }
  read();
}

void Link::begin_dialogue() {
  begun_ = true;
  with_dialogue([](Dialogue& dialogue) { dialogue.open(now()); });
}

void Link::make_outbox() {
  const std::weak_ptr<Link> weak = weak_from_this();
  Outbox::Callbacks callbacks;
  callbacks.drained = [weak] {
    if (const auto self = weak.lock()) {
      self->drained();
    }
  };
  callbacks.failed = [weak](const std::error_code& error) {
    if (const auto self = weak.lock()) {
      self->broke(error);
    }
  };
  if (dialogue_->dialect() == wire::Dialect::k2006) {
    // This dialect has no heartbeat: the system has to notice that the server is gone.
    set_keepalive(socket_.native_handle(), Keepalive{});
    set_user_timeout(socket_.native_handle(), kSilenceOf2006);
    outbox_ = make_paced_outbox(socket_, std::move(callbacks));
  } else {
    outbox_ = make_stream_outbox(socket_, std::move(callbacks));
  }
}

void Link::carry_out(const Request& request) {
  with_dialogue([&](Dialogue& dialogue) { dialogue.carry_out(request, now()); });
}

void Link::leave() {
  if (shaking_hands()) {
    return fail({});  // the host knows nothing of us that would have to be taken back
  }
  with_dialogue([](Dialogue& dialogue) { dialogue.leave(); });
  start_farewell();
}

void Link::abandon() {
  callbacks_ = {};
  ended_ = true;
  close();
}

// ---- For the dialogue -------------------------------------------------------------------------

void Link::send(wire::Bytes frame) {
  if (secure_ && !secure_->established()) {
    return;  // last words to somebody who must not, or can't, hear them
  }
  tap_.sent_copy(tapped_, frame);
  push(secure_ ? secure_->seal(frame) : std::move(frame));
}

void Link::push(wire::Bytes bytes) {
  if (!bytes.empty() && !outbox_->push(std::move(bytes))) {
    end({"too-slow", target_ + " does not take in what is sent to it.", true});
  }
}

void Link::heard(wire::ByteView frame, std::size_t read_boundary) {
  tap_.received(tapped_, frame, read_boundary);
}

void Link::garbled(wire::ByteView bytes, std::string why) {
  tap_.malformed(tapped_, bytes, std::move(why));
}

void Link::emit(wire::Event event) {
  if (!ended_) {
    if (secure_ && std::holds_alternative<wire::Welcomed>(event)) {
      secure_->remember_host();
    }
    callbacks_.emit(std::move(event));
  }
}

void Link::end(Ending ending) {
  if (!ending_ && !ended_) {
    ending_ = std::move(ending);
  }
}

Security Link::security() const {
  return secure_ ? secure_->security() : Security{};
}

bool Link::derive(std::string password, const wire::Digest& salt, int log2_n) {
  return secure_ &&
         secure_->derive(
             std::move(password), salt, log2_n, [weak = weak_from_this()](const auto& key) {
               if (const auto self = weak.lock()) {
                 self->with_dialogue([&](Dialogue& dialogue) { dialogue.derived(key, now()); });
               }
             });
}

// ---- The loop ---------------------------------------------------------------------------------

template <class Call>
void Link::with_dialogue(Call&& call) {
  if (closed_ || ended_) {
    return;
  }
  // What the call leads to may let go of the last other reference.
  const auto self = shared_from_this();
  call(*dialogue_);
  after_call();
}

void Link::after_call() {
  if (ending_ && !ended_) {
    ended_ = true;
    callbacks_.ended(std::move(*ending_));
    // Last words want to be read: a close with unread bytes of the peer's would destroy them.
    return outbox_->empty() ? close() : start_farewell();
  }
  arm_timer();
}

void Link::read() {
  socket_.async_read_some(
      asio::buffer(read_buffer_),
      [self = shared_from_this()](const std::error_code& error, std::size_t size) {
        self->take_in(error, size);
      });
}

void Link::take_in(const std::error_code& error, std::size_t size) {
  if (closed_) {
    return;
  }
  if (error) {
    return broke(error);
  }
  const wire::ByteView bytes = wire::ByteView(read_buffer_).first(size);
  if (secure_ && !std::exchange(heard_, true) && !may_be_tls(bytes.front())) {
    take_in_unsealed(bytes);
  } else if (secure_) {
    take_in_sealed(bytes);
  } else {
    with_dialogue([&](Dialogue& dialogue) { dialogue.feed(bytes, now()); });
  }
  if (!closed_) {
    read();
  }
}

void Link::take_in_sealed(wire::ByteView bytes) {
  while (!closed_ && !secure_->closed()) {
    wire::Bytes answer;
    const wire::ByteView plain = secure_->next(bytes, answer);
    push(std::move(answer));
    if (shaking_hands() && secure_->established()) {
      meet_host();
    }
    if (plain.empty()) {
      break;
    }
    with_dialogue([&](Dialogue& dialogue) { dialogue.feed(plain, now()); });
  }
  if (closed_ || !secure_->closed()) {
    return;
  }
  if (secure_->finished()) {
    return broke(asio::error::eof);
  }
  fail(secure_->ending());
}

void Link::meet_host() {
  if (auto refusal = secure_->check_host()) {
    if (refusal->changed) {
      emit(std::move(*refusal->changed));
    }
    return fail(std::move(refusal->ending));
  }
  begin_dialogue();
}

// Whoever answers in the clear is believed nothing: a host that is full says so before it knows
// what we speak, but so may anybody who has its port or is on the way.
void Link::take_in_unsealed(wire::ByteView bytes) {
  std::optional<Ending> ending;
  wire::FrameSplitter splitter;
  static_cast<void>(splitter.feed(bytes, [&](const wire::FrameView& frame) {
    if (is_farewell(frame)) {
      heard(frame.bytes, 0);
      const auto farewell = wire::decode<wire::Farewell>(frame);
      ending = unencrypted_farewell(farewell ? farewell->code : std::string(), target_);
    }
    return false;
  }));
  if (!ending) {
    garbled(bytes, "no TLS");
    ending = other_protocol("What answers at " + target_ + " does not speak TLS.");
  }
  fail(std::move(*ending));
}

void Link::handshake_timed_out() {
  fail(other_protocol(target_ + " takes connections but does not answer a Hubbub hello."));
}

// An end that is not the dialogue's doing.
void Link::fail(Ending ending) {
  failed_ = true;
  with_dialogue([&](Dialogue&) { end(std::move(ending)); });
}

void Link::arm_timer() {
  if (farewell_ || closed_) {
    return;
  }
  const TimePoint due = shaking_hands() ? begin_until_ : dialogue_->deadline();
  if (due == armed_for_) {
    return;
  }
  armed_for_ = due;
  if (due == kNever) {
    timer_.cancel();
    return;
  }
  timer_.expires_at(due);
  timer_.async_wait([weak = weak_from_this()](const std::error_code& cancelled) {
    const auto self = weak.lock();
    if (!self || cancelled || self->farewell_) {
      return;
    }
    self->armed_for_ = kNever;
    if (self->shaking_hands()) {
      return self->handshake_timed_out();
    }
    self->with_dialogue([](Dialogue& dialogue) { dialogue.tick(now()); });
  });
}

// ---- The end ----------------------------------------------------------------------------------

void Link::start_farewell() {
  if (farewell_ || closed_) {
    return;
  }
  farewell_ = true;
  timer_.expires_after(kFarewellTimeout);
  timer_.async_wait([self = shared_from_this()](const std::error_code& cancelled) {
    if (!cancelled) {
      self->broke(asio::error::eof);
    }
  });
}

void Link::drained() {
  if (failed_ && ended_) {
    return close();
  }
  with_dialogue([](Dialogue& dialogue) { dialogue.drained(now()); });
}

void Link::broke(const std::error_code& error) {
  if (closed_) {
    return;
  }
  with_dialogue([&](Dialogue& dialogue) { dialogue.broke(broken_connection(error, target_)); });
  close();
}

void Link::close() {
  if (closed_) {
    return;
  }
  closed_ = true;
  std::error_code ignored;
  timer_.cancel();
  outbox_->close();
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
  tap_.close(tapped_);
  const auto gone = std::exchange(callbacks_.gone, {});
  callbacks_ = {};
  if (gone) {
    gone();
  }
}

}  // namespace hubbub::net::client

// One connection of the client: a socket, a clock and the dialogue that they serve; between them,
// if it is wished for, encryption. The dialogue begins when that stands.
//
// Net worker only. It lives until its socket is closed, held by what is under way on it; whoever
// made it lets go of it after `gone`, or after abandon().
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include "net/client/dialogue.h"
#include "net/client/outbox.h"
#include "net/client/secure_channel.h"
#include "net/event_sink.h"
#include "net/tap.h"

namespace hubbub::net::client {

class Link final : public Line, public std::enable_shared_from_this<Link> {
 public:
  struct Callbacks {
    EventSink emit;
    // The conversation is over; once. Last bytes may still be leaving.
    std::function<void(Ending)> ended;
    // The socket is closed; once, after `ended`.
    std::function<void()> gone;
  };
  using MakeDialogue = std::function<std::unique_ptr<Dialogue>(Line&)>;

  // `secure`: null for a connection in the clear.
  Link(asio::ip::tcp::socket socket, std::string address, std::string target, Tap& tap,
       Callbacks callbacks, std::unique_ptr<SecureChannel> secure);
  ~Link() override;

  void start(const MakeDialogue& make_dialogue);
  void carry_out(const Request& request);
  // Says goodbye, and waits for the peer to close, kFarewellTimeout at most.
  void leave();
  // Closes at once, without a word or a call.
  void abandon();

  // For the dialogue:
  void send(wire::Bytes frame) override;
  void heard(wire::ByteView frame, std::size_t read_boundary) override;
  void garbled(wire::ByteView bytes, std::string why) override;
  void emit(wire::Event event) override;
  void end(Ending ending) override;
  [[nodiscard]] Security security() const override;
  [[nodiscard]] bool derive(std::string password, const wire::Digest& salt, int log2_n) override;

 private:
  // Calls the dialogue, then does what it asked for: the end, the next deadline.
  template <class Call>
  void with_dialogue(Call&& call);
  void after_call();
  void read();
  void take_in(const std::error_code& error, std::size_t size);
  void make_outbox();
  void begin_dialogue();
  void take_in_sealed(wire::ByteView bytes);
  void take_in_unsealed(wire::ByteView bytes);
  void meet_host();
  void push(wire::Bytes bytes);
  void fail(Ending ending);
  [[nodiscard]] bool shaking_hands() const { return secure_ != nullptr && !begun_; }
  void handshake_timed_out();
  void arm_timer();
  void start_farewell();
  void drained();
  void broke(const std::error_code& error);
  void close();

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  const std::string target_;
  Tap& tap_;
  const Tap::ConnectionId tapped_;
  Callbacks callbacks_;
  const std::unique_ptr<SecureChannel> secure_;  // null: in the clear
  std::unique_ptr<Dialogue> dialogue_;
  TimePoint begin_until_ = kNever;  // encryption has to stand by then
  bool begun_ = false;              // and the dialogue has been opened
  bool heard_ = false;
  bool failed_ = false;  // nothing of the peer's is waited for any more
  std::shared_ptr<Outbox> outbox_;
  wire::Bytes read_buffer_;
  TimePoint armed_for_ = kNever;
  std::optional<Ending> ending_;  // asked for, not yet told
  bool ended_ = false;
  bool farewell_ = false;  // we said goodbye and wait for the peer to close
  bool closed_ = false;
};

}  // namespace hubbub::net::client

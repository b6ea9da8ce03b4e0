#include "net/server/host.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include "net/discovery/announcer.h"
#include "net/history/store.h"
#include "net/interface_watch.h"
#include "net/names.h"
#include "net/posix_limits.h"
#include "net/server/clock.h"
#include "net/server/limits.h"
#include "net/server/listener.h"
#include "net/server/server.h"
#include "net/server/socket_transport.h"
#include "net/tls/context.h"
#include "net/wire/host_messages.h"
#include "net/wire/visible.h"

namespace hubbub::net::server {
namespace {

constexpr std::chrono::milliseconds kTick{1'000};
// While stopping: how often to look whether everybody has read the last words.
constexpr std::chrono::milliseconds kStopTick{20};
// Looks, that far apart, whether the last lines are on the disk.
constexpr int kMaxWriteLooks = 50;

}  // namespace

// Everything that lives as long as the host listens. Handlers hold it through a weak pointer, so
// that none of them outlives it in effect.
struct Host::Running : std::enable_shared_from_this<Host::Running> {
  Running(asio::io_context& io, Tap& tap, const EventSink& events, const wire::StartHost& wanted,
          const Host::Options& host)
      : context(io),
        ticker(io),
        pacer{asio::steady_timer(io)},
        waker{asio::steady_timer(io)},
        idler{asio::steady_timer(io)},
        opened(open_history(host.data, wanted, events)),
        server(
            {wanted.title, wanted.room, wanted.flood, wanted.require_tls, wanted.password,
             host.identity ? host.identity->key_id() : wire::KeyId{},
             tls::Context::make(tls::Role::kServer, host.identity)},
            clock, tap,
            {events, [this] { request_flush(); },
             [this](Clock::Instant::duration after) { request(idler, after, &Server::flush_idle); },
             [this](Clock::Instant::duration after) { request(pacer, after, &Server::pace); },
             [this](Clock::Instant::duration after) { request(waker, after, &Server::wake); }},
            opened.store.get(), opened.contents),
        listener(io, {[this](asio::ip::tcp::socket socket) { accept(std::move(socket)); },
                      [this](asio::ip::tcp::socket socket) {
                        const auto transport =
                            std::make_shared<SocketTransport>(std::move(socket), strangers);
                        server.refuse_for_want_of_files(*transport);
                      },
                      [this](std::string text) {
                        server.report_repeated("accept-failed", std::move(text));
                      }}) {
    for (const history::Report& report : opened.reports)
      server.report(report.code, report.text);
    server.report_clocks();
    opened.contents = {};  // the server has what it needs of it
  }

  // Without a place for it nothing is kept, and nothing is wrong. The history ends after the
  // server, and may still report then; the rest comes by way of the loop, which has no turn in
  // between.
  history::Opened open_history(const std::filesystem::path& folder, const wire::StartHost& wanted,
                               const EventSink& events) {
    if (folder.empty() || !wanted.history)
      return {};
    return history::open(
        {folder, wanted.retention},
        [&io = context](std::function<void()> call) { asio::post(io, std::move(call)); },
        {[this] { server.on_committed(); },
         [this](history::RoomNumber room, std::uint64_t first) {
           server.on_forgotten(room, first);
         },
         [events](std::string code, std::string text) {
           events(wire::HostProblem{std::move(code), std::move(text)});
         }});
  }
  [[nodiscard]] bool keeps_history() const { return opened.store != nullptr; }
  // All that was said is on the disk, and acknowledged.
  [[nodiscard]] bool all_written() const {
    return !keeps_history() || opened.store->committed() == opened.store->last_ticket();
  }

  // Farewell to everybody, once what was said is on the disk; but not without end.
  void say_farewell(int tries = 0) {
    if (all_written() || tries == kMaxWriteLooks) {
      server.stop({"host-stopped", "The host has closed the party.", 0});
      ticking = true;
      return tick_later(kStopTick);
    }
    server.flush();
    ticker.expires_after(kStopTick);
    ticker.async_wait([weak = weak_from_this(), tries](const std::error_code&) {
      if (const auto self = weak.lock())
        self->say_farewell(tries + 1);
    });
  }

  void announce(const wire::StartHost& wanted,
                const std::shared_ptr<const tls::Identity>& identity) {
    std::vector<asio::ip::address> bind;
    for (const std::string& text : wanted.bind) {
      std::error_code error;
      bind.push_back(asio::ip::make_address(text, error));  // it listens there, so there is none
    }
    announcer.emplace(context, identity,
                      discovery::Announcer::Party{wanted.title, !wanted.password.empty(),
                                                  listener.port(), std::move(bind)},
                      [this] {
                        return discovery::Announcer::State{
                            static_cast<std::uint32_t>(server.people()), server.locked()};
                      });
  }

  void follow_addresses(const EventSink& events) {
    addresses = listener.guest_addresses();
    interfaces.emplace(context, [this, events] {
      const std::vector<std::string> before = std::exchange(addresses, listener.guest_addresses());
      if (addresses != before)
        events(wire::HostAddressesChanged{addresses});
    });
  }

  void accept(asio::ip::tcp::socket socket) {
    auto transport = std::make_shared<SocketTransport>(std::move(socket), strangers);
    server.accept(transport);
    transport->start();
    if (!std::exchange(ticking, true))
      tick_later(kTick);
  }

  // Once the input has run dry, so that each session is written to once for all of it; but not
  // without end.
  void request_flush() {
    // Where many are sent to, no more time goes into that than into what comes in.
    const auto patience = std::max<std::chrono::steady_clock::duration>(kMaxUnflushed, flush_took);
    flush_after_turn(1, std::chrono::steady_clock::now() + patience);
  }
  void flush_after_turn(int turn, std::chrono::steady_clock::time_point latest) {
    asio::post(context, [weak = weak_from_this(), turn, latest, heard = server.heard()] {
      const auto self = weak.lock();
      if (!self)
        return;
      // What the loop finds ready while this waits comes behind it, hence a second turn at least.
      const bool dry = turn > 1 && self->server.heard() == heard;
      const auto now = std::chrono::steady_clock::now();
      if (dry || now >= latest) {
        self->server.flush();
        self->flush_took = std::chrono::steady_clock::now() - now;
      } else {
        self->flush_after_turn(turn + 1, latest);
      }
    });
  }

  // Goes off at the earliest of the times that it was asked for.
  struct Alarm {
    asio::steady_timer timer;
    std::optional<std::chrono::steady_clock::time_point> at{};
  };
  // Each alarm has one `call`.
  void request(Alarm& alarm, Clock::Instant::duration after, void (Server::*call)()) {
    const auto at = std::chrono::steady_clock::now() + after;
    if (alarm.at && *alarm.at <= at)
      return;
    alarm.at = at;
    alarm.timer.expires_at(at);
    alarm.timer.async_wait(
        [weak = weak_from_this(), &alarm, call](const std::error_code& cancelled) {
          const auto self = weak.lock();
          if (cancelled || !self)
            return;
          alarm.at.reset();
          (self->server.*call)();
        });
  }

  // Nobody here: no timer runs.
  void tick_later(std::chrono::milliseconds after) {
    ticker.expires_after(after);
    ticker.async_wait([weak = weak_from_this()](const std::error_code& cancelled) {
      auto self = weak.lock();
      if (cancelled || !self)
        return;
      self->server.tick();
      if (self->announcer)
        self->announcer->tick();
      if (self->when_empty && self->server.empty()) {
        const auto call = std::exchange(self->when_empty, {});
        self.reset();  // whoever starts anew needs the history, which we have until our end
        return call();
      }
      self->ticking = !self->server.empty();
      if (self->ticking)
        self->tick_later(self->when_empty ? kStopTick : kTick);
    });
  }

  asio::io_context& context;
  SystemClock clock;
  asio::steady_timer ticker;
  Alarm pacer;
  Alarm waker;
  Alarm idler;
  history::Opened opened;                            // the server writes to it until its end
  std::chrono::steady_clock::duration flush_took{};  // the last time
  const std::shared_ptr<Strangers> strangers = std::make_shared<Strangers>(context);
  Server server;
  Listener listener;
  // While it accepts.
  std::optional<discovery::Announcer> announcer;
  std::optional<InterfaceWatch> interfaces;
  std::vector<std::string> addresses;  // what guests are told
  bool ticking = false;
  std::function<void()> when_empty;  // set while stopping
};

Host::Host(asio::io_context& context, Tap& tap, EventSink sink, Options options)
    : context_(context), tap_(tap), sink_(std::move(sink)), options_(std::move(options)) {}

Host::~Host() = default;

bool Host::running() const {
  return running_ && !running_->when_empty;
}

std::string Host::local_address() const {
  return running_ ? running_->listener.local_address() : std::string{};
}

void Host::start(const wire::StartHost& wanted) {
  if (running_)
    return stop([this, wanted] { start(wanted); });
  wire::StartHost options = wanted;
  options.room = trimmed(options.room);
  options.title = wire::anything_to_see(options.title) ? one_line(options.title) : std::string();
  if (const auto why = refuse_name(options.room, wire::kMaxRoomBytes, "room name")) {
    return sink_(wire::HostStopped{"room-invalid", *why});
  }
  raise_open_file_limit();
  running_ = std::make_shared<Running>(context_, tap_, sink_, options, options_);
  // Bans, names and roles are in the history: without it the door would be open to everybody.
  if (const history::Report problem = running_->opened.problem; !problem.code.empty()) {
    running_.reset();
    return sink_(wire::HostStopped{
        problem.code,
        problem.text +
            " To keep it in another folder: --data FOLDER. To host without it, without its "
            "bans and names too: --no-history."});
  }
  const Listener::Failure failure = running_->listener.open(options.bind, options.port);
  if (!failure.code.empty()) {
    running_.reset();
    return sink_(wire::HostStopped{failure.code, failure.reason});
  }
  if (options.announce && options_.identity)
    running_->announce(options, options_.identity);
  running_->follow_addresses(sink_);
  sink_(wire::HostListening{running_->listener.port(), running_->addresses, options.title,
                            options_.identity ? options_.identity->key_id() : wire::KeyId{},
                            running_->keeps_history()});
}

void Host::stop(std::function<void()> done) {
  if (!done)
    done = [] {};
  if (!running_)
    return done();
  const bool stopping_already = static_cast<bool>(running_->when_empty);
  auto before = std::move(running_->when_empty);
  running_->when_empty = [this, before = std::move(before), done = std::move(done)] {
    if (before) {
      before();
    } else {
      running_.reset();
      sink_(wire::HostStopped{});
    }
    done();
  };
  if (stopping_already)
    return;
  running_->announcer.reset();
  running_->interfaces.reset();
  running_->listener.close();
  running_->say_farewell();
}

}  // namespace hubbub::net::server

#include "net/worker.h"

#include <exception>
#include <string>
#include <utility>
#include <variant>

#include <asio/post.hpp>

#include "net/overloaded.h"

namespace hubbub::net {

Worker::Worker(Engine::OnEvents on_events, const EngineOptions& options)
    : on_events_(std::move(on_events)),
      identity_(tls::load_or_make(options.data)),
      tap_(options.capture),
      capture_(context_, tap_, [this](wire::Event event) { emit(std::move(event)); }),
      host_(context_, tap_, [this](wire::Event event) { emit(std::move(event)); },
            {identity_.identity, options.data}),
      client_(
          context_, tap_, [this](wire::Event event) { emit(std::move(event)); }, identity_.identity,
          options.data),
      thread_([this] { run(); }) {}

Worker::~Worker() {
  stop();
}

void Worker::post(wire::Command command) {
  if (stopping_.load(std::memory_order_relaxed)) {
    return;
  }
  asio::post(context_, [this, command = std::move(command)] { carry_out(command); });
}

void Worker::stop() {
  if (!thread_.joinable()) {
    return;
  }
  stopping_.store(true, std::memory_order_relaxed);
  asio::post(context_, [this] { wind_down(); });
  thread_.join();
}

void Worker::run() {
  if (!identity_.problem.empty()) {
    emit(wire::Notice{wire::Severity::kError, "identity", identity_.problem, {}});
  }
  while (!context_.stopped()) {
    try {
      context_.run();
    } catch (const std::exception& fault) {
      report_fault(fault.what());
    } catch (...) {
      report_fault("an unknown fault");
    }
  }
  deliver();
}

void Worker::carry_out(const wire::Command& command) {
  std::visit(Overloaded{
                 [this](const wire::StartHost& start) { host_.start(start); },
                 [this](const wire::StopHost&) { host_.stop({}); },
                 [this](const wire::Connect& connect) { client_.connect(connect); },
                 [this](const wire::Disconnect&) { client_.disconnect({}); },
                 [this](const wire::WatchParties& watch) { watch_parties(watch.watch); },
                 [this](const wire::WatchCapture& watch) { capture_.watch(watch.watch); },
                 [this](const wire::ClearCapture&) { tap_.clear(); },
                 [this](const auto& request) { client_.carry_out(request); },
             },
             command);
}

void Worker::watch_parties(bool watch) {
  if (!watch) {
    browser_.reset();
  } else if (!browser_) {
    browser_.emplace(context_, [this](wire::Event event) { emit(std::move(event)); });
  }
}

void Worker::wind_down() {
  browser_.reset();
  drain_deadline_.expires_after(kDrainDeadline);
  drain_deadline_.async_wait([this](const std::error_code& error) {
    if (!error) {
      finish();
    }
  });
  // Our own client first, so that it leaves by the front door also when its host is this one.
  client_.disconnect([this] { host_.stop([this] { finish(); }); });
}

void Worker::finish() {
  context_.stop();
}

void Worker::emit(wire::Event event) {
  batch_.push_back(std::move(event));
  if (batch_.size() == 1) {
    asio::post(context_, [this] { deliver(); });
  }
}

void Worker::deliver() {
  wire::EventBatch batch = std::exchange(batch_, {});
  if (batch.empty()) {
    return;
  }
  try {
    on_events_(std::move(batch));
  } catch (...) {
    // Whoever should have been told is the one who failed: there is nobody left to tell.
    return;
  }
}

void Worker::report_fault(std::string_view what) {
  emit(wire::Notice{wire::Severity::kError,
                    "internal",
                    "Something went wrong inside the program (" + std::string(what) +
                        "). It goes on; please report it.",
                    {}});
}

}  // namespace hubbub::net

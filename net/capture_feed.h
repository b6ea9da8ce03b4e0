// Brings what the tap captures to whoever watches, in bounded batches at a steady rate.
//
// Net worker only. It owns a timer, which runs only while somebody watches and there is something.
#pragma once

#include <chrono>
#include <cstddef>

#include <asio/steady_timer.hpp>

#include "net/event_sink.h"
#include "net/tap.h"

namespace hubbub::net {

class CaptureFeed {
 public:
  // A window that redraws more often than this only wastes its time.
  static constexpr std::chrono::milliseconds kInterval{33};
  // While the ring is being caught up with.
  static constexpr std::chrono::milliseconds kCatchUpInterval{5};
  static constexpr std::size_t kMaxFramesPerBatch = 4096;

  // Both outlive the feed.
  CaptureFeed(asio::io_context& context, Tap& tap, EventSink sink);

  // On: the whole ring, then what comes, as CaptureAdvanced. Off: nothing more.
  void watch(bool on);

 private:
  void arm(std::chrono::milliseconds delay);
  void deliver();

  Tap& tap_;
  const EventSink sink_;
  asio::steady_timer timer_;
  bool watching_ = false;
  bool armed_ = false;
};

}  // namespace hubbub::net

#include "net/capture_feed.h"

#include <system_error>
#include <utility>

namespace hubbub::net {

CaptureFeed::CaptureFeed(asio::io_context& context, Tap& tap, EventSink sink)
    : tap_(tap), sink_(std::move(sink)), timer_(context) {}

void CaptureFeed::watch(bool on) {
  watching_ = on;
  if (!on) {
    tap_.on_new({});
    timer_.cancel();
    armed_ = false;
    return;
  }
  tap_.rewind();
  tap_.on_new([this] { arm(kInterval); });
  arm(std::chrono::milliseconds{0});
}

void CaptureFeed::arm(std::chrono::milliseconds delay) {
  if (armed_) {
    return;
  }
  armed_ = true;
  timer_.expires_after(delay);
  timer_.async_wait([this](const std::error_code& error) {
    if (!error && watching_) {
      deliver();
    }
  });
}

void CaptureFeed::deliver() {
  armed_ = false;
  wire::CaptureAdvanced advanced = tap_.take_new(kMaxFramesPerBatch);
  const bool full = advanced.frames.size() >= kMaxFramesPerBatch;
  if (!advanced.frames.empty()) {
    sink_(std::move(advanced));
  }
  if (tap_.has_new()) {
    arm(full ? kCatchUpInterval : kInterval);
  }
}

}  // namespace hubbub::net

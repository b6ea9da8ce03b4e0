#include "net/server/long_texts.h"

#include <algorithm>
#include <utility>

namespace hubbub::net::server {

std::chrono::milliseconds LongTexts::wait(Session& session, std::size_t bytes_out,
                                          Clock::Instant now) {
  if (std::exchange(turn_, nullptr) == &session)
    return std::chrono::milliseconds{0};
  bucket_.charge(0, now);
  if (line_.empty() && bucket_.wait() == std::chrono::milliseconds{0})
    return std::chrono::milliseconds{0};
  const std::chrono::duration<double> for_the_others{static_cast<double>(bytes_in_line_) /
                                                     kLongTextBytesPerSecond};
  line_.push_back({&session, bytes_out});
  bytes_in_line_ += bytes_out;
  return bucket_.wait() + std::chrono::ceil<std::chrono::milliseconds>(for_the_others) +
         std::chrono::milliseconds{1};
}

void LongTexts::said(std::size_t bytes_out, Clock::Instant now) {
  const auto cost = static_cast<double>(bytes_out);
  bucket_.charge(cost, now);
  bucket_.cap_debt(cost);
}

Session* LongTexts::next(Clock::Instant now) {
  turn_ = nullptr;
  bucket_.charge(0, now);
  if (line_.empty() || bucket_.wait() > std::chrono::milliseconds{0})
    return nullptr;
  bytes_in_line_ -= line_.front().bytes_out;
  turn_ = line_.front().session;
  line_.pop_front();
  return turn_;
}

std::optional<std::chrono::milliseconds> LongTexts::until_next() const {
  if (line_.empty())
    return std::nullopt;
  return bucket_.wait();
}

void LongTexts::forget(const Session& session) {
  const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting& waiting) {
    return waiting.session == &session;
  });
  if (found != line_.end()) {
    bytes_in_line_ -= found->bytes_out;
    line_.erase(found);
  }
  if (turn_ == &session)
    turn_ = nullptr;
}

}  // namespace hubbub::net::server

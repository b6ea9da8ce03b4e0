#include "net/server/long_texts.h"

#include <algorithm>
#include <utility>

namespace hubbub::net::server {
namespace {

std::chrono::duration<double> time_for(std::size_t bytes_out) {
  return std::chrono::duration<double>{static_cast<double>(bytes_out) / kLongTextBytesPerSecond};
}

}  // namespace

std::chrono::milliseconds LongTexts::wait(Session& session, std::size_t bytes_out,
                                          Clock::Instant now) {
  if (std::exchange(turn_, nullptr) == &session)
    return std::chrono::milliseconds{0};
  bucket_.charge(0, now);
  if (line_.empty() && bucket_.wait() == std::chrono::milliseconds{0})
    return std::chrono::milliseconds{0};
  // As if it came so much later: the line keeps its order, and nobody is passed without end.
  const auto later = std::chrono::duration_cast<Clock::Instant::duration>(time_for(bytes_out));
  const Waiting waiting{&session, bytes_out, now + later * kLongTextYields};
  const auto found = std::find_if(line_.begin(), line_.end(), [&](const Waiting& other) {
    return other.place <= waiting.place;
  });
  std::size_t ahead = 0;
  for (auto other = found; other != line_.end(); ++other)
    ahead += other->bytes_out;
  line_.insert(found, waiting);
  return wait_behind(ahead);
}

std::chrono::milliseconds LongTexts::wait_behind(std::size_t bytes_out) const {
  return bucket_.wait() + std::chrono::ceil<std::chrono::milliseconds>(time_for(bytes_out)) +
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
  turn_ = line_.back().session;
  line_.pop_back();
  return turn_;
}

std::optional<std::chrono::milliseconds> LongTexts::until_next() const {
  if (line_.empty())
    return std::nullopt;
  return bucket_.wait();
}

void LongTexts::forget(const Session& session) {
  std::erase_if(line_, [&](const Waiting& waiting) { return waiting.session == &session; });
  if (turn_ == &session)
    turn_ = nullptr;
}

}  // namespace hubbub::net::server

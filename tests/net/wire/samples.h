// Random messages and random cuts for the wire's property tests. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <random>
#include <vector>

#include "net/wire/encoder.h"
#include "net/wire/messages.h"
#include "net/wire/sampler.h"

namespace hubbub::tests {

// Calls f(M) with a random message of every kind that either side sends.
template <class F>
void for_each_sample(std::mt19937_64& generator, F&& f) {
  const auto sample_one = [&]<class M>() { f(net::wire::sampled<M>(generator)); };
  net::wire::ClientMessages::for_each(sample_one);
  net::wire::HostMessages::for_each(sample_one);
  net::wire::DatagramMessages::for_each(sample_one);
}

// The only frame in `bytes`, which hold exactly one well-formed header and what it announces.
inline net::wire::FrameView frame_in(net::wire::ByteView bytes) {
  return net::wire::view_frame(net::wire::read_header(bytes), bytes);
}

// `count` frames of random kinds, one after the other.
inline net::wire::Bytes sampled_stream(std::mt19937_64& generator, std::size_t count) {
  net::wire::Bytes stream;
  while (count > 0) {
    for_each_sample(generator, [&](const auto& message) {
      if (count > 0 && generator() % 4 == 0) {
        net::wire::encode(message, stream);
        --count;
      }
    });
  }
  return stream;
}

// `bytes` in segments of random sizes, from one byte to about `longest`.
inline std::vector<net::wire::ByteView> cut_at_random(std::mt19937_64& generator,
                                                      net::wire::ByteView bytes,
                                                      std::size_t longest) {
  std::vector<net::wire::ByteView> segments;
  while (!bytes.empty()) {
    const std::size_t size = std::min<std::size_t>(1 + generator() % longest, bytes.size());
    segments.push_back(bytes.first(size));
    bytes = bytes.subspan(size);
  }
  return segments;
}

// Every cut of a short frame, a random few hundred of a long one: all of 64 KiB would be quadratic.
inline std::vector<std::size_t> places_in(std::mt19937_64& generator, std::size_t size) {
  constexpr std::size_t kAllUpTo = 1024;
  constexpr std::size_t kSome = 200;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < std::min(size, kAllUpTo); ++i) {
    places.push_back(i);
  }
  for (std::size_t i = 0; size > kAllUpTo && i < kSome; ++i) {
    places.push_back(generator() % size);
  }
  return places;
}

}  // namespace hubbub::tests

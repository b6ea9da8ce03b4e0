// Random messages, made from the declarations: food for property tests and the fuzz corpus.
//
// The sampler takes a generator and keeps no state of its own; one thread per generator.
#pragma once

#include <random>

namespace hubbub::net::wire {

// A message with every field drawn at random, within its limits. `M` is one of messages_forward.h;
// sampler.cpp has the functions for all of them.
template <class M>
M sampled(std::mt19937_64& generator);

}  // namespace hubbub::net::wire

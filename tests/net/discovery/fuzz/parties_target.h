// What the fuzzer of the datagrams of discovery does with one input; the same function replays the
// corpus in the normal build.
//
// It aborts when a promise is broken, which is what a fuzzer listens for. Any thread.
#pragma once

#include "net/wire/frame.h"

namespace hubbub::tests {

// `input` is pieces: a byte that says from where, one that says how much later (in units of 50 ms),
// two with the size (little-endian), then that many bytes of a datagram. Whatever they hold:
// questions are as few as promised, nothing is told that was not signed, and in the end everybody
// is forgotten.
void hear_datagrams(net::wire::ByteView input);

}  // namespace hubbub::tests

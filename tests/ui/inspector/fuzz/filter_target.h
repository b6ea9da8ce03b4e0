// What the filter's fuzzer does with one input; the same function replays the corpus in the normal
// build.
//
// It aborts when a promise is broken, which is what a fuzzer listens for. The first byte of the
// input chooses how, then comes a line that somebody types, then a stream of frames. Any thread.
#pragma once

#include "net/wire/frame.h"

namespace hubbub::tests {

// While the text is typed and frames come in, the filter shows what a reading of all of them anew
// would, in order, and knows where each of them stands.
void filter_anything(net::wire::ByteView input);

}  // namespace hubbub::tests

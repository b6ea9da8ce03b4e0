// What the fuzzers do with one input; the same functions replay the corpus in the normal build.
//
// They abort when a promise is broken, which is what a fuzzer listens for. The first byte of the
// input chooses how the rest is cut into segments. Any thread.
#pragma once

#include "net/wire/frame.h"

namespace hubbub::tests {

// Our own dialect: splitter, then every message of both lists. The frames and the error are those
// of the uncut stream; what decodes, encodes to something that decodes to the same.
void read_as_hubbub(net::wire::ByteView input);

// The dialect of 2006: the same for its splitter, with both length conventions and padding.
void read_as_2006(net::wire::ByteView input);

// The inspector's tree in both dialects: inside the bytes, and without a gap when nothing is wrong.
void trace_anything(net::wire::ByteView input);

}  // namespace hubbub::tests

// One input of the session fuzzer: a script of what people, the disk and the clock do to a host.
//
// The same function replays the corpus in the normal build. It aborts when a promise is broken:
// what a guest of our dialect is sent is well-formed, and the numbers of a room rise without a gap.
// Any thread.
#pragma once

#include "net/wire/frame.h"

namespace hubbub::tests {

void play_script(net::wire::ByteView input);

}  // namespace hubbub::tests

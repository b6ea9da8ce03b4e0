// What the fuzzer of the settings file does with one input; the same function replays the corpus in
// the normal build.
//
// It aborts when a promise is broken, which is what a fuzzer listens for. Any thread.
#pragma once

#include <string_view>

namespace hubbub::tests {

// Whatever a settings file holds: what is read of it is within its bounds, is read as the defaults
// when it is no TOML, and is the same after it was written and read again.
void read_settings(std::string_view file);

}  // namespace hubbub::tests

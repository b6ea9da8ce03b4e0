// libFuzzer's way in; see script.h.
#include <cstddef>
#include <cstdint>

#include "tests/net/server/fuzz/script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hubbub::tests::play_script({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}

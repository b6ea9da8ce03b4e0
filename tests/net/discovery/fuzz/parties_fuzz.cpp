// libFuzzer's way in; see parties_target.h.
#include <cstddef>
#include <cstdint>

#include "tests/net/discovery/fuzz/parties_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hubbub::tests::hear_datagrams({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}

// libFuzzer's way in; see targets.h.
#include <cstddef>
#include <cstdint>

#include "tests/net/wire/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hubbub::tests::read_as_2006({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}

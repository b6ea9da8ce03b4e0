// libFuzzer's way in; see filter_target.h.
#include <cstddef>
#include <cstdint>

#include "tests/ui/inspector/fuzz/filter_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hubbub::tests::filter_anything({reinterpret_cast<const std::byte*>(data), size});
  return 0;
}

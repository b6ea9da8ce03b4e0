// libFuzzer's way in; see settings_target.h.
#include <cstddef>
#include <cstdint>

#include "tests/app/fuzz/settings_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hubbub::tests::read_settings({reinterpret_cast<const char*>(data), size});
  return 0;
}

#include "third_party/fonts.h"

// Defined by the assembly that fonts.cmake writes: each pair encloses one font file.
extern "C" {
extern const std::byte hubbub_font_inter_regular_begin[];
extern const std::byte hubbub_font_inter_regular_end[];
extern const std::byte hubbub_font_inter_semibold_begin[];
extern const std::byte hubbub_font_inter_semibold_end[];
extern const std::byte hubbub_font_jetbrains_mono_begin[];
extern const std::byte hubbub_font_jetbrains_mono_end[];
extern const std::byte hubbub_font_fork_awesome_begin[];
extern const std::byte hubbub_font_fork_awesome_end[];
}

namespace third_party {

std::span<const std::byte> inter_regular() noexcept {
  return {hubbub_font_inter_regular_begin, hubbub_font_inter_regular_end};
}

std::span<const std::byte> inter_semibold() noexcept {
  return {hubbub_font_inter_semibold_begin, hubbub_font_inter_semibold_end};
}

std::span<const std::byte> jetbrains_mono() noexcept {
  return {hubbub_font_jetbrains_mono_begin, hubbub_font_jetbrains_mono_end};
}

std::span<const std::byte> fork_awesome() noexcept {
  return {hubbub_font_fork_awesome_begin, hubbub_font_fork_awesome_end};
}

}  // namespace third_party

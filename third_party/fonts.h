// The font files that the executable carries, so that it looks the same from wherever it runs.
//
// Any thread; the bytes live as long as the program and are never written. Each is a whole font
// file for FreeType: Dear ImGui's AddFontFromMemoryTTF takes it with FontDataOwnedByAtlas = false.
#pragma once

#include <cstddef>
#include <span>

namespace third_party {

std::span<const std::byte> inter_regular() noexcept;   // OpenType (CFF), Latin, Greek, Cyrillic
std::span<const std::byte> inter_semibold() noexcept;  // the same in semi-bold
std::span<const std::byte> jetbrains_mono() noexcept;  // TrueType, fixed width, regular
// Icons at private code points U+F000 to U+F39C; Debian's package fonts-fork-awesome lists them by
// name in /usr/share/fonts-fork-awesome/icons.yml (`id` and `unicode`).
std::span<const std::byte> fork_awesome() noexcept;

}  // namespace third_party

#include "net/wire/spoken_words.h"

#include <cstddef>

namespace hubbub::net::wire {

std::string spoken_words(const KeyId& key) {
  constexpr char kConsonants[] = "bdfghjklmnprstvz";
  constexpr char kVowels[] = "aiou";
  constexpr std::size_t kWords = 4;
  if (key.is_none())
    return {};
  std::string words;
  for (std::size_t i = 0; i < kWords; ++i) {
    if (i > 0)
      words += '-';
    const unsigned bits = key.bytes[2 * i] * 256U + key.bytes[2 * i + 1];
    words += kConsonants[bits >> 12U & 0xFU];
    words += kVowels[bits >> 10U & 0x3U];
    words += kConsonants[bits >> 6U & 0xFU];
    words += kVowels[bits >> 4U & 0x3U];
    words += kConsonants[bits & 0xFU];
  }
  return words;
}

}  // namespace hubbub::net::wire

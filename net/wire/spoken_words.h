// Identities as words that two people compare aloud. Pure function; any thread.
#pragma once

#include <string>

#include "net/wire/digest.h"

namespace hubbub::net::wire {

// "lusab-babad-gutih-tugad": the first 64 bits of the identity as four pronounceable words of five
// letters (proquints, after D. S. Wilkerson, arXiv 0901.4016). To make a key with the words of
// another one takes about 2^64 tries. Empty for none.
std::string spoken_words(const KeyId& key);

}  // namespace hubbub::net::wire

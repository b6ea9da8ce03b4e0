// Why an encrypted stream is over: a word for programs, a sentence for people. Value type and pure
// functions; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace hubbub::net::tls {

// The words: "closed" (the peer said so), "truncated" (the connection below ended without that),
// "tls-version", "tls-no-key", "tls-refused" (the peer's reason is in the sentence), "tls-garbled",
// "tls-too-long", "not-tls", "tls-failed".
struct Ending {
  std::string code;
  std::string reason;
};

// From the queue of errors that a failed call has left, which it empties. `established`: the
// handshake was over.
Ending ending_of_failure(bool established);

}  // namespace hubbub::net::tls

// Why a connection is over, or never came to be: a word for programs, a sentence for people.
//
// Value type and pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

namespace hubbub::net::client {

struct Ending {
  std::string code;    // "refused", "timed-out", …
  std::string reason;  // says what to do about it, where something can be done
  bool retry = false;  // trying again, unchanged, may help
};

// Why `address` ("192.168.1.7:24280") could not be connected to.
Ending connect_failure(const std::error_code& error, std::string_view address);

// Why `host` has no address.
Ending lookup_failure(const std::error_code& error, std::string_view host);

// Why an established connection to `target` broke. The end of the stream is one of the errors.
Ending broken_connection(const std::error_code& error, std::string_view target);

// Something else than a Hubbub host answers: `what` is a sentence. It goes on with how to reach a
// server of 2006.
Ending other_protocol(const std::string& what);

// A farewell with that code came in the clear, where an encrypted host is expected. Anybody on the
// way may have written it: nothing of its text is told, and trying again may reach the host.
Ending unencrypted_farewell(std::string_view code, std::string_view target);

// Of two failures of the same undertaking, the one that tells a person more.
const Ending& more_telling(const Ending& a, const Ending& b);

}  // namespace hubbub::net::client

// Whether a host kept its promises: every acknowledged line in every log once, in one order, and
// nothing that was not acknowledged taken for it. Pure.
#pragma once

#include <string>
#include <vector>

#include "net/wire/message_id.h"
#include "tests/history/evidence.h"

namespace hubbub::history {

struct Complaint {
  std::string what;
  net::wire::MessageId id;  // none: about no single message
};

// Empty: all promises were kept. The evidence is that of a time at which everybody was online and
// had heard everything.
std::vector<Complaint> judge(const Evidence& evidence);

}  // namespace hubbub::history

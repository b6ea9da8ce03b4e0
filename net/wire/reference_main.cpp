// Prints the protocol reference; the target `docs` writes it to docs/protocol.md.
#include <cstdio>

#include "net/wire/reference.h"

int main() {
  const std::string page = hubbub::net::wire::protocol_reference();
  return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}

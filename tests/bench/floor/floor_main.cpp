// floor_server send|queue|log: prints its port as `hubbub --serve` does, and relays until ended.
#include <cstdio>
#include <exception>

#include "tests/bench/floor/relay.h"

int main(int argc, char** argv) {
  auto sending = hubbub::bench::make_sending(argc == 2 ? argv[1] : "");
  if (!sending) {
    std::fputs("usage: floor_server send|queue|log\n", stderr);
    return 2;
  }
  try {
    hubbub::bench::Relay relay(std::move(sending));
    std::printf("{\"event\":\"listening\",\"port\":%u}\n", unsigned{relay.port()});
    std::fflush(stdout);
    relay.run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "floor_server: %s\n", error.what());
    return 1;
  }
}

// What encryption costs: a handshake, and each byte. Handshakes count both ends.
#include <benchmark/benchmark.h>

#include "net/tls/stream.h"
#include "tests/net/tls/pair.h"

namespace hubbub::net::tls {
namespace {

using tests::Pair;
using tests::somebody;

struct Contexts {
  std::shared_ptr<const Context> client = Context::make(Role::kClient, somebody());
  std::shared_ptr<const Context> server = Context::make(Role::kServer, somebody());
};
const Contexts& contexts() {
  static const Contexts made;
  return made;
}

void handshake(benchmark::State& state) {
  for (auto step : state) {
    static_cast<void>(step);
    Pair pair(contexts().client, contexts().server);
    pair.shake_hands();
    auto key = pair.server.stream.peer_key();  // a constant one is deprecated (benchmark 1.9)
    benchmark::DoNotOptimize(key);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(handshake);

void seal(benchmark::State& state) {
  Pair pair(contexts().client, contexts().server);
  pair.shake_hands();
  const std::string text(static_cast<std::size_t>(state.range(0)), 't');
  for (auto step : state) {
    static_cast<void>(step);
    pair.server.out.clear();
    pair.server.say(text);
    benchmark::DoNotOptimize(pair.server.out.data());
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(seal)->Arg(100)->Arg(1'000)->Arg(64 * 1024);

void seal_and_open(benchmark::State& state) {
  Pair pair(contexts().client, contexts().server);
  pair.shake_hands();
  const std::string text(static_cast<std::size_t>(state.range(0)), 't');
  for (auto step : state) {
    static_cast<void>(step);
    pair.server.say(text);
    pair.client.take(pair.server.out);
    pair.client.heard.clear();
    pair.server.out.clear();
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(seal_and_open)->Arg(100)->Arg(1'000)->Arg(64 * 1024);

}  // namespace
}  // namespace hubbub::net::tls

#include "net/engine.h"

#include <utility>

#include "net/worker.h"

namespace hubbub::net {

Engine::Engine(OnEvents on_events, const EngineOptions& options)
    : worker_(std::make_unique<Worker>(std::move(on_events), options)) {}

Engine::~Engine() {
  stop();
}

void Engine::post(wire::Command command) {
  worker_->post(std::move(command));
}

void Engine::stop() {
  worker_->stop();
}

}  // namespace hubbub::net

// The net worker: everything of this process that touches the network, behind one door.
//
// It owns a thread, and on it the host, the client and the tap. post() may be called from any
// thread; everything else from the one that made the engine. What happens comes back through the
// function given to the constructor, called on the worker thread, in order, a batch per turn of its
// loop; of the engine, that function may call nothing but post().
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "net/capture.h"
#include "net/wire/commands.h"
#include "net/wire/events.h"

namespace hubbub::net {

class Worker;

struct EngineOptions {
  Capture capture = Capture::kOn;
  // Where the identity and the keys of known hosts are kept; empty: both end with the engine.
  std::filesystem::path data;
};

class Engine {
 public:
  using OnEvents = std::function<void(wire::EventBatch)>;

  // Starts the thread. `on_events` has to stay callable until stop() returned.
  // The identity is read, or made, before the constructor returns; what is wrong with it comes as a
  // Notice "identity".
  explicit Engine(OnEvents on_events, const EngineOptions& options = {});
  // Stops if need be.
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Carried out on the worker, in the order of the calls. After stop() it does nothing.
  void post(wire::Command command);

  // Logs out, tells the host's guests, gives the last bytes a few seconds at most to leave, and
  // ends the thread. All events have been delivered when it returns.
  void stop();

 private:
  const std::unique_ptr<Worker> worker_;
};

}  // namespace hubbub::net

// Derives keys from passwords (password.h) beside the net worker, which must not stand still for
// it.
//
// One at a time, on a thread that lives as long as there is something to derive; the others wait,
// as many as kMaxWaitingDerivations. Used from one thread, on which the answers arrive as well.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "net/wire/digest.h"

namespace hubbub::net::tls {

class Derivations {
 public:
  // Has a function called on the owner's thread; callable from any. Has to stay so until the
  // object is gone.
  using Post = std::function<void(std::function<void()>)>;
  using Done = std::function<void(const std::optional<wire::Digest>&)>;

  explicit Derivations(Post post);
  // Waits for the one under way (a second at most); no answer comes any more.
  ~Derivations();
  Derivations(const Derivations&) = delete;
  Derivations& operator=(const Derivations&) = delete;

  // Calls `done` later with what derive() gives. False when too many wait: it never will.
  [[nodiscard]] bool start(std::string password, const wire::Digest& salt, int log2_n, Done done);

 private:
  struct State;
  const std::shared_ptr<State> state_;
};

}  // namespace hubbub::net::tls

// Brings what the store's threads have to say to the net worker, as long as the history is there to
// say it.
//
// tell() may be called by any thread; everything else is the net worker's.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "net/history/store.h"

namespace hubbub::net::history {

class Outlet {
 public:
  explicit Outlet(Post post) : post_(std::move(post)), open_(std::make_shared<bool>(true)) {}

  // Runs `message` on the net worker, after what was told before; not at all once closed.
  void tell(std::function<void()> message) const {
    post_([open = open_, message = std::move(message)] {
      if (*open)
        message();
    });
  }

  void close() { *open_ = false; }

 private:
  const Post post_;
  const std::shared_ptr<bool> open_;
};

}  // namespace hubbub::net::history

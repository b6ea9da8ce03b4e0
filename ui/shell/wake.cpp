#include "ui/shell/wake.h"

#include <atomic>
#include <mutex>

#include <GLFW/glfw3.h>

namespace hubbub::ui::shell {
namespace {

std::atomic<bool> pending = false;

// Held while GLFW is called, so that it is not taken down in between.
std::mutex gate;
bool open = false;

}  // namespace

void wake() {
  if (pending.exchange(true)) {
    return;  // the sleep is being ended already
  }
  const std::lock_guard lock(gate);
  if (open) {
    glfwPostEmptyEvent();
  }
}

void accept_wakes() {
  const std::lock_guard lock(gate);
  open = true;
}

void refuse_wakes() {
  const std::lock_guard lock(gate);
  open = false;
}

bool take_wake() {
  return pending.exchange(false);
}

}  // namespace hubbub::ui::shell

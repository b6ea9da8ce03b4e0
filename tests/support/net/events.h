// Picking events out of what the net worker reported. Any thread.
#pragma once

#include <variant>
#include <vector>

#include "net/wire/events.h"

namespace hubbub::tests {

// All events of one kind, in order.
template <class E>
std::vector<E> all_of(const std::vector<net::wire::Event>& events) {
  std::vector<E> found;
  for (const net::wire::Event& event : events) {
    if (const E* wanted = std::get_if<E>(&event)) {
      found.push_back(*wanted);
    }
  }
  return found;
}

}  // namespace hubbub::tests

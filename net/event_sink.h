// Where the parts of the net worker put what happened. Net worker only.
#pragma once

#include <functional>

#include "net/wire/events.h"

namespace hubbub::net {

// Takes one event. The engine gathers them and hands them on in batches, once per loop turn.
using EventSink = std::function<void(wire::Event)>;

}  // namespace hubbub::net

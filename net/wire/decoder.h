// Bytes to messages. Any thread.
//
// Lengths are checked against the declaration's limits before anything is allocated; a field that
// can't be read ends the decoding with its name and offset. Bytes after the last field belong to a
// later revision and are skipped.
//
// `M` is a message of messages_forward.h. decoder.cpp has the functions for all of them; a source
// that reads one includes the *_messages.h that declares it.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "net/wire/error.h"
#include "net/wire/frame.h"
#include "net/wire/messages_forward.h"

namespace hubbub::net::wire {

// Reads `frame` as an M; its command is not looked at.
template <class M>
Result<M> decode(const FrameView& frame);

// Reads `frame` as whichever message of the list has its command and calls handler(M&&).
// A handler that lacks an overload for one of them does not compile.
template <class... Ms, class Handler>
std::optional<DecodeError> dispatch(MessageList<Ms...>, const FrameView& frame, Handler&& handler) {
  std::optional<DecodeError> error = DecodeError{ErrorCode::kUnknownCommand, 0, "command"};
  const auto try_one = [&]<class M>() {
    if (frame.command != static_cast<std::int32_t>(M::kCommand))
      return false;
    auto message = decode<M>(frame);
    if (message.ok()) {
      error.reset();
      handler(std::move(*message));
    } else {
      error = message.error();
    }
    return true;
  };
  static_cast<void>((try_one.template operator()<Ms>() || ...));
  return error;
}

}  // namespace hubbub::net::wire

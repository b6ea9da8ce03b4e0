// Messages of a host as events, apart from whose they are and when they were said, which depends on
// where we stand. Pure functions; any thread.
#pragma once

#include "net/wire/events.h"
#include "net/wire/host_messages.h"

namespace hubbub::net::client {

inline wire::MessageReceived received(const wire::Message& message) {
  wire::MessageReceived event;
  event.room = message.room;
  event.from = message.from;
  event.text = message.text;
  event.id = message.id;
  event.seq = message.seq;
  event.time = message.time;
  event.who = message.who;
  return event;
}

inline wire::MessageReceived received(const wire::Private& whisper, const wire::KeyId& own_key) {
  wire::MessageReceived event;
  event.from = whisper.from;
  event.to = whisper.to;
  event.text = whisper.text;
  event.id = whisper.id;
  event.seq = whisper.seq;
  event.time = whisper.time;
  event.own = whisper.own != 0;
  event.is_private = true;
  event.who = wire::head_of(event.own ? own_key : whisper.other);
  event.other = whisper.other;
  return event;
}

}  // namespace hubbub::net::client

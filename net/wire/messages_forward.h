// Every message of our dialect by its name: the forward declarations, and the lists of all
// messages that the encoder, the decoder, its trace, the sampler and the reference go through.
//
// What only passes messages on includes this; whoever looks into one includes the *_messages.h that
// declares it (messages.h: all of them), so that a changed field rebuilds few sources.
#pragma once

namespace hubbub::net::wire {

template <class... Messages>
struct MessageList {
  // Calls f.template operator()<M>() for each.
  template <class F>
  static void for_each(F&& f) {
    (f.template operator()<Messages>(), ...);
  }
};

// Being named here with `struct` is each message's forward declaration.
using ClientMessages =
    MessageList<struct Login, struct Proof, struct Logout, struct Post, struct Whisper, struct Join,
                struct Leave, struct SetTopic, struct ChangeNick, struct Who, struct ListRooms,
                struct Fetch, struct Search, struct Moderate, struct ListBans, struct Ping>;
using HostMessages =
    MessageList<struct Welcome, struct Challenge, struct Roster, struct Message, struct Joined,
                struct Left, struct Renamed, struct Topic, struct Moderated, struct Private,
                struct Ack, struct Refused, struct Unsure, struct Held, struct Rooms, struct Page,
                struct Found, struct Bans, struct Farewell, struct Pong>;
// These travel alone, in datagrams.
using DatagramMessages = MessageList<struct Query, struct Announcement>;

// A part of `Login` and of `Join`.
struct RoomPosition;

}  // namespace hubbub::net::wire

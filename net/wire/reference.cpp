#include "net/wire/reference.h"

#include <concepts>

#include "net/wire/messages.h"

namespace hubbub::net::wire {
namespace {

// Collects one table row a field.
class ReferenceVisitor {
 public:
  void name(const char* field, const std::string&, std::uint32_t limit, const char* doc) {
    row(field, "the frame's name, at most " + std::to_string(limit) + " bytes", doc);
  }
  void text(const char* field, const std::string&, std::uint32_t limit, const char* doc) {
    row(field, "text, at most " + std::to_string(limit) + " bytes", doc);
  }
  void rest(const char* field, const std::string&, std::uint32_t limit, const char* doc) {
    row(field, "UTF-8 to the end of the frame, at most " + std::to_string(limit) + " bytes", doc);
  }
  void magic(const char* field, std::string_view value, const char* doc) {
    row(field, "the " + std::to_string(value.size()) + " bytes `" + std::string(value) + "`", doc);
  }
  template <std::unsigned_integral T>
  void number(const char* field, T, const char* doc) {
    row(field, "u" + std::to_string(8 * sizeof(T)), doc);
  }
  void time(const char* field, HostTime, const char* doc) { row(field, "i64, µs since 1970", doc); }
  template <class Id>
  void id(const char* field, const Id&, const char* doc) {
    row(field, std::to_string(Id::kBytes) + " bytes", doc);
  }
  void secret(const char* field, const Digest& value, const char* doc) { id(field, value, doc); }
  template <class Enum>
  void choice(const char* field, Enum value, const char* doc) {
    std::string type = "u8:";
    const auto names = names_of(value);
    for (std::size_t i = 0; i < names.size(); ++i)
      type += (i == 0 ? " " : ", ") + std::to_string(i) + ' ' + std::string(names[i]);
    row(field, type, doc);
  }
  template <class Element>
  void list(const char* field, const std::vector<Element>&, std::uint32_t limit, const char* doc) {
    row(field, "list, at most " + std::to_string(limit) + " elements", doc);
    prefix_ += std::string(field) + "[].";
    const Element element;
    Element::describe(element, *this);
    prefix_.resize(prefix_.size() - std::string_view(field).size() - 3);
  }

  [[nodiscard]] const std::string& rows() const { return rows_; }

 private:
  void row(const char* field, const std::string& type, const char* doc) {
    rows_ += "| `" + prefix_ + field + "` | " + type + " | " + doc + " |\n";
  }

  std::string prefix_;
  std::string rows_;
};

constexpr std::string_view kIntroduction = R"(# The Hubbub protocol

This page is made from the declarations in `net/wire/messages.h` (`cmake --build build/dev
--target docs` writes it; a test compares). With it and nothing else one can write a client.

## Frames

TCP, one connection per person, port 24280 unless told otherwise. Everything on it is a frame, in
both directions, one after the other, without padding:

| offset | size | field |
| --- | --- | --- |
| 0 | 4 | command: signed 32-bit, little-endian |
| 4 | 4 | nameLen: bytes of the name field |
| 8 | 4 | msgLen: bytes of the message field |
| 12 | nameLen | name: UTF-8 |
| 12 + nameLen | msgLen | message: the fields of the tables below, one after the other |

These 12 bytes are enough to find the next frame, whatever the command. A reader skips frames whose
command it does not know, and bytes after the last field that it knows: that is how the protocol
grows. A length that is negative or above its limit (name 1,024 bytes, message 131,072 bytes) ends
the connection.

Field types: `u8` `u16` `u32` `u64` are unsigned and little-endian. A *text* is a `u32` count of
bytes, then that many bytes of UTF-8. A *list* is a `u32` count, then the elements' fields.

## A conversation

Encrypted conversations are the same inside TLS 1.3, on the same port (see
[security.md](security.md), also for which certificates pass); a connection that begins with the
byte 0x16 is one.

1. The client connects and sends `login`, a login of 2006 whose message field says hello. This page
   is version 3 of the protocol, and the only one: both version fields of the hello are 3.
2. The host answers `welcome`, then a `roster` of each room that the client is in (the lobby first),
   each followed by the lines that the client asked for and has not seen; or it asks for the party's
   password (`challenge`, answered by `proof`) first; or it answers `farewell` and closes. A host of
   2006 never answers a login.
3. `joined`, `left`, `renamed`, `topic`, `moderated` and `message` of a room carry one gapless
   sequence. A client that comes back names, per room, the epoch, the run of the host and the last
   number it has, and gets what follows. Numbers above `roster.kept` that it has from an earlier run
   did not survive the host's end, or the history was put back from a copy: it forgets those lines,
   and what has these numbers now follows. Runs have random numbers: of what was seen in a run that
   the host does not know it has nothing, so a client also names the runs before, and how far it had
   come in each. If the epoch is another one, or `roster.first` is beyond the next number, lines are lost to it.
   A host that has to make room lets the oldest `joined`, `left` and `renamed` go before anything that
   was said: among lines that come again, a number that is skipped was one of these.
4. The client sends `post`, and may send on without waiting. The host sends the `message` to all in
   the room at once, the sender too, and answers with `ack` when the line is on its disk, or with
   `refused`. A client sends what is not acknowledged again after a loss. A `post` with an id that the
   host knows, from the same key (without one: from the same nick), is acknowledged again and not said
   again; so is a `whisper`. It remembers ids for a while: what is sent again says from where on it
   may have come before, and if that is too long ago the host answers `unsure`.
5. A `private` comes when it is on the host's disk. Their numbers rise; a client that comes back says
   the last one it has, and gets what it missed. They wait for whoever is away and has a key.
   Names change hands, keys do not: a line says by its sender's key (`who`, `other`) whose it is,
   and a `whisper` or `fetch` that names a key means that person under whatever name.
6. The client sends `ping` every `welcome.heartbeat_ms`. A side that hears nothing for three of
   these closes. Whoever says too much is not listened to for a while, and hears `held` if that is a
   second or more.
7. The client leaves with `logout`; the host closes. A host that stops, or throws a client out, says
   so in `farewell`.

Names: 1 to 64 bytes of UTF-8 without control characters and without `*`, no space at either end,
unique on the host without regard to case, width and look. The protocol of 2006 is spoken on the same port; see
[2006.md](2006.md).
)";

constexpr std::string_view kDiscovery = R"(
## Being found

Beside the conversations a host answers datagrams (UDP), each of them one frame as above, alone.
They go to port 24280 of the groups 239.255.72.85 and ff12::4855:4242 and of the broadcast address,
with a hop limit of 255. Whoever looks for parties sends a `query` there from a port of its own and
is answered at that port; then it sends one to where the answer came from, with another nonce, and
believes what answers that, if the signature is right: signed (Ed25519) are the text
`hubbub announcement 1` and all bytes of the message field behind the signature. The key that signs
is the one that the host shows in TLS. Nobody listens to a datagram with a lower hop limit, or from
an address that is not on the network of the interface at which it arrives.
)";

constexpr std::string_view kMalformed = R"(
## What is malformed

What a host does with what it can't take. A farewell ends the connection; after anything else it goes
on. The others in a room get nothing of it, but `left` where it ends.

| from a client | answer |
| --- | --- |
| a length in the header below zero | farewell `negative-length` |
| a length in the header, a text or a list above its limit | farewell `too-long` |
| a field, or a list's count, that goes beyond its frame | farewell `truncated` |
| text that is not well-formed UTF-8 | farewell `not-utf8` |
| a value that is not among those listed | farewell `unknown-value` |
| a second `login`, a `proof` that nobody asked for, anything but a `proof` after `challenge` | farewell `not-expected` |
| no version in common | farewell `version` |
| a wrong `proof` | farewell `password-wrong` |
| a `login` with a name that can't be, is somebody's, or looks like it | farewell `nick-invalid` `nick-taken` `nick-looks-alike` |
| a `rename` to one | refused `nick-invalid` `nick-taken` `nick-looks-alike` |
| a command that is unknown, a host's, or of 2006 | refused `unknown-command` |
| a message without text | refused `empty-text` |
| about a room that one is not in; leaving the lobby | refused `not-in-room` |
| a room whose name can't be; one room too many | refused `room-invalid` `too-many-rooms` |
| a `whisper` to nobody | refused `no-such-nick` |
| a `whisper` with a key that is nobody's here, to somebody's name | refused `nick-belongs` |
| a `moderate` without the role for it | refused `not-allowed` |
| a `moderate` about what is not so | refused `no-such-nick` `no-such-ban` `no-such-line` `not-muted` `not-changed` |
| 200 of what is refused, at once | farewell `abuse` |
| a `fetch` or `search` where one is not, or too many of them | `page` or `found`, with a problem |
| bytes after the last field, a name where none is declared, numbers beyond what there is | as if they were not there |
| the end in the middle of a frame | none |
| a first frame that is no hello | as to a program of 2006 |

A program of 2006 gets a farewell's sentence in a Message without a name. A Message before the Login
ends the connection; a second Login, a second List and unknown commands are ignored.
)";

constexpr std::string_view kCodes = R"(
## Codes

`refused.code` and `farewell.code` are words for programs; the text beside them is for people.

| code | in | meaning |
| --- | --- | --- |
| `nick-taken` | farewell, refused | somebody has that name |
| `nick-belongs` | farewell, refused | it belongs to another key |
| `nick-looks-alike` | farewell, refused | it looks like somebody else's name |
| `replaced` | farewell | the same key came in under that name on another connection |
| `tls-required` | farewell | the host takes encrypted connections only |
| `password-wrong` `password-wait` `password-needs-encryption` | farewell | the party's password |
| `banned` `kicked` | farewell | somebody with a role wants it so |
| `locked` | farewell | the party is locked, and the client was never there before |
| `abuse` | farewell | too many requests that had to be refused |
| `read-only` | refused, farewell | the host's disk takes nothing at the moment |
| `muted` | refused | the client may not say anything |
| `not-allowed` | refused | the role for it is missing |
| `no-such-line` `no-such-ban` `not-muted` `not-changed` `not-bannable` `no-key` | refused | there is nothing to do, or nobody to know the person by |
| `nick-invalid` | farewell, refused | empty, too long, or with characters that names can't have |
| `room-invalid` | refused | the same for a room's name |
| `version` | farewell | no protocol version in common |
| `host-full` | farewell | the host has as many connections as it takes |
| `address-full` | farewell | that address has as many connections as it may have |
| `not-in-room` | refused | one talks only in rooms that one is in |
| `too-many-rooms` | refused | one can't be in more rooms, or the host can't have more |
| `no-such-nick` | refused | nobody of that name is here |
| `empty-text` | refused | a message without text |
| `too-long` | refused | a text above `welcome.max_text_bytes`, where that is less than `post` can carry |
| `unknown-command` | refused | the host does not know this command; the connection goes on |
| `negative-length` `too-long` `truncated` `not-utf8` `unknown-value` `not-expected` | farewell | the frame broke a rule of this page; the text says where |
| `login-timeout` | farewell | no login in time |
| `timed-out` | farewell | nothing heard for three heartbeats |
| `too-slow` | (none: the connection is cut) | the client did not read; the others see the reason in `left` |
| `host-stopped` | farewell | the host closes for everybody |
)";

template <class List>
std::string tables(List, std::string_view heading) {
  std::string out = "\n## " + std::string(heading) + "\n";
  List::for_each([&]<class M>() {
    out += "\n### " + std::to_string(static_cast<int>(M::kCommand)) + " `" + std::string(M::kName) +
           "`\n\n" + std::string(M::kDoc) + "\n\n| field | type | meaning |\n| --- | --- | --- |\n";
    ReferenceVisitor visitor;
    const M message;
    M::describe(message, visitor);
    out += visitor.rows();
  });
  return out;
}

template <class List>
void find_name(List, std::int32_t command, std::string_view& name) {
  List::for_each([&]<class M>() {
    if (command == static_cast<std::int32_t>(M::kCommand))
      name = M::kName;
  });
}

}  // namespace

std::string_view name_of_command(std::int32_t command) {
  std::string_view name = "?";
  find_name(ClientMessages{}, command, name);
  find_name(HostMessages{}, command, name);
  find_name(DatagramMessages{}, command, name);
  return name;
}

std::string_view name_of_2006_command(std::int32_t command) {
  switch (static_cast<Command2006>(command)) {
    case Command2006::kLogin:
      return "Login";
    case Command2006::kLogout:
      return "Logout";
    case Command2006::kMessage:
      return "Message";
    case Command2006::kList:
      return "List";
    case Command2006::kNull:
      return "Null";
  }
  return "?";
}

std::string protocol_reference() {
  return std::string(kIntroduction) + tables(ClientMessages{}, "From a client") +
         tables(HostMessages{}, "From the host") + std::string(kDiscovery) +
         tables(DatagramMessages{}, "In datagrams") + std::string(kMalformed) + std::string(kCodes);
}

}  // namespace hubbub::net::wire

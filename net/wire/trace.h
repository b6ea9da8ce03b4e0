// The decode tree of one frame, as the inspector shows it: the decoder's own trace.
//
// Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "net/wire/events.h"

namespace hubbub::net::wire {

// One line of the tree. Nodes come in depth-first order; a node's children are the nodes that
// follow it with a greater depth.
struct TraceNode {
  unsigned depth = 0;
  std::string name;   // "header", "nameLen", "text", "members[2]", …
  std::string type;   // "i32 le", "u64 le", "utf-8", "id", "group", "enum u8", …
  std::string value;  // for a person: "34 (message)", "\"hello\"", "0x2a", …; empty for groups
  std::string doc;    // what the field means, from its declaration
  std::size_t offset = 0;  // from the frame's first byte
  std::size_t length = 0;  // in bytes; 0 for a field that takes no room
  bool bad = false;        // decoding broke here
};

struct Trace {
  std::string type;     // the message's name: "message", "welcome", …; "?" when unknown
  std::string summary;  // one line: what a list shows
  std::vector<TraceNode> nodes;
  std::string error;             // empty: decoded whole; else a sentence
  std::size_t error_offset = 0;  // where it broke
};

// The tree of `frame` (one whole frame, or bytes that are none) as a peer of `dialect` reads it.
// Never fails: of a bad frame it gives what could be read, and where and why it broke.
Trace trace_frame(std::span<const std::byte> frame, Dialect dialect);

// Only the name and the one-line summary of what trace_frame() gives.
struct TraceSummary {
  std::string type;
  std::string summary;
};
TraceSummary summarize_frame(std::span<const std::byte> frame, Dialect dialect);

}  // namespace hubbub::net::wire

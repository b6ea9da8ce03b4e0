#include "net/wire/trace.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <type_traits>

#include "net/wire/dialect_2006.h"
#include "net/wire/field_decoder.h"
#include "net/wire/messages.h"
#include "net/wire/reference.h"

namespace hubbub::net::wire {
namespace {

constexpr std::size_t kSummaryTextBytes = 120;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

// "2026-11-24 18:05:09.123456 UTC"; a time beyond four-digit years stays a number (asked before the
// calendar is: its years have 16 bits and would come round).
std::string utc(HostTime time) {
  using namespace std::chrono;
  constexpr sys_days kFirst{year{1} / January / 1};
  constexpr sys_days kEnd{year{10000} / January / 1};
  if (time < kFirst || time >= kEnd) {
    return std::to_string(time.time_since_epoch().count()) + " us";
  }
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  std::string year = std::to_string(static_cast<int>(date.year()));
  std::string fraction = std::to_string(clock.subseconds().count());
  fraction.insert(0, 6 - std::min<std::size_t>(6, fraction.size()), '0');
  return year + '-' + two_digits(static_cast<unsigned>(date.month())) + '-' +
         two_digits(static_cast<unsigned>(date.day())) + ' ' +
         two_digits(static_cast<unsigned>(clock.hours().count())) + ':' +
         two_digits(static_cast<unsigned>(clock.minutes().count())) + ':' +
         two_digits(static_cast<unsigned>(clock.seconds().count())) + '.' + fraction + " UTC";
}

const char* type_of(const std::string&) {
  return "utf-8";
}
const char* type_of(std::string_view) {
  return "bytes";
}
const char* type_of(const HostTime&) {
  return "i64 le, us since 1970";
}
const char* type_of(const MessageId&) {
  return "16 bytes";
}
const char* type_of(const Digest&) {
  return "32 bytes";
}
template <class Enum>
requires std::is_enum_v<Enum>
const char* type_of(Enum) {
  return "u8 enum";
}
const char* type_of(std::uint8_t) {
  return "u8";
}
const char* type_of(std::uint16_t) {
  return "u16 le";
}
const char* type_of(std::uint32_t) {
  return "u32 le";
}
const char* type_of(std::uint64_t) {
  return "u64 le";
}

std::string shown(std::string_view value) {
  return quoted(value);
}
std::string shown(const HostTime& value) {
  return utc(value);
}
std::string shown(const MessageId& value) {
  return value.to_hex();
}
std::string shown(const Digest& value) {
  return value.to_hex();
}
template <class Enum>
requires std::is_enum_v<Enum> std::string shown(Enum value) {
  return std::to_string(static_cast<int>(value)) + " (" + std::string(name_of(value)) + ')';
}
template <std::unsigned_integral T>
std::string shown(T value) {
  return std::to_string(value);
}

// Writes the tree down while the decoder reads.
class TreeObserver {
 public:
  explicit TreeObserver(std::vector<TraceNode>& nodes) : nodes_(nodes) {}

  template <class Value>
  void field(const char* name, const char* doc, const Value& value, std::size_t offset,
             std::size_t length) {
    nodes_.push_back({depth(), name, type_of(value), shown(value), doc, offset, length, false});
  }
  void enter(const char* name, std::size_t offset) { open(name, offset); }
  void enter_element(const char* name, std::size_t index, std::size_t offset) {
    open(std::string(name) + '[' + std::to_string(index) + ']', offset);
  }
  void leave(std::size_t end) {
    nodes_[open_.back()].length = end - nodes_[open_.back()].offset;
    open_.pop_back();
  }

 private:
  [[nodiscard]] unsigned depth() const { return static_cast<unsigned>(open_.size()); }
  void open(std::string name, std::size_t offset) {
    nodes_.push_back({depth(), std::move(name), "group", {}, {}, offset, 0, false});
    open_.push_back(nodes_.size() - 1);
  }

  std::vector<TraceNode>& nodes_;
  std::vector<std::size_t> open_;
};

void add_leaf(Trace& trace, unsigned depth, std::string name, std::string type, std::string value,
              std::string doc, std::size_t offset, std::size_t length) {
  trace.nodes.push_back({depth, std::move(name), std::move(type), std::move(value), std::move(doc),
                         offset, length, false});
}

void add_header(Trace& trace, const FrameHeader& header, std::string_view command_name) {
  add_leaf(trace, 0, "header", "group", {}, "the 12 bytes that open every frame", 0, kHeaderBytes);
  add_leaf(trace, 1, "command", "i32 le",
           std::to_string(header.command) + " (" + std::string(command_name) + ')',
           "which message this is", 0, 4);
  add_leaf(trace, 1, "nameLen", "i32 le", std::to_string(header.name_length),
           "length of the name field", 4, 4);
  add_leaf(trace, 1, "msgLen", "i32 le", std::to_string(header.message_length),
           "length of the message field", 8, 4);
}

void break_at(Trace& trace, const DecodeError& error, std::size_t frame_size) {
  trace.error = sentence_for(error);
  trace.error_offset = error.offset;
  const std::size_t offset = std::min(error.offset, frame_size);
  for (TraceNode& node : trace.nodes) {
    if (node.name == error.field && node.offset == error.offset) {
      node.bad = true;
      return;
    }
  }
  trace.nodes.push_back({0,
                         std::string(error.field),
                         std::string(word_for(error.code)),
                         trace.error,
                         {},
                         offset,
                         frame_size - offset,
                         true});
}

// The line that a list shows: the first texts that say what the frame is about.
std::string summarize(const std::vector<TraceNode>& nodes) {
  std::string line;
  for (const TraceNode& node : nodes) {
    const bool telling = node.depth == 0 && node.length > 0 && node.type != "group" &&
                         node.type != "16 bytes" && node.type != "32 bytes" &&
                         node.type != "bytes" && node.value != "\"\"" && node.value != "0";
    if (!telling || line.size() >= kSummaryTextBytes)
      continue;
    if (!line.empty())
      line += "  ";
    line += node.name;
    line += '=';
    line += node.type == "utf-8" ? prefix_within(node.value, kSummaryTextBytes)
                                 : std::string_view(node.value);
  }
  return line;
}

void add_bytes(Trace& trace, std::string name, std::size_t count, std::string doc,
               std::size_t offset) {
  add_leaf(trace, 0, std::move(name), "bytes", std::to_string(count) + " bytes", std::move(doc),
           offset, count);
}

// A message that declares no name skips one; the tree shows it all the same, in its place.
void add_skipped_name(Trace& trace, const FrameView& frame, std::size_t first_of_body) {
  const bool declared =
      trace.nodes.size() > first_of_body && trace.nodes[first_of_body].offset == kHeaderBytes;
  if (frame.name.empty() || declared)
    return;
  add_bytes(trace, "name", frame.name.size(), "not used by this message", kHeaderBytes);
  const auto first = trace.nodes.begin() + static_cast<std::ptrdiff_t>(first_of_body);
  std::rotate(first, trace.nodes.end() - 1, trace.nodes.end());
}

template <class List>
bool trace_body(List, const FrameView& frame, Trace& trace) {
  bool known = false;
  List::for_each([&]<class M>() {
    if (known || frame.command != static_cast<std::int32_t>(M::kCommand))
      return;
    known = true;
    const std::size_t first_of_body = trace.nodes.size();
    TreeObserver observer(trace.nodes);
    FieldDecoder<TreeObserver> decoder(frame, observer);
    M message;
    M::describe(message, decoder);
    if (decoder.failed()) {
      break_at(trace, decoder.error(), frame.bytes.size());
      return;
    }
    add_skipped_name(trace, frame, first_of_body);
    if (!decoder.unread().empty()) {
      add_bytes(trace, "extension", decoder.unread().size(), "fields of a later revision",
                decoder.offset());
    }
  });
  return known;
}

Trace trace_hubbub(ByteView bytes) {
  Trace trace;
  const FrameHeader header = read_header(bytes);
  trace.type = name_of_command(header.command);
  add_header(trace, header, trace.type);
  if (auto error = check_lengths(header)) {
    break_at(trace, *error, bytes.size());
    return trace;
  }
  if (bytes.size() < frame_bytes(header)) {
    break_at(trace, {ErrorCode::kTruncated, bytes.size(), "frame"}, bytes.size());
    return trace;
  }
  const FrameView frame = view_frame(header, bytes.first(frame_bytes(header)));
  if (!trace_body(ClientMessages{}, frame, trace) && !trace_body(HostMessages{}, frame, trace) &&
      !trace_body(DatagramMessages{}, frame, trace)) {
    break_at(trace, {ErrorCode::kUnknownCommand, 0, "command"}, bytes.size());
  }
  if (trace.error.empty() && bytes.size() > frame.bytes.size()) {
    add_bytes(trace, "trailing", bytes.size() - frame.bytes.size(),
              "more bytes than the header announces", frame.bytes.size());
  }
  return trace;
}

Trace trace_2006(ByteView bytes) {
  Trace trace;
  const FrameHeader header = read_header(bytes);
  trace.type = name_of_2006_command(header.command);
  add_header(trace, header, trace.type);
  const Reading2006 reading = read_2006(bytes);
  if (reading.verdict == Reading2006::Verdict::kBroken) {
    break_at(trace, reading.error, bytes.size());
    return trace;
  }
  if (reading.verdict == Reading2006::Verdict::kIncomplete) {
    break_at(trace, {ErrorCode::kTruncated, bytes.size(), "frame"}, bytes.size());
    return trace;
  }
  const Frame2006& frame = reading.frame;
  add_leaf(trace, 0, "name", "utf-8", quoted(frame.name), "who", kHeaderBytes, frame.name.size());
  add_leaf(trace, 0, "message", "utf-8", quoted(frame.text), "what",
           kHeaderBytes + frame.name.size(), frame.text.size());
  if (frame.bytes.size() < bytes.size()) {
    add_bytes(trace, "padding", bytes.size() - frame.bytes.size(),
              "fills the one read of 1,024 bytes that a program of 2006 takes for a frame",
              frame.bytes.size());
  }
  return trace;
}

}  // namespace

Trace trace_frame(std::span<const std::byte> frame, Dialect dialect) {
  Trace trace;
  if (frame.size() < kHeaderBytes) {
    trace.type = "?";
    break_at(trace, {ErrorCode::kTruncated, frame.size(), "header"}, frame.size());
  } else {
    trace = dialect == Dialect::kHubbub ? trace_hubbub(frame) : trace_2006(frame);
  }
  trace.summary = trace.error.empty() ? summarize(trace.nodes) : trace.error;
  return trace;
}

TraceSummary summarize_frame(std::span<const std::byte> frame, Dialect dialect) {
  Trace trace = trace_frame(frame, dialect);
  return {std::move(trace.type), std::move(trace.summary)};
}

}  // namespace hubbub::net::wire

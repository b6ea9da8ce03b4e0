// What the inspector says of a frame, as text. Pure functions; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "net/wire/events.h"
#include "net/wire/trace.h"

namespace hubbub::ui::inspector {

std::span<const std::byte> bytes_of(const net::wire::CapturedFrame& frame);

std::string_view direction_name(net::wire::Direction direction);  // "received", "sent"
std::string_view side_name(net::wire::Side side);                 // "client", "host"

// Seconds with six places: "12.034567".
std::string seconds_text(std::chrono::nanoseconds time);

// "0a ff 10": two lower-case digits a byte, `per_line` bytes a line (0: all on one).
std::string hex_text(std::span<const std::byte> bytes, std::size_t per_line = 0);

// The deepest node that holds the byte at `offset`; trace.nodes.size() if none does.
std::size_t node_at(const net::wire::Trace& trace, std::size_t offset);

// "text, utf-8, 5 bytes at 14".
std::string node_text(const net::wire::TraceNode& node);

}  // namespace hubbub::ui::inspector

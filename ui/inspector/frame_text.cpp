#include "ui/inspector/frame_text.h"

#include <cstdint>

namespace hubbub::ui::inspector {

std::span<const std::byte> bytes_of(const net::wire::CapturedFrame& frame) {
  return {frame.data(), frame.storage ? frame.size : 0};
}

std::string_view direction_name(net::wire::Direction direction) {
  return direction == net::wire::Direction::kReceived ? "received" : "sent";
}

std::string_view side_name(net::wire::Side side) {
  return side == net::wire::Side::kClient ? "client" : "host";
}

std::string seconds_text(std::chrono::nanoseconds time) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  std::string fraction = std::to_string(micros % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  return std::to_string(micros / 1'000'000) + "." + fraction;
}

std::string hex_text(std::span<const std::byte> bytes, std::size_t per_line) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 3);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) {
      text += per_line > 0 && i % per_line == 0 ? '\n' : ' ';
    }
    const auto value = std::to_integer<unsigned>(bytes[i]);
    text += kDigits[value >> 4U];
    text += kDigits[value & 15U];
  }
  return text;
}

std::size_t node_at(const net::wire::Trace& trace, std::size_t offset) {
  std::size_t best = trace.nodes.size();
  for (std::size_t i = 0; i < trace.nodes.size(); ++i) {
    const net::wire::TraceNode& node = trace.nodes[i];
    const bool holds = offset >= node.offset && offset - node.offset < node.length;
    if (holds && (best == trace.nodes.size() || node.depth >= trace.nodes[best].depth)) {
      best = i;
    }
  }
  return best;
}

std::string node_text(const net::wire::TraceNode& node) {
  std::string text = node.name;
  if (!node.type.empty() && node.type != "group") {
    text += ", " + node.type;
  }
  return text + ", " + std::to_string(node.length) +
         (node.length == 1 ? " byte at " : " bytes at ") + std::to_string(node.offset);
}

}  // namespace hubbub::ui::inspector

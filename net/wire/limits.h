// Every bound of the wire, named once. Decoders check them before they allocate.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hubbub::net::wire {

inline constexpr std::uint16_t kDefaultPort = 24280;
inline constexpr std::uint16_t k2006Port = 1000;
inline constexpr const char* kDefaultRoom = "lobby";

// Bytes of UTF-8.
inline constexpr std::uint32_t kMaxNickBytes = 64;
inline constexpr std::uint32_t kMaxRoomBytes = 64;
inline constexpr std::uint32_t kMaxTitleBytes = 256;
inline constexpr std::uint32_t kMaxAgentBytes = 64;
inline constexpr std::uint32_t kMaxReasonBytes = 512;
inline constexpr std::uint32_t kMaxCodeBytes = 32;
inline constexpr std::uint32_t kMaxTextBytes = 64 * 1024;
inline constexpr std::uint32_t kMaxTopicBytes = 512;
inline constexpr std::uint32_t kMaxSearchBytes = 256;
inline constexpr std::uint32_t kMaxAddressBytes = 64;

// Rooms in one hello.
inline constexpr std::uint32_t kMaxHelloRooms = 64;

// Elements of one roster frame; a longer roster takes several frames.
inline constexpr std::uint32_t kMaxRosterFrameMembers = 512;

// Elements of one frame of history, and the bytes of them that make it full: an entry that would
// come after these waits for the next frame.
inline constexpr std::uint32_t kMaxPageEntries = 200;
inline constexpr std::uint32_t kMaxFoundEntries = 50;
inline constexpr std::uint32_t kFullPageBytes = 48 * 1024;

inline constexpr std::uint32_t kMaxListedRooms = 128;
inline constexpr std::uint32_t kMaxListedBans = 128;

// Of any frame: the name and message lengths in its header, in bytes.
inline constexpr std::uint32_t kMaxFrameNameBytes = 1024;
inline constexpr std::uint32_t kMaxFrameMessageBytes = 128 * 1024;

// The receive buffer of an original program of 2006: one frame never exceeds it.
inline constexpr std::size_t k2006FrameBytes = 1024;
// What a program of 2006 may say that its name, or its text, is long: more than any of them can
// take.
inline constexpr std::int32_t kMax2006FieldLength = 4096;

}  // namespace hubbub::net::wire

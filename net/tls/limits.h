// Every bound of encryption and identity, named once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hubbub::net::tls {

// ---- Identity ---------------------------------------------------------------------------------
// A certificate has to say when it is good: from 1970 on and without an end (RFC 5280, 4.1.2.5),
// whatever the clock says when it is made.
inline constexpr std::chrono::sys_seconds kValidFrom{};
inline constexpr std::chrono::sys_seconds kValidUntil{std::chrono::seconds{253'402'300'799}};
inline constexpr std::size_t kMaxIdentityFileBytes = 16 * 1024;

// ---- Connections ------------------------------------------------------------------------------
// Of what a peer shows before it is known: its hello, its certificate, all of its handshake.
inline constexpr std::size_t kMaxClientHelloBytes = 8 * 1024;
inline constexpr std::size_t kMaxCertificateBytes = 8 * 1024;
inline constexpr std::size_t kMaxHandshakeBytes = 32 * 1024;
// Plaintext of one record (RFC 8446, 5.1).
inline constexpr std::size_t kMaxRecordBytes = 16 * 1024;

// ---- Known hosts ------------------------------------------------------------------------------
// The one that was met or confirmed longest ago makes room.
inline constexpr std::size_t kMaxKnownHosts = 4096;
inline constexpr std::size_t kMaxKnownHostsFileBytes = 2 * 1024 * 1024;
inline constexpr std::size_t kMaxKnownTargetBytes = 300;

// ---- Passwords --------------------------------------------------------------------------------
// Cost of scrypt as the power of two N. A host chooses kHostLog2N, 50 to 100 ms of one core; a
// client computes what a host asks for within the other two (the larger takes 256 MB and a second).
inline constexpr std::uint8_t kHostLog2N = 15;
inline constexpr std::uint8_t kLeastLog2N = 14;  // less would help who poses as a host to guess
inline constexpr std::uint8_t kGreatestLog2N = 18;
inline constexpr std::size_t kMaxPasswordBytes = 1024;
// That wait for the one under way.
inline constexpr std::size_t kMaxWaitingDerivations = 64;

}  // namespace hubbub::net::tls

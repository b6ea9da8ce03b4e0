// Every bound of the client, named once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hubbub::net::client {

// ---- Getting there ----------------------------------------------------------------------------
// Of one name, that are tried.
inline constexpr std::size_t kMaxAddresses = 16;
// Look-ups under way in this process; one that the system never answers can't be taken back.
inline constexpr int kMaxLookups = 4;
inline constexpr std::chrono::milliseconds kLookupTimeout{10'000};
// From one address of a host to the next, while none has answered (RFC 8305, section 8).
inline constexpr std::chrono::milliseconds kConnectionAttemptDelay{250};
// For each address.
inline constexpr std::chrono::milliseconds kConnectTimeout{5'000};
// From the connection to the host's first answer.
inline constexpr std::chrono::milliseconds kHandshakeTimeout{6'000};
// From the host's question for the password until it is derived, and from our proof to the answer.
inline constexpr std::chrono::milliseconds kProofTimeout{10'000};

// ---- Coming back ------------------------------------------------------------------------------
inline constexpr std::chrono::milliseconds kFirstRetry{250};
inline constexpr std::chrono::milliseconds kLongestRetry{10'000};
// The same after the host has ended the party in order, and for how long in all.
inline constexpr std::chrono::milliseconds kFirstRetryAfterEnd{4'000};
inline constexpr std::chrono::milliseconds kLongestRetryAfterEnd{30'000};
inline constexpr std::chrono::minutes kWaitForHost{60};
// A connection that lasted this long counts as a success: the next loss starts from the first
// delay.
inline constexpr std::chrono::milliseconds kStableAfter{10'000};
// Answers in a row that our name is taken, while our own lost connection may still hold it.
inline constexpr unsigned kGhostAttempts = 12;

// ---- Online -----------------------------------------------------------------------------------
// Whatever interval the host asks for, within these.
inline constexpr std::chrono::milliseconds kShortestHeartbeat{200};
inline constexpr std::chrono::milliseconds kLongestHeartbeat{120'000};
inline constexpr std::chrono::milliseconds kDefaultHeartbeat{10'000};
inline constexpr int kHeartbeatsUntilLost = 3;
// Lines of a room from before we came.
inline constexpr std::uint32_t kBacklogLines = 200;
// Private messages from before we came.
inline constexpr std::uint32_t kPrivateBacklogLines = 200;
// From our goodbye until the host has closed.
inline constexpr std::chrono::milliseconds kFarewellTimeout{2'000};

// ---- Memory -----------------------------------------------------------------------------------
// Own messages that the host has not confirmed: how many, and bytes of their texts.
inline constexpr std::size_t kMaxUnconfirmed = 4'096;
inline constexpr std::size_t kMaxUnconfirmedBytes = 8 * 1024 * 1024;
// What was asked for while shaking hands, messages and joins apart.
inline constexpr std::size_t kMaxKeptRequests = 100;
// Bytes that wait for the socket.
inline constexpr std::size_t kMaxOutboxBytes = 16 * 1024 * 1024;
// People of one room; a longer roster is cut.
inline constexpr std::size_t kMaxRosterMembers = 65'536;
// Rooms, or bans, of one answer, give or take a frame.
inline constexpr std::size_t kMaxListed = 16'384;
inline constexpr std::size_t kReadBytes = 64 * 1024;

// ---- The protocol of 2006 ---------------------------------------------------------------------
// From the server's system having our Login to the List: the server's one read must be over.
inline constexpr std::chrono::milliseconds kPauseAfterLogin{150};
// A frame whose length can be read in two ways is whole if nothing follows it for that long.
inline constexpr std::chrono::milliseconds kSettleTime{40};
// A message whose echo has not come by then is reported as perhaps lost.
inline constexpr std::chrono::milliseconds kEchoTimeout{15'000};
// Frames that were sent and whose echo is waited for; more wait here.
inline constexpr std::size_t kMaxAwaitedEchoes = 16;
// Of one message; it is cut into frames.
inline constexpr std::uint32_t k2006MaxTextBytes = 16 * 1024;
// Unacknowledged bytes older than that end the connection.
inline constexpr std::chrono::milliseconds kSilenceOf2006{30'000};
// How often the socket's queue is looked at while a frame is on its way: first and at most.
inline constexpr std::chrono::microseconds kFirstPacingPoll{200};
inline constexpr std::chrono::microseconds kLongestPacingPoll{20'000};

}  // namespace hubbub::net::client

// Every bound of the host, named once. Those of the wire are in net/wire/limits.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hubbub::net::server {

// ---- Connections ----
inline constexpr std::size_t kMaxConnections = 12'000;
// From one address; this machine's own (loopback) are not counted.
inline constexpr std::size_t kMaxConnectionsPerAddress = 64;
// From accept to a login.
inline constexpr std::chrono::seconds kLoginTimeout{10};
// Bytes that a newcomer may send before it is known what it speaks.
inline constexpr std::size_t kMaxGreetingBytes = 2048;
// Between a client's pings, and how many of these of silence are death.
inline constexpr std::chrono::milliseconds kHeartbeat{5'000};
inline constexpr int kSilentHeartbeats = 3;
// Whoever has said nothing for that long, or nothing yet, or too much (flood control), is sent to
// after the others: nobody waits for those who may not be reading.
inline constexpr std::chrono::milliseconds kIdleAfter = 2 * kHeartbeat;
// To all of these together; what is said meanwhile goes out at once.
inline constexpr int kIdleSendsPerSecond = 10'000;
// A 2006 client whose machine confirms nothing for this long is gone.
inline constexpr std::chrono::milliseconds kDeadAfter{20'000};
// Between two reports of the same kind to whoever runs the host, of what strangers can cause as
// often as they like.
inline constexpr std::chrono::seconds kReportPause{10};
// A closing connection may take this long to read its last words.
inline constexpr std::chrono::seconds kLingerTimeout{2};

// ---- Memory ----
// A room's log. Sessions read from it directly, so this also bounds what can be resumed; a session
// further behind than half of it is closed: the others shall not wait. It grows by a quarter at
// most before it is sent on, even within one turn.
inline constexpr std::size_t kLobbyLogBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kRoomLogBytes = 1024 * 1024;
inline constexpr std::size_t kRoomLogChunkBytes = 64 * 1024;
// Private frames (acknowledgements, private messages, rosters) that wait for one session.
inline constexpr std::size_t kMaxOutboxBytes = 2 * 1024 * 1024;
// The same for all sessions together. Past it the largest of those that take nothing go.
inline constexpr std::size_t kMaxAllOutboxBytes = 32 * 1024 * 1024;
// Whoever takes nothing of what waits for it for that long goes, pings or no pings.
inline constexpr std::chrono::seconds kStuckAfter{20};
// Of an outbox, what is sent already and not given back yet.
inline constexpr std::size_t kOutboxSlackBytes = 64 * 1024;
// Plaintext that is encrypted at once; as much (and 22 bytes for each 16 KB) waits, encrypted, for
// a connection that takes no more.
inline constexpr std::size_t kMaxSealedBytes = 32 * 1024;
// Bytes that the system keeps unsent for a peer that takes no more. Left to itself it keeps 4 MB
// each, and what it has for all sockets together is bounded: a few hundred that never read would
// slow down every connection of the machine.
inline constexpr std::size_t kMaxSystemUnsentBytes = 256 * 1024;
// Message ids that a room recognises when they come again.
inline constexpr std::size_t kRecentIds = 16'384;

// ---- History ----
// Lines that one person is brought from the history at once, and bytes of their texts: what comes
// next is read when that has left.
inline constexpr std::size_t kReplayLines = 1'000;
inline constexpr std::size_t kReplayBytes = 64 * 1024;
// People who are brought something at the same time; the others wait for their turn.
inline constexpr std::size_t kMaxReplays = 64;
// Whoever has not read his piece after that loses his place to others.
inline constexpr std::chrono::milliseconds kReplayPatience{1'000};
// Whoever does not read what he is brought for that long is gone.
inline constexpr std::chrono::seconds kReplayTimeout{20};
// Private messages from before, for whoever comes with an empty log.
inline constexpr std::uint32_t kMaxPrivateBacklog = 500;
// Bytes of lines that wait for the disk; past it nothing is taken from anybody until it has caught
// up.
inline constexpr std::size_t kMaxUnwrittenBytes = 16 * 1024 * 1024;
// How soon the disk is looked at again then.
inline constexpr std::chrono::milliseconds kUnwrittenPause{20};
// Pages and searches that one person waits for.
inline constexpr std::size_t kMaxQuestions = 8;
// Pages that all people together wait for. It is half of what the history takes
// (history::kMaxQuestions): the rest is for those who come back.
inline constexpr std::size_t kMaxPages = 512;

// ---- Flood control: what a request takes off the bucket (net/wire/commands.h has its size) ----
inline constexpr double kMessageCost = 1;
// A long text counts once more for each of these, in bytes.
inline constexpr std::size_t kTextBytesOfOneMessage = 4 * 1024;
inline constexpr double kChangeCost = 1;  // of a name, a room, a topic
inline constexpr double kSearchCost = 0.5;
inline constexpr double kQuestionCost = 0.1;  // pages, rosters, lists
inline constexpr double kLookCost = 0.1;      // of a search that goes on, having found nothing
inline constexpr double kFrameCost = 0.02;    // anything at all
// A wait below that is no wait: the next request finds the bucket filled.
inline constexpr std::chrono::milliseconds kShortestHold{20};
// A wait that a person would notice.
inline constexpr std::chrono::milliseconds kWorthTelling{1'000};

// Of long texts (above kShortTextBytes each), the bytes that go out to all people together in a
// second, and at once: each goes to everybody, so a few who paste without end would be heard by
// all, and everybody's lines would wait for theirs. It is a hundredth of what a host can send.
inline constexpr std::size_t kShortTextBytes = 512;
inline constexpr double kLongTextBytesPerSecond = 16.0 * 1024 * 1024;
inline constexpr double kLongTextBurstBytes = 48.0 * 1024 * 1024;
// In their line one lets pass what comes up to so many times later as its own takes to go out: as
// many as can stand in line, so that whatever is much shorter than what all of them say passes all.
inline constexpr std::int64_t kLongTextYields = kMaxConnections;

// People who went with less than a full bucket, whose buckets are remembered.
inline constexpr std::size_t kMaxAllowances = 4'096;

// ---- Order ----
inline constexpr std::size_t kMaxBans = 1'000;
inline constexpr std::size_t kMaxMuted = 1'000;
// People who have left, whose addresses are remembered so long for whoever wants to ban them.
inline constexpr std::size_t kMaxLeavers = 4'096;
inline constexpr std::chrono::hours kLeaverKept{1};
// Requests that were refused: past so many, and one more a second, it is abuse.
inline constexpr double kRefusalBurst = 200;
inline constexpr double kRefusalsPerSecond = 1;
// Wrong passwords from one address until it has to wait, and how long: twice as long each time.
inline constexpr unsigned kFreeGuesses = 3;
inline constexpr std::chrono::seconds kFirstGuessPause{2};
inline constexpr std::chrono::seconds kLongestGuessPause{600};
inline constexpr std::size_t kMaxGuessers = 4'096;
// For all addresses of one IPv6 network, of which a guesser has as many as he likes; short, since
// others wait with him.
inline constexpr std::chrono::seconds kLongestNetworkPause{16};
// Wrong passwords from all addresses together: past so many, one more a second.
inline constexpr double kGuessBurst = 100;
inline constexpr double kGuessesPerSecond = 1;

// ---- Rooms ----
inline constexpr std::size_t kMaxRooms = 256;
inline constexpr std::size_t kMaxRoomsPerSession = 32;
// Rooms that one person has made, and all those at one address (this machine's own apart).
inline constexpr std::size_t kMaxRoomsOfOneMaker = 32;
inline constexpr std::size_t kMaxRoomsOfOnePlace = 64;
// When all places are taken, a room with no more lines than that, which nobody is in and whose
// maker has made so many, gives its place whenever it was used last.
inline constexpr std::size_t kFewLines = 20;
inline constexpr std::size_t kManyRooms = 8;
// When there are so many, one in which something was said gives its place, and its lines, to a new
// one if nobody has been there for so long: a few who fill them all don't keep them for good.
inline constexpr std::chrono::days kUnvisitedRoomKept{30};
// Names that belong to one key: the last ones that it used.
inline constexpr std::size_t kMaxNamesOfOnePerson = 4;
inline constexpr std::size_t kMaxOwnedNames = 50'000;
// Past so many a name belongs only to whoever has said something under it: keys cost nothing, and
// many that only log in shall not take all names' places.
inline constexpr std::size_t kMaxSilentNames = kMaxOwnedNames / 2;
// A name that was not used for so long is free again when the host starts.
inline constexpr std::chrono::days kNameKept{365};
// Earlier lines for a newcomer.
inline constexpr std::uint32_t kMaxBacklogLines = 500;
inline constexpr std::size_t kMaxBacklogBytes = 256 * 1024;

// ---- Work per turn ----
// Bytes read from one connection before the others get their turn.
inline constexpr std::size_t kReadBytes = 64 * 1024;
// After so long, or as long as the last time took, is sent though more keeps coming in.
inline constexpr std::chrono::microseconds kMaxUnflushed{300};
// Frames that one message, or what does not fit into the List, may become for a 2006 client. Each
// takes a round trip, and the rest is named by its number.
inline constexpr std::size_t k2006MaxFrames = 200;
// The same for a private message: what one person sends to another may not push him out.
inline constexpr std::size_t k2006MaxPrivateFrames = 20;
// After what pause a paced (2006) connection is asked whether its last frame arrived, which doubles
// each time: one that sleeps keeps nobody awake.
inline constexpr std::chrono::milliseconds kPace{1};
inline constexpr std::chrono::milliseconds kLongestPace{20};
// A 2006 frame whose length can be read in two ways waits this long for more bytes.
inline constexpr std::chrono::milliseconds kHoldTime{100};

}  // namespace hubbub::net::server

// Every bound of the history store, named once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hubbub::net::history {

// ---- The file ----
// A larger database is not read whole when it is opened: damage in it is noticed where it is met.
inline constexpr std::uint64_t kMaxCheckedBytes = 32 * 1024 * 1024;
// A smaller bound on the size of the history than this one is not kept to.
inline constexpr std::uint64_t kMinBytes = 1024 * 1024;
// Of a new database: SQLite's default (sqlite.org/pgszchng2016.html).
inline constexpr std::uint32_t kPageBytes = 4'096;
// Of each of the two connections.
inline constexpr int kCacheKibibytes = 16 * 1024;
// Pages of the write-ahead log that are moved into the database when there is time, and those that
// are moved even when there is none.
inline constexpr int kCheckpointPages = 1'000;
inline constexpr int kLateCheckpointPages = 8'000;
// Lies ready beside the database, for a host that has to open it on a full disk.
inline constexpr std::size_t kReserveBytes = 1024 * 1024;
// With less free than that, what can't be opened can't be opened for that.
inline constexpr std::uintmax_t kLeastFreeBytes = 256 * 1024;
// What the log keeps of its length once all of it was moved.
inline constexpr std::uint64_t kMaxIdleLogBytes = 64 * 1024 * 1024;

// ---- Known again at the start ----
inline constexpr std::size_t kRecentOfLobby = 16'384;
inline constexpr std::size_t kRecentOfRoom = 4'096;
inline constexpr std::size_t kRecentPrivate = 16'384;
// Lines looked at for each message that may be found: joins and leaves lie between them.
inline constexpr std::size_t kLinesPerRecent = 4;
inline constexpr std::uint64_t kMaxRuns = 256;

// ---- Writing ----
// A transaction holds no more than these. More than one write only while more waits.
inline constexpr std::size_t kMaxTransactionWrites = 16'384;
inline constexpr std::size_t kMaxTransactionBytes = 8 * 1024 * 1024;
// A room's lines are found by a table that names one in a stretch of this many lines of all rooms.
inline constexpr std::int64_t kStretch = 16;
// Keys whose numbers the writer remembers.
inline constexpr std::size_t kMaxCachedKeys = 4'096;
// The last line of each key is known that well, in lines of all rooms.
inline constexpr std::int64_t kKeyGrain = 1'024;
// Emptied queues that are used again.
inline constexpr std::size_t kMaxSpareQueues = 4;
// The disk did not take it: until the next try.
inline constexpr std::chrono::milliseconds kRetry{1'000};
// The end of a history waits this long for a disk that takes nothing.
inline constexpr std::chrono::milliseconds kFarewell{2'000};

// ---- Time ----
// It is noted which line was the first after so much trusted time: ages are known that well.
inline constexpr std::chrono::minutes kAgeGrain{10};
// Trusted time is kept with what is written, and at least so often while nothing is.
inline constexpr std::chrono::minutes kTimeKept{1};
inline constexpr std::chrono::hours kIdleTimeKept{1};

// ---- In the background ----
// From a commit until what it leaves to do is done: lines that trickle in are indexed together.
inline constexpr std::chrono::milliseconds kChoreDelay{250};
// A step of indexing, forgetting or removing: a commit waits no longer than that for it.
inline constexpr std::chrono::milliseconds kStepTime{10};
// A step of forgetting while the database is larger than it may be.
inline constexpr std::chrono::milliseconds kUrgentStepTime{100};
// Lines between two looks at the clock, and bytes of their texts.
inline constexpr int kLinesPerLook = 64;
inline constexpr std::size_t kBytesPerLook = 64 * 1024;
// Nothing is indexed within a second in which more was written.
inline constexpr std::size_t kBusyLines = 2'000;
inline constexpr std::chrono::milliseconds kBusyWindow{1'000};
// How often it is asked whether something has become too old.
inline constexpr std::chrono::seconds kAgeCheck{60};
// The size from which the oldest lines go, of the bound: the rest is for what comes meanwhile.
inline constexpr std::uint64_t kFullEighths = 7;
// Lines that are looked at together for comings and goings.
inline constexpr std::int64_t kLinesPerThinning = 1'024;
// Of the newest lines, those that stay although they say only who came and went.
inline constexpr std::int64_t kComingsKept = 1'024;
// The index of words is cut in parts that are forgotten whole: bytes of text in one, and how many
// make up the history at most.
inline constexpr std::uint64_t kMaxPartBytes = 16 * 1024 * 1024;
inline constexpr std::uint64_t kMinPartBytes = 64 * 1024;
inline constexpr std::uint64_t kPartsOfBound = 32;

// ---- Reading ----
// Questions that wait, and searches apart from them; one more is refused.
inline constexpr std::size_t kMaxQuestions = 1'024;
inline constexpr std::size_t kMaxSearches = 256;
// Lines that one search looks at: those that are not indexed yet, or all where every word is too
// short for the index; and those that the index offers; and bytes of the texts of both. Its answer
// then says where to go on.
inline constexpr std::size_t kMaxScannedLines = 20'000;
inline constexpr std::size_t kMaxCandidates = 20'000;
inline constexpr std::size_t kMaxSearchedBytes = 8 * 1024 * 1024;
// Characters of a word that the index knows.
inline constexpr std::size_t kIndexedCharacters = 3;
// Runs of three characters that the index is asked for; the rest is compared with the text.
inline constexpr std::size_t kMaxTrigrams = 32;

}  // namespace hubbub::net::history

// Every bound of what the window keeps, named once. Nothing that a peer sends grows past these.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hubbub::ui::model {

// Lines kept of one room, and bytes of all logs together; past either, the oldest go, counted.
inline constexpr std::size_t kMaxRoomLines = std::size_t{1} << 20;
inline constexpr std::size_t kMaxLogBytes = std::size_t{208} << 20;

// Older lines are not asked for when less than this is left of kMaxLogBytes: a page of history has
// room in it several times over.
inline constexpr std::size_t kHistoryReserve = std::size_t{1} << 20;

// Lines found in the host's history that are kept.
inline constexpr std::size_t kMaxFound = 2'000;

// Messages that moderators removed of late: what was read before that may come after it.
inline constexpr std::size_t kMaxRemoved = 1'000;

// Pages of history that are loaded to bring a line that was found into sight.
inline constexpr std::size_t kMaxPagesToALine = 100;

// People who are ignored.
inline constexpr std::size_t kMaxIgnored = 500;

// A log grows by slabs that double from the first size to the last.
inline constexpr std::size_t kFirstSlabBytes = std::size_t{8} << 10;
inline constexpr std::size_t kSlabBytes = std::size_t{256} << 10;

// Bytes of one line's text; longer ones are cut. The wire's own limit is lower.
inline constexpr std::size_t kMaxLineBytes = std::size_t{256} << 10;

// Bytes of a name as it is shown; longer ones are cut.
inline constexpr std::size_t kMaxShownNickBytes = 255;

// Joins, leaves and renames that may be folded into one row, and the pause that ends such a run.
inline constexpr std::size_t kMaxRunLines = 256;
inline constexpr std::chrono::minutes kRunPause{30};

// Rooms and private conversations together; past it a conversation goes that only the other took
// up.
inline constexpr std::size_t kMaxRooms = 256;

// People of one room.
inline constexpr std::size_t kMaxRosterMembers = 100'000;

// Own messages that wait for the host, all rooms together; further ones stay in the composer.
inline constexpr std::size_t kMaxOutgoing = 1'000;

// Notices kept for the window to show.
inline constexpr std::size_t kMaxNotices = 100;

// Message identities remembered, to know a line that comes again.
inline constexpr std::size_t kRememberedIds = std::size_t{1} << 18;

// Clients listed of the host in this process.
inline constexpr std::size_t kMaxHostClients = 10'000;

// Bytes of a draft, which may be longer than the host takes, to be shortened by hand; more is not
// taken from the clipboard either. And how long a program that owns the clipboard may take.
inline constexpr std::size_t kMaxDraftBytes = std::size_t{256} << 10;
inline constexpr std::chrono::milliseconds kClipboardPatience{1'000};

// Captured frames kept for the inspector while it watches.
inline constexpr std::size_t kMaxFrames = 200'000;
inline constexpr std::size_t kMaxFrameBytes = std::size_t{64} << 20;
inline constexpr std::size_t kFramesPerBlock = 256;
inline constexpr std::size_t kFrameBlockBytes = std::size_t{256} << 10;

}  // namespace hubbub::ui::model

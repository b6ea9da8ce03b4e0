#include "app/limits_page.h"

#include <chrono>
#include <cstdint>
#include <string_view>

#include "app/party_files.h"
#include "net/client/limits.h"
#include "net/discovery/limits.h"
#include "net/history/limits.h"
#include "net/server/limits.h"
#include "net/tls/limits.h"
#include "net/trusted_time.h"
#include "net/wire/client_messages.h"
#include "net/wire/limits.h"
#include "ui/model/limits.h"
#include "ui/saved_party.h"

namespace hubbub::app {
namespace {

// Rows of "| what | bound |".
class Page {
 public:
  void chapter(std::string_view title) {
    text_ += "\n## " + std::string(title) + "\n\n| what | bound |\n| --- | --- |\n";
  }
  template <class Number>
  void count(std::string_view what, Number number, std::string_view unit = "") {
    row(what, grouped(static_cast<std::uint64_t>(number)), unit);
  }
  void bytes(std::string_view what, std::uint64_t number) {
    constexpr std::uint64_t kKilo = 1024;
    if (number % (kKilo * kKilo) == 0) {
      row(what, grouped(number / kKilo / kKilo), "MiB");
    } else if (number % kKilo == 0) {
      row(what, grouped(number / kKilo), "KiB");
    } else {
      row(what, grouped(number), "bytes");
    }
  }
  void time(std::string_view what, std::chrono::milliseconds duration) {
    const auto number = static_cast<std::uint64_t>(duration.count());
    number % 1000 == 0 ? row(what, grouped(number / 1000), "s") : row(what, grouped(number), "ms");
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void row(std::string_view what, const std::string& number, std::string_view unit) {
    text_ += "| " + std::string(what) + " | " + number;
    if (!unit.empty())
      text_ += ' ' + std::string(unit);
    text_ += " |\n";
  }
  // 12,000.
  static std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
      digits.insert(at - 3, ",");
    return digits;
  }

  std::string text_;
};

void describe_texts(Page& page) {
  using namespace net::wire;  // NOLINT(google-build-using-namespace): one function, one subject
  page.chapter("What can be said");
  page.bytes("a message", kMaxTextBytes);
  page.bytes("a name, of a person or a room", kMaxNickBytes);
  page.bytes("a topic", kMaxTopicBytes);
  page.bytes("the title of a party", kMaxTitleBytes);
  page.bytes("a reason", kMaxReasonBytes);
  page.bytes("words to search for", kMaxSearchBytes);
  page.bytes("a password", net::tls::kMaxPasswordBytes);
  page.bytes("any frame", kMaxFrameMessageBytes);
  page.bytes("a frame of 2006", k2006FrameBytes);
}

void describe_host(Page& page) {
  using namespace net::server;  // NOLINT(google-build-using-namespace): one function, one subject
  page.chapter("Connections to a host");
  page.count("connections", kMaxConnections);
  page.count("of them from one address (this machine's own apart)", kMaxConnectionsPerAddress);
  page.time("from connecting to the login, encryption and password included", kLoginTimeout);
  page.bytes("before it is known what a connection speaks", kMaxGreetingBytes);
  page.bytes("a TLS hello", net::tls::kMaxClientHelloBytes);
  page.bytes("a certificate", net::tls::kMaxCertificateBytes);
  page.bytes("a TLS handshake", net::tls::kMaxHandshakeBytes);
  page.time("between heartbeats", kHeartbeat);
  page.count("silent heartbeats that are death", kSilentHeartbeats);
  page.time("of silence until one is sent to after the others", kIdleAfter);
  page.count("sends a second to all that are", kIdleSendsPerSecond);
  page.time("until a silent program of 2006 is dead", kDeadAfter);
  page.time("to read last words", kLingerTimeout);
  page.time("between reports of refused connections, or of wrong passwords", kReportPause);
  page.count("wrong passwords of one address until it has to wait", kFreeGuesses);
  page.time("the first wait, which doubles each time", kFirstGuessPause);
  page.time("the longest wait", kLongestGuessPause);
  page.time("the longest wait of an IPv6 network (64 bits) for one of its addresses",
            kLongestNetworkPause);
  page.count("addresses that are remembered for it", kMaxGuessers);
  page.count("wrong passwords of all addresses until they wait; one more each second", kGuessBurst);

  page.chapter("Rooms and people of a host");
  page.count("rooms", kMaxRooms);
  page.count("rooms of one person", kMaxRoomsPerSession);
  page.count("rooms that one person has made", kMaxRoomsOfOneMaker);
  page.count("rooms that people at one address have made (this machine's own apart)",
             kMaxRoomsOfOnePlace);
  page.count("until an empty room may lose its place to a new one, if all are taken",
             kUnvisitedRoomKept.count(), "days");
  page.count("names that belong to one key", kMaxNamesOfOnePerson);
  page.count("names that belong to anybody", kMaxOwnedNames);
  page.count("names past which one has to say something to own one", kMaxSilentNames);
  page.count("bans", kMaxBans);
  page.count("muted people", kMaxMuted);
  page.count("people who left and whose addresses are remembered, to ban them", kMaxLeavers);
  page.time("for so long", kLeaverKept);

  page.chapter("How much one may ask of a host");
  page.bytes("text that counts as one message; a longer one counts more", kTextBytesOfOneMessage);
  page.bytes("long texts in a second, to all people (the first 512 bytes of each are free)",
             static_cast<std::uint64_t>(kLongTextBytesPerSecond));
  page.bytes("the same at once", static_cast<std::uint64_t>(kLongTextBurstBytes));
  page.count("refused requests before it is abuse; one more each second", kRefusalBurst);
  page.count("people who left having asked for much, and are remembered", kMaxAllowances);
  page.count("pages and searches that one person waits for", kMaxQuestions);
  page.count("pages that all people together wait for", kMaxPages);
  page.count("lines from before, for a newcomer", kMaxBacklogLines);
  page.bytes("the same, in bytes", kMaxBacklogBytes);
  page.count("private messages from before", kMaxPrivateBacklog);
  page.count("entries of one page", net::wire::kMaxPageEntries);
  page.count("lines of one answer to a search", net::wire::kMaxFoundEntries);

  page.chapter("Memory of a host");
  page.bytes("the lobby's log", kLobbyLogBytes);
  page.bytes("any other room's log", kRoomLogBytes);
  page.bytes("what waits for one person", kMaxOutboxBytes);
  page.bytes("what waits for all people together", kMaxAllOutboxBytes);
  page.time("until somebody who takes nothing of it is let go", kStuckAfter);
  page.bytes("what the system keeps besides, for one who does not read", kMaxSystemUnsentBytes);
  page.count("people who are brought lines from the history at the same time", kMaxReplays);
  page.bytes("what one of them is brought at once", kReplayBytes);
  page.time("until whoever does not read it gives way to others", kReplayPatience);
  page.time("until whoever does not read it is let go", kReplayTimeout);
  page.bytes("lines that wait for the disk before nothing more is taken", kMaxUnwrittenBytes);
  page.count("messages of a room that are known again", kRecentIds);
  page.bytes("read from one connection at once", kReadBytes);
}

void describe_history(Page& page) {
  using namespace net::history;  // NOLINT(google-build-using-namespace): one function, one subject
  page.chapter("The history (--keep-days, --keep-mb)");
  page.count("runs of the host whose end is known, for those who come back", kMaxRuns);
  page.count("runs before the last one that a returning client names", net::wire::kMaxSeenRuns);
  page.count("between two runs, by the clock, that is believed at once (or half of --keep-days)",
             net::TrustedTime::kBelievedGap.count(), "days");
  page.count("of running until a longer time is believed", net::TrustedTime::kDoubtedFor.count(),
             "days");
  page.count("questions that wait", net::history::kMaxQuestions);
  page.count("searches that wait", net::history::kMaxSearches);
  page.count("lines that one search looks at", kMaxScannedLines);
  page.bytes("their texts", kMaxSearchedBytes);
  page.bytes("put by, to begin with on a full disk", kReserveBytes);
  page.time("until a disk that takes nothing is tried again", kRetry);
  page.time("that the end of a host waits for its disk", kFarewell);
}

void describe_client(Page& page) {
  using namespace net::client;  // NOLINT(google-build-using-namespace): one function, one subject
  namespace discovery = net::discovery;
  page.chapter("Looking for parties");
  page.time("between a host's announcements", discovery::kAnnounceEvery);
  page.count("answers of a host to whoever looks, in a second", discovery::kAnswers.per_second);
  page.count("of them to one address", discovery::kAnswersToOne.per_second);
  page.time("between questions to a party that is there", discovery::kRefresh);
  page.time("until one that is silent fades", discovery::kFades);
  page.time("and goes", discovery::kGone);
  page.time("until one that only announces itself fades", discovery::kSilentFades);
  page.time("and goes", discovery::kSilentGone);
  page.count("questions to strangers in a second, in each of IPv4 and IPv6",
             discovery::kQuestions.per_second);
  page.count("parties that are listed", discovery::kMaxParties);
  page.count("addresses that are asked", discovery::kMaxSources);
  page.count("of one address, with different ports", discovery::kMaxSourcesOfOne);

  page.chapter("Joining");
  page.time("to look a name up", kLookupTimeout);
  page.time("to connect to one address", kConnectTimeout);
  page.time("until the next one is tried beside it", kConnectionAttemptDelay);
  page.time("to shake hands", kHandshakeTimeout);
  page.time("between attempts to come back, at first", kFirstRetry);
  page.time("and at most", kLongestRetry);
  page.time("after an orderly end of the party, at first", kFirstRetryAfterEnd);
  page.time("and at most", kLongestRetryAfterEnd);
  page.time("in all", kWaitForHost);
  page.count("messages that wait for the host", kMaxUnconfirmed);
  page.bytes("their texts", kMaxUnconfirmedBytes);
  page.count("known hosts", net::tls::kMaxKnownHosts);
  page.count("lines that the window keeps of a room", ui::model::kMaxRoomLines);
  page.bytes("memory of all of them", ui::model::kMaxLogBytes);
  page.count("people of one room that it shows", ui::model::kMaxRosterMembers);
  page.bytes("a draft, and what is taken from the clipboard", ui::model::kMaxDraftBytes);
  page.time("that the clipboard's owner may take", ui::model::kClipboardPatience);
  page.count("parties whose rooms and drafts are remembered", kMaxParties);
  page.count("rooms and conversations of each", ui::SavedParty::kMaxRooms);
  page.bytes("drafts of each", ui::SavedParty::kMaxDraftBytes);
}

}  // namespace

std::string limits_page() {
  Page page;
  describe_texts(page);
  describe_host(page);
  describe_history(page);
  describe_client(page);
  return "# Bounds\n\nWhat `hubbub --help-limits` prints: nothing that anybody sends grows past "
         "these.\n" +
         page.text();
}

}  // namespace hubbub::app

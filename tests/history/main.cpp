// history_checker: does a host lose, double or reorder lines when everything breaks?
//
// Exits 0 if it does not, 1 if it does (or, with --break, if the falsified log went unnoticed).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <map>
#include <string>

#include "tests/history/chaos.h"
#include "tests/history/options.h"
#include "tests/history/party.h"
#include "tests/history/verdict.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::history {
namespace {

// Of each kind: enough to see a pattern, not so much that nobody reads it.
constexpr std::size_t kShownComplaints = 2;
constexpr std::size_t kShownIncidents = 15;

void print_totals(const Chaos& chaos, Party& party, const Evidence& evidence) {
  std::size_t acknowledged = 0;
  std::map<std::string, std::size_t> failed;
  for (const GuestEvidence& guest : evidence.guests) {
    for (const auto& [id, own] : guest.own) {
      acknowledged += own.acknowledged > 0 ? 1 : 0;
      if (own.failed) {
        ++failed[own.code];
      }
    }
  }
  const tests::FaultCounts counts = party.proxy().counts();
  std::printf("%llu lines said, %zu acknowledged, %llu connections lost, host killed %llu times\n",
              static_cast<unsigned long long>(chaos.said()), acknowledged,
              static_cast<unsigned long long>(party.losses()),
              static_cast<unsigned long long>(chaos.kills()));
  constexpr const char* kNames[] = {"split", "merged",      "stalled", "cut",
                                    "reset", "half-closed", "refused"};
  std::printf("%llu faults:", static_cast<unsigned long long>(counts.all_faults()));
  for (std::size_t i = 0; i < tests::kFaults; ++i) {
    std::printf(" %llu %s", static_cast<unsigned long long>(counts.faults[i]), kNames[i]);
  }
  std::printf("; %llu connections, %llu found no host\n",
              static_cast<unsigned long long>(counts.connections),
              static_cast<unsigned long long>(counts.unreachable));
  for (const auto& [room, log] : evidence.fetched) {
    std::printf("history of %s: %zu entries\n", room.c_str(), log.size());
  }
  for (const auto& [code, count] : failed) {
    std::printf("%zu failed: %s\n", count, code.c_str());
  }
}

// What each guest has to tell about that message; without one, about its connection.
void print_incidents(const Evidence& evidence, const net::wire::MessageId& id) {
  for (const GuestEvidence& guest : evidence.guests) {
    std::vector<const Incident*> about;
    for (const Incident& incident : guest.incidents) {
      if (incident.id == id) {
        about.push_back(&incident);
      }
    }
    const auto shown = std::min(about.size(), kShownIncidents);
    for (auto i = about.size() - shown; i < about.size(); ++i) {
      std::printf("    %8.3f s %s: %s\n", static_cast<double>(about[i]->at_ms) / 1e3,
                  guest.nick.c_str(), about[i]->what.c_str());
    }
  }
}

// Without who and which number it is about.
std::string kind_of(const Complaint& complaint) {
  std::string kind = complaint.what;
  std::erase_if(kind, [](char c) { return c >= '0' && c <= '9'; });
  return kind;
}

void print_complaints(const std::vector<Complaint>& complaints, const Evidence& evidence) {
  std::map<std::string, std::size_t> kinds;
  for (const Complaint& complaint : complaints) {
    if (++kinds[kind_of(complaint)] > kShownComplaints) {
      continue;
    }
    std::printf("  %s%s%s\n", complaint.what.c_str(), complaint.id.is_none() ? "" : ", message ",
                complaint.id.is_none() ? "" : complaint.id.to_hex().c_str());
    print_incidents(evidence, complaint.id);
  }
  for (const auto& [kind, count] : kinds) {
    std::printf("%zu times: %s\n", count, kind.c_str());
  }
}

int run(const Options& options) {
  std::printf("seed %llu\n", static_cast<unsigned long long>(options.seed));
  std::fflush(stdout);
  const tests::TemporaryFolder folder;
  Party party(options, folder.path().string());
  Chaos chaos(options, party);
  chaos.run();
  const std::string restless = party.calm_down();
  const Evidence evidence = party.evidence();
  std::vector<Complaint> complaints = judge(evidence);
  if (options.kill_host && evidence.fetched.empty()) {
    complaints.insert(complaints.begin(), {"no guest was told that the host keeps a history", {}});
  }
  if (!restless.empty()) {
    complaints.insert(complaints.begin(), {"in time, " + restless, {}});
  }
  print_totals(chaos, party, evidence);
  print_complaints(complaints, evidence);
  if (options.lie != Lie::kNone) {
    std::puts(complaints.empty() ? "the falsified log was NOT noticed" : "noticed");
    return complaints.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
  }
  std::printf("%zu complaints, seed %llu\n", complaints.size(),
              static_cast<unsigned long long>(options.seed));
  return complaints.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace hubbub::history

int main(int argc, char** argv) {
  const auto options = hubbub::history::parse_options(argc, argv);
  if (!options) {
    return 2;
  }
  try {
    return hubbub::history::run(*options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "history_checker: %s\n", error.what());
    return EXIT_FAILURE;
  }
}

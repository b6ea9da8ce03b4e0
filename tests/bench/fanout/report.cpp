#include "tests/bench/fanout/report.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "tests/bench/median.h"

namespace hubbub::bench {
namespace {

// The columns that are set against each other, when both are there.
struct Comparison {
  const char* server;
  const char* base;
};
constexpr std::array kComparisons = {Comparison{"plain", "log"}, Comparison{"history", "plain"},
                                     Comparison{"tls", "plain"}, Comparison{"tls+history", "tls"},
                                     Comparison{"plain", "before"}};

std::vector<Comparison> comparisons_of(const std::vector<std::string>& servers) {
  const auto has = [&](const char* server) {
    return std::find(servers.begin(), servers.end(), server) != servers.end();
  };
  std::vector<Comparison> chosen;
  for (const Comparison& comparison : kComparisons) {
    if (has(comparison.server) && has(comparison.base)) {
      chosen.push_back(comparison);
    }
  }
  return chosen;
}

// Four significant digits, and words for millions: a table is for reading.
std::string shown(double value) {
  char text[32];
  if (value >= 1e6) {
    std::snprintf(text, sizeof(text), "%.2f M", value / 1e6);
  } else {
    std::snprintf(text, sizeof(text), value >= 1000 ? "%.0f" : "%.4g", value);
  }
  return text;
}

}  // namespace

void Report::add(const std::string& scenario, const std::string& server, const Figures& figures) {
  for (const auto& [figure, value] : figures) {
    row_of(scenario, figure).rounds[server].push_back(value);
  }
}

Report::Row& Report::row_of(const std::string& scenario, const std::string& figure) {
  for (Row& row : rows_) {
    if (row.scenario == scenario && row.figure == figure) {
      return row;
    }
  }
  return rows_.emplace_back(Row{scenario, figure, {}});
}

void Report::print_heading() const {
  std::string rule = "| --- | --- |";
  std::printf("| %-30s | %-18s |", "scenario", "figure");
  for (const std::string& server : servers_) {
    std::printf(" %11s |", server.c_str());
    rule += " --- |";
  }
  for (const Comparison& comparison : comparisons_of(servers_)) {
    const std::string name = std::string(comparison.server) + '/' + comparison.base;
    std::printf(" %15s |", name.c_str());
    rule += " --- |";
  }
  std::printf("\n%s\n", rule.c_str());
}

void Report::print(const std::string& scenario) const {
  for (const Row& row : rows_) {
    if (row.scenario != scenario) {
      continue;
    }
    std::printf("| %-30s | %-18s |", row.scenario.c_str(), row.figure.c_str());
    for (const std::string& server : servers_) {
      const auto found = row.rounds.find(server);
      std::printf(" %11s |", found == row.rounds.end() ? "" : shown(median(found->second)).c_str());
    }
    for (const Comparison& comparison : comparisons_of(servers_)) {
      const auto of = row.rounds.find(comparison.server);
      const auto to = row.rounds.find(comparison.base);
      const bool both = of != row.rounds.end() && to != row.rounds.end();
      std::printf(" %15s |", both ? shown(median_ratio(of->second, to->second)).c_str() : "");
    }
    std::printf("\n");
  }
  std::fflush(stdout);
}

bool Report::write_json(const std::string& file) const {
  auto figures = nlohmann::json::array();
  for (const Row& row : rows_) {
    for (const auto& [server, rounds] : row.rounds) {
      figures.push_back({{"scenario", row.scenario},
                         {"figure", row.figure},
                         {"server", server},
                         {"median", median(rounds)},
                         {"rounds", rounds}});
    }
  }
  std::ofstream out(file);
  out << figures.dump(1) << '\n';
  return out.good();
}

}  // namespace hubbub::bench

#include "tests/bench/fanout/report.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include <nlohmann/json.hpp>

namespace hubbub::bench {
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
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
  std::printf("| %-30s | %-18s |", "scenario", "figure");
  for (const std::string& server : servers_) {
    std::printf(" %9s |", server.c_str());
  }
  std::printf(" %10s |\n| --- | --- |", "hubbub/log");
  for (std::size_t i = 0; i <= servers_.size(); ++i) {
    std::printf(" --- |");
  }
  std::printf("\n");
}

void Report::print(const std::string& scenario) const {
  for (const Row& row : rows_) {
    if (row.scenario != scenario) {
      continue;
    }
    std::printf("| %-30s | %-18s |", row.scenario.c_str(), row.figure.c_str());
    for (const std::string& server : servers_) {
      const auto found = row.rounds.find(server);
      std::printf(" %9s |", found == row.rounds.end() ? "" : shown(median(found->second)).c_str());
    }
    const auto ours = row.rounds.find("hubbub");
    const auto floor = row.rounds.find("log");
    const bool both = ours != row.rounds.end() && floor != row.rounds.end();
    const std::string ratio = both ? shown(median(ours->second) / median(floor->second)) : "";
    std::printf(" %10s |\n", ratio.c_str());
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

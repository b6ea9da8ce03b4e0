// Medians, the table a person reads and the JSON a program does. One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/bench/fanout/scenarios.h"

namespace hubbub::bench {

class Report {
 public:
  // Servers in the order of the table's columns.
  explicit Report(std::vector<std::string> servers) : servers_(std::move(servers)) {}

  // One round's figures of one server.
  void add(const std::string& scenario, const std::string& server, const Figures& figures);

  // The rows of that scenario: medians, and the ratios of columns. A ratio is the median of the
  // rounds' ratios: what slows the machine down for a round slows both.
  void print(const std::string& scenario) const;
  void print_heading() const;
  // Every round and its median: [{"scenario":…,"figure":…,"server":…,"median":…,"rounds":[…]},…].
  // False when the file can't be written.
  [[nodiscard]] bool write_json(const std::string& file) const;

 private:
  struct Row {
    std::string scenario;
    std::string figure;
    std::map<std::string, std::vector<double>> rounds;  // by server
  };
  Row& row_of(const std::string& scenario, const std::string& figure);

  std::vector<std::string> servers_;
  std::vector<Row> rows_;
};

}  // namespace hubbub::bench

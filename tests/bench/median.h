// The middle of several measurements: on a noisy machine it tells more than their mean.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace hubbub::bench {

// `values` must not be empty.
inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// Of the ratios of what was measured beside each other, round by round; at least one round.
inline double median_ratio(const std::vector<double>& of, const std::vector<double>& to) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(of.size(), to.size()); ++i) {
    ratios.push_back(of[i] / to[i]);
  }
  return median(std::move(ratios));
}

}  // namespace hubbub::bench

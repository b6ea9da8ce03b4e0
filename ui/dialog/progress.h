// How far a connection under way has got, in steps that a person can follow. Main thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "ui/model/view.h"

namespace hubbub::ui::dialog {

enum class StepState : std::uint8_t { kWaiting, kNow, kDone };

struct Step {
  StepState state = StepState::kWaiting;
  std::string text;    // "Connecting"
  std::string detail;  // "192.168.1.7:24280"; may be empty
};

struct Progress {
  std::string heading;  // "Joining game-pc"
  std::array<Step, 3> steps;
  std::string problem;     // why it is being tried again; may be empty
  bool can_retry = false;  // it waits for the next attempt, which can be had at once
  std::optional<std::chrono::steady_clock::time_point> next_change;
};

// `starting_host`: the first step is our own host.
Progress progress_of(const model::View& view, bool starting_host,
                     std::chrono::steady_clock::time_point now);

void draw_steps(const Progress& progress);

// "Attempt 3, trying again in 4 s": rounded up, so that it never says 0. `at` may be in the past.
std::string retry_text(unsigned attempt, std::chrono::steady_clock::time_point at,
                       std::chrono::steady_clock::time_point now);
// When retry_text next says something else.
std::optional<std::chrono::steady_clock::time_point> next_retry_text(
    std::chrono::steady_clock::time_point at, std::chrono::steady_clock::time_point now);

}  // namespace hubbub::ui::dialog

// What the settings and the command line come to together. Pure functions; any thread.
#pragma once

#include <string>

#include "app/options.h"
#include "ui/settings.h"

namespace hubbub::app {

// The level of --log-level, or the mode's own: a host without a window reports, others only warn.
std::string log_level(const Options& options);

// Puts what was given on the command line over what was remembered. A name that is neither given
// nor remembered is `login`, or "guest" when that can't be a name.
void apply_options(const Options& options, const std::string& login, ui::Settings& settings);

}  // namespace hubbub::app

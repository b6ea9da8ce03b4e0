// Every bound of the program on one page: what --help-limits prints and docs/limits.md holds.
//
// Pure function; any thread.
#pragma once

#include <string>

namespace hubbub::app {

// Markdown.
std::string limits_page();

}  // namespace hubbub::app

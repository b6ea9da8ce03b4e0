// JSON objects, one a line, for a program that reads along. Pure functions; any thread.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "net/wire/events.h"

namespace hubbub::app {

// Keeps the order in which fields are written, for people who read along.
using Json = nlohmann::ordered_json;

// Where objects go.
using JsonSink = std::function<void(const Json&)>;

// The object and a line end. Ill-formed UTF-8 becomes U+FFFD. What a terminal obeys, or what turns
// the direction of text, is escaped (\u009b), wherever the texts of others hold it.
std::string line_of(const Json& object);

Json error_event(const std::string& code, const std::string& text);

// RFC 3339 in UTC with microseconds: "2026-11-24T18:30:00.000123Z".
std::string rfc3339(net::wire::HostTime time);

}  // namespace hubbub::app

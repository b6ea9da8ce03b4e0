#include "app/start_values.h"

#include "net/names.h"

namespace hubbub::app {
namespace {

bool is_name(const std::string& name) {
  return !net::refuse_nick(name);
}

}  // namespace

std::string log_level(const Options& options) {
  if (!options.log_level.empty()) {
    return options.log_level;
  }
  return options.mode == Mode::kServe ? "info" : "warning";
}

void apply_options(const Options& options, const std::string& login, ui::Settings& settings) {
  if (options.nick) {
    settings.nick = *options.nick;
  } else if (!is_name(settings.nick)) {
    settings.nick = is_name(login) ? login : "guest";
  }
  if (options.mode == Mode::kHostWindow) {
    settings.host_port = options.port.value_or(settings.host_port);
    settings.title = options.title.value_or(settings.title);
  } else if (options.mode == Mode::kJoinWindow) {
    settings.target = options.target;
    settings.join_port = options.port_or_default();
    settings.plain = options.plain;
    settings.room = options.room.empty() ? settings.room : options.room;
  }
}

}  // namespace hubbub::app

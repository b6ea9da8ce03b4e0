#include "app/options.h"

#include <CLI/CLI.hpp>

#include "net/client/target.h"
#include "net/names.h"
#include "net/version.h"
#include "net/wire/utf8.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;

constexpr const char* kDescription =
    "Hubbub, the chat that one starts at a LAN party. Without arguments it opens its window.";
constexpr const char* kFooter =
    "\nExamples:\n"
    "  hubbub --host --title \"Friday LAN\"     host a party and join it\n"
    "  hubbub --join 192.168.1.7              join one\n"
    "  hubbub --serve                         host without a window, JSON lines on stdout\n"
    "  hubbub --join HOST --pipe < lines.txt  join without a window";

// What CLI11 can't say: sentences about options that are wrong together or by their content.
std::string problem_with(Options& options) {
  const bool joins = options.mode == Mode::kJoinWindow || options.mode == Mode::kPipe;
  if (joins) {
    if (!net::client::parse_target(options.target, options.port_or_default())) {
      return "--join: \"" + options.target +
             "\" is not an address. Like this: 192.168.1.7, name:24280 or [fe80::1]:24280.";
    }
    if (!options.bind.empty()) {
      return "--bind is for hosting; it means nothing with --join.";
    }
  }
  if (options.plain && !joins && options.mode != Mode::kWindow) {
    return "--plain is for joining; a host speaks both protocols anyway.";
  }
  if (options.nick) {
    options.nick = net::trimmed(*options.nick);
    if (const auto why = net::refuse_name(*options.nick, wire::kMaxNickBytes, "name")) {
      return "--nick: " + *why;
    }
  }
  if (!options.room.empty()) {
    options.room = net::trimmed(options.room);
    if (const auto why = net::refuse_name(options.room, wire::kMaxRoomBytes, "room name")) {
      return "--room: " + *why;
    }
  }
  if (options.title && !wire::is_utf8(*options.title)) {
    return "--title is not UTF-8.";
  }
  if (options.title && options.title->size() > wire::kMaxTitleBytes) {
    return "--title is longer than " + std::to_string(wire::kMaxTitleBytes) + " bytes.";
  }
  return {};
}

Mode mode_of(bool host, bool serve, bool join, bool pipe) {
  if (serve) {
    return Mode::kServe;
  }
  if (join) {
    return pipe ? Mode::kPipe : Mode::kJoinWindow;
  }
  return host ? Mode::kHostWindow : Mode::kWindow;
}

}  // namespace

Parsed parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Parsed parsed;
  Options& options = parsed.options;
  bool host = false;
  bool serve = false;
  bool pipe = false;

  CLI::App cli(kDescription, "hubbub");
  cli.footer(kFooter);
  cli.set_version_flag("--version", std::string(net::kSoftware));
  auto* host_flag = cli.add_flag("--host", host, "Host in this process and join it");
  auto* join =
      cli.add_option("--join", options.target, "Join HOST[:PORT]")->option_text("HOST[:PORT]");
  auto* serve_flag =
      cli.add_flag("--serve", serve, "Host without a window, until SIGINT or SIGTERM");
  auto* pipe_flag =
      cli.add_flag("--pipe", pipe, "With --join: no window; lines in, JSON lines out");
  cli.add_option("--port", options.port,
                 "Port to host on (0 takes a free one), or of --join [24280]")
      ->option_text("N");
  cli.add_option("--bind", options.bind, "Address to host on, repeatable [all]")
      ->option_text("ADDR")
      ->expected(1)
      ->take_all();
  cli.add_option("--nick", options.nick, "Your name [remembered, or the login name]")
      ->option_text("NAME");
  cli.add_option("--room", options.room, "Room to join too; of a host: the lobby's name")
      ->option_text("NAME");
  cli.add_option("--title", options.title, "Name of the party")->option_text("TEXT");
  cli.add_flag("--plain", options.plain, "Join with the protocol of 2006");
  cli.add_option("--data", options.data, "Folder for settings and data [XDG folders]")
      ->option_text("DIR");
  cli.add_option("--log-level", options.log_level, "How much goes to standard error")
      ->option_text("L")
      ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "critical", "off"}));
  host_flag->excludes(join)->excludes(serve_flag)->excludes(pipe_flag);
  serve_flag->excludes(join)->excludes(pipe_flag);
  pipe_flag->needs(join);

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = cli.exit(error, out, err) == 0 ? kDone : kUsage;
    return parsed;
  }
  options.mode = mode_of(host, serve, join->count() > 0, pipe);
  if (const std::string problem = problem_with(options); !problem.empty()) {
    err << "hubbub: " << problem << "\nRun hubbub --help for more.\n";
    parsed.exit_code = kUsage;
  }
  return parsed;
}

}  // namespace hubbub::app

#include "app/options.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string_view>
#include <system_error>

#include <CLI/CLI.hpp>

#include "app/limits_page.h"
#include "net/names.h"
#include "net/tls/limits.h"
#include "net/version.h"
#include "net/wire/target.h"
#include "net/wire/utf8.h"
#include "net/wire/visible.h"
#include "ui/model/slash.h"

namespace hubbub::app {
namespace {

namespace fs = std::filesystem;
namespace wire = net::wire;

// In a burst, or a second: more is as good as off.
constexpr double kMostMessages = 1e6;
constexpr std::uint32_t kMostDays = 36'500;
constexpr std::uint32_t kMostMebibytes = 1'000'000;
constexpr std::uint32_t kMostDiscoverSeconds = 86'400;

constexpr const char* kDescription =
    "Hubbub, the chat that one starts at a LAN party. Without arguments it opens its window.";
constexpr const char* kFooter =
    "\nExamples:\n"
    "  hubbub --host --title \"Friday LAN\"     host a party and join it\n"
    "  hubbub --join 192.168.1.7              join one\n"
    "  hubbub --discover                      see which there are on this network\n"
    "  hubbub --serve                         host without a window, JSON lines on stdout\n"
    "  hubbub --join HOST --pipe < lines.txt  join without a window";

// What CLI11 can't say: sentences about options that are wrong together or by their content.
std::string problem_with(Options& options) {
  const bool joins = options.mode == Mode::kJoinWindow || options.mode == Mode::kPipe;
  if (joins) {
    if (!options.target.empty() &&
        !net::wire::parse_target(options.target, options.port_or_default())) {
      return "--join: \"" + options.target +
             "\" is not an address. Like this: 192.168.1.7, name:24280 or [fe80::1]:24280.";
    }
    if (!options.bind.empty()) {
      return "--bind is for hosting; it means nothing with --join.";
    }
  }
  if (joins && options.plain && options.target.empty()) {
    return "--plain: programs of 2006 can't be looked for. Give --join an address.";
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
    options.room = ui::model::room_name(net::trimmed(options.room));
    if (const auto why = net::refuse_name(options.room, wire::kMaxRoomBytes, "room name")) {
      return "--room: " + *why;
    }
  }
  if (options.title && !wire::is_utf8(*options.title)) {
    return "--title is not UTF-8.";
  }
  if (options.title && !options.title->empty() && !wire::anything_to_see(*options.title)) {
    return "--title: there is nothing to see in it.";
  }
  if (options.title && options.title->size() > wire::kMaxTitleBytes) {
    return "--title is longer than " + std::to_string(wire::kMaxTitleBytes) + " bytes.";
  }
  return {};
}

// Options whose text says more than CLI11 can read.
struct Texts {
  std::optional<std::string> flood;
  std::optional<std::string> password_file;
  std::optional<std::string> port;
  std::optional<std::string> keep_days;
  std::optional<std::string> keep_mb;
  std::optional<std::string> discover_for;
};

void add_security(CLI::App& cli, Options& options, Texts& texts) {
  cli.add_flag_callback(
      "--no-tls", [&options] { options.encrypt = false; },
      "Join unencrypted, with our own protocol");
  cli.add_flag("--require-tls", options.require_tls, "Host encrypted people only");
  cli.add_option("--password-file", texts.password_file,
                 "File whose first line is the party's password, to host or to join")
      ->option_text("FILE");
  cli.add_option("--flood", texts.flood,
                 "Messages that one person may send at once and per second, or off [30/5]")
      ->option_text("BURST/RATE");
}

void add_keeping(CLI::App& cli, Options& options, Texts& texts) {
  cli.add_flag_callback(
      "--no-history", [&options] { options.history = false; }, "Host without keeping what is said");
  cli.add_option("--keep-days", texts.keep_days, "Keep what is said that long [365]")
      ->option_text("N");
  cli.add_option("--keep-mb", texts.keep_mb, "Size that the history may have [1024]")
      ->option_text("N");
}

// A whole number in decimal, without a sign. Empty, or a sentence that says which it may be.
std::string read_number(const std::optional<std::string>& text, std::string_view option,
                        std::uint32_t least, std::uint32_t most,
                        std::optional<std::uint32_t>& number) {
  if (!text) {
    return {};
  }
  std::uint32_t value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc{} || stop != end || value < least || value > most) {
    return std::string(option) + ": \"" + *text + "\" is not a whole number from " +
           std::to_string(least) + " to " + std::to_string(most) + ".";
  }
  number = value;
  return {};
}

// "BURST/RATE" or "off". False when it is neither.
bool read_flood(const std::string& text, wire::FloodLimit& flood) {
  if (text == "off") {
    flood = {0, 0};
    return true;
  }
  const auto number = [](std::string_view digits, double& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value,
                                              std::chars_format::fixed);
    return error == std::errc{} && end == digits.data() + digits.size() && value > 0 &&
           value <= kMostMessages;
  };
  const std::size_t slash = text.find('/');
  return slash != std::string::npos &&
         number(std::string_view(text).substr(0, slash), flood.burst) &&
         number(std::string_view(text).substr(slash + 1), flood.per_second);
}

// The first line of the file; empty, with a sentence in `problem`, when there is none.
std::string read_password(const std::string& file, std::string& problem) {
  // Perhaps no file but a pipe, and perhaps without an end.
  std::ifstream in(file);
  // A byte order mark, "\r", the end, and one too many.
  std::array<char, net::tls::kMaxPasswordBytes + 6> line{};
  in.getline(line.data(), line.size());
  const bool too_long = in.fail() && in.gcount() > 0;
  if (in.fail() && !too_long) {
    problem = "--password-file: " + file + " can't be read, or is empty.";
    return {};
  }
  std::string password(net::wire::without_byte_order_mark(line.data()));
  if (password.ends_with('\r')) {
    password.pop_back();
  }
  if (too_long || password.empty() || password.size() > net::tls::kMaxPasswordBytes) {
    problem = "--password-file: the first line of " + file + " has to hold 1 to " +
              std::to_string(net::tls::kMaxPasswordBytes) + " bytes.";
    return {};
  }
  return password;
}

bool others_may_read(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::is_regular_file(status) &&
         (status.permissions() & fs::perms::others_read) != fs::perms::none;
}

// What is wrong with them; empty: they are in `options`.
std::string read_numbers(const Texts& texts, bool joins, Options& options) {
  std::optional<std::uint32_t> port;
  std::optional<std::uint32_t> days;
  std::optional<std::uint32_t> mebibytes;
  std::optional<std::uint32_t> seconds;
  for (std::string problem :
       {read_number(texts.port, "--port", joins ? 1 : 0, std::numeric_limits<std::uint16_t>::max(),
                    port),
        read_number(texts.keep_days, "--keep-days", 1, kMostDays, days),
        read_number(texts.keep_mb, "--keep-mb", 1, kMostMebibytes, mebibytes),
        read_number(texts.discover_for, "--for", 1, kMostDiscoverSeconds, seconds)}) {
    if (!problem.empty()) {
      return problem;
    }
  }
  if (port) {
    options.port = static_cast<std::uint16_t>(*port);
  }
  if (seconds) {
    options.discover_for = std::chrono::seconds{*seconds};
  }
  if (days) {
    options.retention.age = std::chrono::days{*days};
  }
  if (mebibytes) {
    options.retention.bytes = std::uint64_t{*mebibytes} * 1024 * 1024;
  }
  return {};
}

// The same for what is no number alone.
std::string read_texts(const Texts& texts, Options& options) {
  if (texts.flood && !read_flood(*texts.flood, options.flood)) {
    return "--flood: \"" + *texts.flood +
           "\" is neither off nor like 30/5, two numbers above 0, and at most 1000000 each.";
  }
  std::string problem;
  if (texts.password_file) {
    options.password = read_password(*texts.password_file, problem);
    if (others_may_read(*texts.password_file)) {
      options.warning = "Others on this machine can read the password in " + *texts.password_file +
                        ". Take that right away from them (chmod 600).";
    }
  }
  return problem;
}

Mode mode_of(bool host, bool serve, bool join, bool pipe, bool discover) {
  if (discover) {
    return Mode::kDiscover;
  }
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
  bool discover = false;
  bool help_limits = false;
  Texts texts;

  CLI::App cli(kDescription, "hubbub");
  cli.footer(kFooter);
  cli.set_version_flag("--version", std::string(net::kSoftware));
  cli.add_flag("--help-limits", help_limits, "Show every bound of the program and exit");
  auto* host_flag = cli.add_flag("--host", host, "Host in this process and join it");
  auto* join =
      cli.add_option("--join", options.target, "Join HOST[:PORT], or the one party that is around")
          ->option_text("[HOST[:PORT]]")
          ->expected(0, 1);
  auto* serve_flag =
      cli.add_flag("--serve", serve, "Host without a window, until SIGINT, SIGTERM or SIGHUP");
  auto* pipe_flag =
      cli.add_flag("--pipe", pipe, "With --join: no window; lines in, JSON lines out");
  auto* discover_flag = cli.add_flag("--discover", discover,
                                     "List the parties on this network as JSON lines and exit");
  cli.add_option("--for", texts.discover_for, "With --discover: how many seconds to look [3]")
      ->option_text("SECONDS")
      ->needs(discover_flag);
  cli.add_option("--port", texts.port, "Port to host on (0 takes a free one), or of --join [24280]")
      ->option_text("N");
  cli.add_option("--bind", options.bind, "Address to host on, repeatable [all]")
      ->option_text("ADDR")
      ->expected(1)
      ->take_all();
  cli.add_option("--nick", options.nick, "Your name [remembered, or the login name]")
      ->option_text("NAME");
  cli.add_option("--room", options.room, "Room to join too; of a host: the lobby's name")
      ->option_text("NAME");
  cli.add_flag_callback(
      "--no-announce", [&options] { options.announce = false; },
      "Host without telling the local networks");
  cli.add_option("--title", options.title, "Name of the party")->option_text("TEXT");
  cli.add_flag("--plain", options.plain, "Join with the protocol of 2006, unencrypted");
  add_security(cli, options, texts);
  add_keeping(cli, options, texts);
  cli.add_option("--data", options.data, "Folder for settings, identity and history [XDG folders]")
      ->option_text("DIR");
  cli.add_option("--log-level", options.log_level, "How much goes to standard error")
      ->option_text("L")
      ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "critical", "off"}));
  host_flag->excludes(join)->excludes(serve_flag)->excludes(pipe_flag);
  serve_flag->excludes(join)->excludes(pipe_flag);
  discover_flag->excludes(host_flag)->excludes(join)->excludes(serve_flag)->excludes(pipe_flag);
  pipe_flag->needs(join);

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = cli.exit(error, out, err) == 0 ? kDone : kUsage;
    return parsed;
  }
  options.mode = mode_of(host, serve, join->count() > 0, pipe, discover);
  if (help_limits) {
    out << limits_page();
    parsed.exit_code = kDone;
    return parsed;
  }
  const bool joins = options.mode == Mode::kJoinWindow || options.mode == Mode::kPipe;
  std::string problem = read_numbers(texts, joins, options);
  if (problem.empty()) {
    problem = problem_with(options);
  }
  if (problem.empty()) {
    problem = read_texts(texts, options);
  }
  if (!problem.empty()) {
    err << "hubbub: " << problem << "\nRun hubbub --help for more.\n";
    parsed.exit_code = kUsage;
  }
  return parsed;
}

}  // namespace hubbub::app

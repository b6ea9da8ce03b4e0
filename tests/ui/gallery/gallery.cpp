// The real window over invented events, for looking at each of its states. For developers:
//   gallery [--state NAME] [--size WxH] [--scale F] [--light] [--lines N] [--seconds N]
// NAME: empty recent host error connecting retrying chat hosting rooms lost inspector inspector-bad
// inspector-many. Of a party with history: past (ask, and nobody answers), beginning, found,
// host-changed, password, roster, kick, held. Besides: many-rooms, new-room, link, ended.
// It leaves by itself after that many seconds, if told so, and then prints what it cost.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <sys/resource.h>

#include "tests/ui/gallery/party.h"
#include "ui/model/model.h"
#include "ui/shell/shell.h"
#include "ui/shell/wake.h"

namespace {

using namespace hubbub;
namespace wire = net::wire;

// In place of a browser.
class Printer : public ui::links::LinkOpener {
 public:
  void open(const ui::links::WebAddress& address) override {
    std::printf("open %s\n", address.text().c_str());
  }
  std::vector<std::string> take_failed() override { return {}; }
};

struct Options {
  std::string state = "chat";
  ui::Settings settings;
  std::size_t lines = 0;
  int seconds = 0;
};

Options parse(int argc, char** argv) {
  Options options;
  options.settings.nick = "you";
  for (int i = 1; i < argc; ++i) {
    const std::string key = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (key == "--light") {
      options.settings.theme = ui::ThemeChoice::kLight;
      continue;
    }
    ++i;
    if (key == "--state") {
      options.state = value;
    } else if (key == "--size") {
      options.settings.window.width = std::atoi(value.c_str());
      options.settings.window.height = std::atoi(value.substr(value.find('x') + 1).c_str());
    } else if (key == "--scale") {
      options.settings.scale = std::strtof(value.c_str(), nullptr);
    } else if (key == "--lines") {
      options.lines = static_cast<std::size_t>(std::atol(value.c_str()));
    } else if (key == "--seconds") {
      options.seconds = std::atoi(value.c_str());
    }
  }
  return options;
}

// Before the window opens.
void prepare(Options& options) {
  ui::Settings& settings = options.settings;
  settings.window.placed = true;
  if (options.state == "recent" || options.state == "error") {
    settings.target = "game-pc";
    ui::remember_host(settings, {"10.0.0.3:1000", "Retro corner", true});
    ui::remember_host(settings, {"game-pc", "Friday night LAN", false});
  }
  settings.host_page = options.state == "host";
  settings.inspector_open = options.state.starts_with("inspector");
}

bool is_guarded(const std::string& state) {
  return state == "past" || state == "beginning" || state == "found" || state == "roster" ||
         state == "kick" || state == "held" || state == "open";
}

void play(ui::model::Model& model, const Options& options) {
  const std::string& state = options.state;
  if (state == "error") {
    model.apply(tests::ui::connection(wire::ConnectionState::kConnecting));
  } else if (state == "connecting") {
    model.apply(tests::ui::connection(wire::ConnectionState::kConnecting));
  } else if (state == "retrying") {
    model.apply(tests::ui::connection(
        wire::ConnectionState::kReconnecting,
        "Nothing answers at 192.168.1.7:24280. Is the host running there, and is the port the one "
        "it shows?"));
  } else if (is_guarded(state)) {
    model.apply(tests::ui::guarded_party(state == "beginning" ? 30 : 2'000));
    if (state == "held") {
      model.apply({wire::HeldBack{std::chrono::seconds(30), "You said much at once."}});
    }
  } else if (state == "host-changed" || state == "password") {
    model.apply(tests::ui::connection(wire::ConnectionState::kConnecting));
  } else if (state != "recent" && state != "host" && state != "empty") {
    model.apply(tests::ui::party(options.lines));
    if (state == "hosting" || state == "rooms") {
      model.apply(tests::ui::hosting());
    }
    if (state == "rooms" || state == "many-rooms") {
      model.apply(tests::ui::side_conversations());
      model.apply({wire::RoomsListed{{{"lobby", "", 8, {}},
                                      {"games", "What to play next", 5, {}},
                                      {"room-with-a-long-name-1", "", 12, {}},
                                      {"room-with-a-long-name-2", "", 3, {}}}}});
    }
    for (int i = 1; state == "many-rooms" && i <= 40; ++i) {
      wire::RosterReceived roster;
      roster.room = "a-room-with-a-rather-long-name-" + std::to_string(i);
      model.apply({roster});
    }
    if (state.starts_with("inspector")) {
      model.apply(tests::ui::capture(state == "inspector-many" ? 100'000 : 40));
    }
  }
}

void play_late(ui::model::Model& model, const std::string& state) {
  if (state == "host-changed") {
    model.apply(tests::ui::other_host_key());
  } else if (state == "password") {
    auto closed =
        tests::ui::connection(wire::ConnectionState::kClosed, "This party has a password.");
    std::get<wire::ConnectionChanged>(closed.front()).code = "password-needed";
    model.apply(closed);
  }
  if (state == "error") {
    model.apply(tests::ui::connection(
        wire::ConnectionState::kClosed,
        "Nothing answers at 192.168.1.7:24280. Is the host running there, and is the port the one "
        "it shows?"));
  } else if (state == "ended") {
    model.apply(tests::ui::connection(wire::ConnectionState::kClosed,
                                      "The host game-pc does not answer any more."));
  } else if (state == "lost") {
    model.apply(tests::ui::connection(wire::ConnectionState::kReconnecting,
                                      "The connection to game-pc broke: the host went away."));
  }
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
  Options options = parse(argc, argv);
  prepare(options);
  ui::model::Model model(ui::shell::wake);
  const auto post = [&](const wire::Command& command) {
    if (const auto* fetch = std::get_if<wire::FetchHistory>(&command);
        fetch != nullptr && options.state != "past") {
      model.apply(tests::ui::earlier_lines(*fetch));
    } else if (const auto* search = std::get_if<wire::SearchHistory>(&command)) {
      model.apply(tests::ui::found_lines(*search));
    }
    if (const auto* watch = std::get_if<wire::WatchCapture>(&command); watch && watch->watch) {
      model.apply(tests::ui::capture(options.state == "inspector-many" ? 100'000 : 40));
    }
  };
  std::string error;
  Printer links;
  const auto shell = ui::shell::Shell::open({model, options.settings, post, {}, {}, &links}, error);
  if (!shell) {
    std::cerr << error << '\n';
    return 1;
  }
  if (options.state.starts_with("inspector")) {
    shell->perform(ui::ShowFrame{options.state == "inspector-bad" ? 16U : 10U});
  }
  play(model, options);
  if (options.state == "link") {
    shell->perform(ui::OpenLink{
        "https://good.example.org@evil.example.com/login?next=%2Faccount&token=0123456789abcdef"});
  } else if (options.state == "new-room") {
    shell->perform(ui::AskNewRoom{});
  } else if (options.state == "kick") {
    wire::KeepOrder kick;
    kick.act = wire::Act::kBan;
    kick.who = "max";
    kick.duration = std::chrono::hours(24);
    shell->perform(ui::AskOrder{kick});
  } else if (options.state == "open") {
    shell->perform(ui::CloseConnectionDialog{});
    shell->perform(ui::WritePrivate{"oldtimer", "Do you still have the old maps?"});
  } else if (options.state == "tall") {
    ui::model::View view;
    model.pull(view);
    wire::MessageReceived tall;
    tall.room = view.lobby()->name;
    tall.from = "max";
    tall.id = wire::MessageId::make();
    tall.time =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    for (int i = 1; i <= 1'200; ++i) {
      tall.text += "frame " + std::to_string(i) + (i < 1'200 ? "\n" : "");
    }
    model.apply({tall});
    model.compose(view.lobby()->id, "That is a lot of frames.");
  } else if (options.state == "quit" || options.state == "leave") {
    ui::model::View view;
    model.pull(view);
    for (const char* text : {"Are you still there?", "It says reconnecting.", "Hello?"}) {
      model.compose(view.lobby()->id, text);
    }
    net::wire::Connect elsewhere;
    elsewhere.target = "other-pc";
    shell->perform(options.state == "quit" ? ui::Action(ui::Quit{})
                                           : ui::Action(net::wire::Command(elsewhere)));
  } else if (options.state == "found") {
    shell->perform(ui::SearchHistory{"config pizza", ""});
  }
  std::promise<void> closed;
  std::thread script([&, over = closed.get_future()] {
    // Each wait ends early when the window is closed.
    over.wait_for(std::chrono::milliseconds(500));
    play_late(model, options.state);
    if (options.seconds > 0) {
      over.wait_for(std::chrono::seconds(2));
      const double cpu = cpu_seconds();
      const std::uint64_t frames = shell->frames_drawn();
      std::printf("settled: %llu frames, %.3f s of CPU since the start\n",
                  static_cast<unsigned long long>(frames), cpu);
      over.wait_for(std::chrono::seconds(options.seconds));
      std::printf("then, idle for %d s: %llu frames, %.4f s of CPU\n", options.seconds,
                  static_cast<unsigned long long>(shell->frames_drawn() - frames),
                  cpu_seconds() - cpu);
      ui::shell::request_quit();
    }
  });
  shell->run();
  closed.set_value();
  script.join();
  return 0;
}

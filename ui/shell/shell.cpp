#include "ui/shell/shell.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <utility>

#include "ui/chat/local_time.h"
#include "ui/shell/main_window.h"
#include "ui/shell/pacer.h"
#include "ui/shell/scale.h"
#include "ui/shell/wake.h"
#include "ui/shell/window.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::shell {
namespace {

using Clock = Pacer::Clock;

// Dragging a splitter changes the settings in each frame; the file need not follow.
constexpr std::chrono::seconds kTellInterval{1};

std::atomic<bool> quit_asked = false;

Pacer::Duration interval_of(double pictures_a_second) {
  return std::chrono::duration_cast<Pacer::Duration>(
      std::chrono::duration<double>(1.0 / pictures_a_second));
}

// Of all threads: a software renderer has its own.
Pacer::Duration processor_time_since(std::clock_t before) {
  const auto ticks = static_cast<double>(std::clock() - before);
  return std::chrono::duration_cast<Pacer::Duration>(
      std::chrono::duration<double>(ticks / CLOCKS_PER_SEC));
}

std::string_view scale_from_environment() {
  const char* value = std::getenv(kScaleVariable);  // NOLINT(concurrency-mt-unsafe)
  return value != nullptr ? value : "";
}

}  // namespace

void request_quit() {
  quit_asked = true;
  wake();
}

struct Shell::State {
  explicit State(Plugs the_plugs) : plugs(std::move(the_plugs)), told(plugs.settings) {}

  Plugs plugs;
  Settings told;
  Clock::time_point told_at{};
  // Destroyed in reverse: panels and theme before the window that holds ImGui's context.
  std::unique_ptr<Window> window;
  std::optional<theme::Theme> theme;
  std::optional<MainWindow> main;
  Pacer pacer{interval_of(60.0)};
  ThemeChoice choice = ThemeChoice::kDark;
  float scale = 1.0F;
  std::uint64_t attention = 0;
  std::uint64_t frames = 0;
};

Shell::Shell(Plugs plugs) : state_(std::make_unique<State>(std::move(plugs))) {}
Shell::~Shell() = default;

std::unique_ptr<Shell> Shell::open(Plugs plugs, std::string& error) {
  std::unique_ptr<Shell> shell(new Shell(std::move(plugs)));
  State& s = *shell->state_;
  Settings& settings = s.plugs.settings;
  WindowOptions options;
  options.title = "Hubbub";
  options.geometry = settings.window;
  options.display_lost = s.plugs.display_lost;
  options.scale = effective_scale(settings.scale, scale_from_environment(), 0.0F);
  if (settings.scale <= 0.0F && scale_from_environment().empty()) {
    options.scale = 0.0F;
  }
  s.window = Window::open(options, error);
  if (!s.window) {
    return nullptr;
  }
  s.choice = settings.theme;
  s.scale = effective_scale(settings.scale, scale_from_environment(), s.window->display_scale());
  s.theme.emplace(s.choice, s.scale);
  s.main.emplace(s.plugs.model, settings, s.plugs.post, s.plugs.links, s.plugs.parties);
  s.pacer.set_interval(interval_of(s.window->refresh_rate()));
  return shell;
}

void Shell::perform(const Action& action) {
  state_->main->perform(action);
  state_->pacer.activity(Clock::now());
}

std::uint64_t Shell::frames_drawn() const {
  return state_->frames;
}

void Shell::run() {
  State& s = *state_;
  while (!s.main->quit_requested() && !quit_asked.exchange(false)) {
    if (s.window->take_close_request()) {
      perform(Quit{});
      if (s.main->quit_requested()) {
        break;
      }
      s.window->restore();  // there is a question in it
    }
    if (s.window->take_activity()) {
      s.pacer.activity(Clock::now());
    }
    const bool woken = take_wake();
    if (woken) {
      s.pacer.news();
    }
    if (const auto duty = s.main->next_duty();
        s.window->hidden() && (woken || (duty && *duty <= Clock::now()))) {
      s.main->follow(Clock::now());
      announce();
    }
    if (s.window->hidden()) {
      s.main->save_party();
    } else if (s.pacer.due(Clock::now())) {
      draw();
    }
    tell_settings(false);
    sleep();
  }
  s.main->save_party();
  s.plugs.settings.window = s.window->geometry();
  tell_settings(true);
}

void Shell::draw() {
  State& s = *state_;
  const std::clock_t before = std::clock();
  follow_look();
  s.window->begin_frame();
  s.main->draw(s.window->focused(), Clock::now());
  if (Window::take_failed_paste()) {
    s.main->say_paste_failed();
    s.pacer.news();
  }
  s.window->end_frame();
  ++s.frames;
  announce();
  s.pacer.drawn(Clock::now(), processor_time_since(before));
  if (s.main->wants_frame() || Window::is_held()) {
    s.pacer.animate();
  }
  if (const auto when = s.main->next_change()) {
    s.pacer.wake_at(*when);
  }
  s.pacer.wake_at(Clock::now() + chat::until_next_calendar(chat::now()));
}

// What the desktop shows of the window beside its picture.
void Shell::announce() {
  State& s = *state_;
  s.window->set_title(s.main->title());
  if (s.main->attention() != std::exchange(s.attention, s.main->attention())) {
    s.window->request_attention();
  }
}

// Theme and scale change between frames only: panels measure with them.
void Shell::follow_look() {
  State& s = *state_;
  const Settings& settings = s.plugs.settings;
  if (settings.theme != s.choice) {
    s.choice = settings.theme;
    s.theme->set_choice(s.choice);
  }
  const float scale =
      effective_scale(settings.scale, scale_from_environment(), s.window->display_scale());
  if (scale != s.scale) {
    s.scale = scale;
    s.theme->set_scale(scale);
  }
}

void Shell::sleep() {
  State& s = *state_;
  std::optional<Pacer::Duration> duration;
  if (!s.window->hidden()) {
    duration = s.pacer.sleep(Clock::now());
  } else if (const auto duty = s.main->next_duty()) {
    duration = *duty - Clock::now();
  }
  if (s.plugs.settings_changed && s.told != s.plugs.settings) {
    // Something is left to tell: sleep no longer than until then.
    duration = duration ? std::min<Pacer::Duration>(*duration, kTellInterval) : kTellInterval;
  }
  if (!duration) {
    s.window->wait();
  } else if (*duration <= Pacer::Duration::zero()) {
    s.window->poll();
  } else {
    s.window->wait(std::chrono::duration<double>(*duration).count());
  }
}

void Shell::tell_settings(bool now) {
  State& s = *state_;
  const Clock::time_point time = Clock::now();
  if (!s.plugs.settings_changed || (!now && time - s.told_at < kTellInterval) ||
      s.told == s.plugs.settings) {
    return;
  }
  s.told = s.plugs.settings;
  s.told_at = time;
  s.plugs.settings_changed(s.told);
}

}  // namespace hubbub::ui::shell

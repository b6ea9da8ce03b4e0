#include "ui/dialog/progress.h"

#include <imgui.h>

#include "ui/theme/icons.h"
#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/widget/notice_box.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;
using std::chrono::seconds;
using std::chrono::steady_clock;
using theme::px;
using theme::Role;

// The step that a state is in.
std::size_t step_of(wire::ConnectionState state) {
  switch (state) {
    case wire::ConnectionState::kResolving:
    case wire::ConnectionState::kReconnecting:
    case wire::ConnectionState::kIdle:
    case wire::ConnectionState::kClosed:
      return 0;
    case wire::ConnectionState::kConnecting:
      return 1;
    case wire::ConnectionState::kHandshaking:
      return 2;
    case wire::ConnectionState::kOnline:
      return 3;
  }
  return 0;
}

seconds whole_seconds_until(steady_clock::time_point at, steady_clock::time_point now) {
  return std::chrono::ceil<seconds>(at - now);
}

void draw_step(const Step& step) {
  const bool now = step.state == StepState::kNow;
  const bool done = step.state == StepState::kDone;
  const char* const icon = done  ? theme::icons::kAccept
                           : now ? theme::icons::kOnline
                                 : theme::icons::kOffline;
  const Role tint = done ? Role::kSuccess : now ? Role::kAccentText : Role::kTextDisabled;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float column = px(20.0F);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const float icon_width = ImGui::CalcTextSize(icon).x;
  draw->AddText({at.x + static_cast<float>(static_cast<int>((column - icon_width) / 2.0F)), at.y},
                theme::color(tint), icon);
  ImGui::SetCursorScreenPos({at.x + column + px(theme::kGap), at.y});
  ImGui::BeginGroup();
  {
    const theme::ScopedTextColor text(now || done ? Role::kText : Role::kTextDisabled);
    ImGui::TextUnformatted(step.text.c_str());
  }
  if (!step.detail.empty()) {
    const theme::ScopedFont small(theme::Face::kText, theme::kSmallSize);
    const theme::ScopedTextColor text(Role::kTextSecondary);
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(step.detail.data(), step.detail.data() + step.detail.size());
    ImGui::PopTextWrapPos();
  }
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos({at.x, ImGui::GetCursorScreenPos().y});
}

}  // namespace

std::string retry_text(unsigned attempt, steady_clock::time_point at,
                       steady_clock::time_point now) {
  std::string text = "Attempt " + std::to_string(attempt);
  const seconds left = whole_seconds_until(at, now);
  return left.count() > 0 ? text + ", trying again in " + std::to_string(left.count()) + " s"
                          : text + ", trying again";
}

std::optional<steady_clock::time_point> next_retry_text(steady_clock::time_point at,
                                                        steady_clock::time_point now) {
  const seconds left = whole_seconds_until(at, now);
  if (left.count() <= 0) {
    return std::nullopt;
  }
  return at - (left - seconds(1));
}

Progress progress_of(const model::View& view, bool starting_host, steady_clock::time_point now) {
  const model::ConnectionView& connection = view.connection;
  Progress progress;
  const std::string target = theme::displayable(connection.target);
  progress.heading = starting_host ? "Starting your party" : "Joining " + target;
  const bool waiting_for_host = starting_host && !view.host.listening;
  progress.steps[0].text = starting_host ? "Opening the port" : "Looking up " + target;
  progress.steps[1].text = "Connecting";
  progress.steps[2].text = "Waiting for the host's welcome";
  const std::size_t at = waiting_for_host ? 0 : step_of(connection.state);
  for (std::size_t i = 0; i < progress.steps.size(); ++i) {
    progress.steps[i].state = i < at    ? StepState::kDone
                              : i == at ? StepState::kNow
                                        : StepState::kWaiting;
  }
  progress.steps[1].detail = theme::displayable(connection.address);
  if (connection.state == wire::ConnectionState::kReconnecting) {
    const auto when = connection.retry_at.value_or(now);
    progress.steps[0].text = retry_text(connection.attempt, when, now);
    progress.next_change = next_retry_text(when, now);
    progress.can_retry = true;
    progress.problem = theme::displayable(connection.reason);
  }
  return progress;
}

void draw_steps(const Progress& progress) {
  ImGui::Dummy({0.0F, px(theme::kTight)});
  {
    const theme::ScopedFont strong(theme::Face::kStrong, theme::kHeadingSize);
    ImGui::PushTextWrapPos(0.0F);
    ImGui::TextUnformatted(progress.heading.data(),
                           progress.heading.data() + progress.heading.size());
    ImGui::PopTextWrapPos();
  }
  ImGui::Dummy({0.0F, px(theme::kTight)});
  for (const Step& step : progress.steps) {
    draw_step(step);
  }
  ImGui::Dummy({0.0F, px(theme::kTight)});
  if (!progress.problem.empty()) {
    widget::notice_box(wire::Severity::kWarning, progress.problem);
    ImGui::Dummy({0.0F, px(theme::kTight)});
  }
}

}  // namespace hubbub::ui::dialog

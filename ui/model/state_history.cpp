// What the host says of the past, of order and of itself.
#include "ui/model/state.h"

namespace hubbub::ui::model {

bool State::on(wire::HostKeyChanged&) {
  return false;
}
bool State::on(wire::LinesRetracted&) {
  return false;
}
bool State::on(wire::HistoryReset&) {
  return false;
}
bool State::on(wire::TopicChanged&) {
  return false;
}
bool State::on(wire::ModerationReported&) {
  return false;
}
bool State::on(wire::RoleChanged&) {
  return false;
}
bool State::on(wire::RoomsListed&) {
  return false;
}
bool State::on(wire::BansListed&) {
  return false;
}
bool State::on(wire::HistoryPage&) {
  return false;
}
bool State::on(wire::HistoryUnavailable&) {
  return false;
}
bool State::on(wire::SearchFound&) {
  return false;
}
bool State::on(wire::HeldBack&) {
  return false;
}

}  // namespace hubbub::ui::model

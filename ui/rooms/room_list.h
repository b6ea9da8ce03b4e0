// The rooms in the order in which they are listed: the lobby, the rooms we are in, the private
// conversations, then the party's other rooms. Knows no ImGui but its text preparation; main
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/model/view.h"
#include "ui/settings.h"
#include "ui/widget/badge.h"

namespace hubbub::ui::rooms {

// A room that we are in, or a private conversation.
struct JoinedRoom {
  model::RoomId id = model::RoomId::kNone;
  model::RoomKind kind = model::RoomKind::kRoom;
  std::string title;  // its name, ready to draw
};

// A room of the party that we are not in.
struct OtherRoom {
  std::string name;   // as the host has it
  std::string title;  // ready to draw
  std::string topic;  // ready to draw; may be empty
  std::uint32_t people = 0;
};

class RoomList {
 public:
  // Sorts anew only when rooms came, went or were renamed, or the host has told which there are.
  void update(const model::View& view);

  // Rooms before conversations, each in natural order, the lobby first.
  [[nodiscard]] const std::vector<JoinedRoom>& joined() const { return joined_; }
  // In natural order; none while we are not connected.
  [[nodiscard]] const std::vector<OtherRoom>& others() const { return others_; }

  [[nodiscard]] std::uint64_t sorts() const { return sorts_; }  // so far; for tests

 private:
  struct Known {
    model::RoomId id = model::RoomId::kNone;
    std::string name;
    bool present = false;
  };
  [[nodiscard]] bool is_known(const model::View& view) const;
  void sort_joined(const model::View& view);
  void sort_others(const model::View& view);

  std::vector<JoinedRoom> joined_;
  std::vector<OtherRoom> others_;
  std::vector<Known> known_;  // as the view had them
  std::uint64_t answer_ = 0;
  bool online_ = false;
  std::uint64_t sorts_ = 0;
};

// Whether the host has other rooms than the lobby: it is none of 2006.
[[nodiscard]] bool has_rooms(const model::View& view);

// Whether the room is to be quiet: no notification, no colour.
[[nodiscard]] bool is_muted(const Settings& settings, const model::View& view,
                            const model::RoomView& room);
// What is unread there.
[[nodiscard]] widget::Badge badge_of(const model::RoomView& room, bool muted);

}  // namespace hubbub::ui::rooms

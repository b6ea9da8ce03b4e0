// The people of a room in the order in which they are listed. Knows no ImGui but its text
// preparation; main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/model/ignored.h"
#include "ui/model/view.h"

namespace hubbub::ui::roster {

struct Person {
  std::string nick;   // as the host has it
  std::string name;   // ready to draw
  std::string key;    // folded, for filtering
  std::string order;  // see natural_key()
  net::wire::Person person;
  bool own = false;
  bool ignored = false;
};

class People {
 public:
  // Sorts anew only when the room, its roster, our name or who is ignored is another than
  // last time.
  void update(const model::RoomView& room, std::string_view own_nick,
              const std::vector<model::Ignored>& ignored = {});
  // Keeps those whose name holds `text`, in either case; empty: all.
  void filter(std::string_view text);

  [[nodiscard]] std::size_t total() const { return all_.size(); }
  // Those that the filter leaves: ourselves first, then by name.
  [[nodiscard]] const std::vector<std::size_t>& shown() const { return shown_; }
  [[nodiscard]] const Person& at(std::size_t index) const { return all_[index]; }

  [[nodiscard]] std::uint64_t sorts() const { return sorts_; }  // so far; for tests

 private:
  void apply_filter();

  std::vector<Person> all_;
  std::vector<std::size_t> shown_;
  std::string filter_;
  std::string own_nick_;
  std::vector<model::Ignored> ignored_;
  model::RoomId room_ = model::RoomId::kNone;
  std::uint64_t revision_ = 0;
  std::uint64_t sorts_ = 0;
};

}  // namespace hubbub::ui::roster

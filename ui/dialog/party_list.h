// The parties on the local networks, to be joined with a click or Enter. Main thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "net/wire/events.h"
#include "ui/model/view.h"

namespace hubbub::ui::dialog {

// What a row says, ready to draw.
struct PartyTexts {
  std::string title;   // of the party, or its first address if it has none
  std::string people;  // "12 people"
  std::string detail;  // its words, round trip, and what may keep one out
};
[[nodiscard]] PartyTexts party_texts(const net::wire::Party& party);

// Before the first answer: where is being looked; after kQuietAfter without one: that nothing was
// found, and what to do. Empty: there are parties.
[[nodiscard]] std::string nothing_found(const model::AroundView& around,
                                        std::chrono::steady_clock::duration looking);

class PartyList {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kQuietAfter{2};

  // Draws the list, as high as what it has to say. The party that was chosen, of `around`.
  const net::wire::Party* draw(const model::AroundView& around, Time now);
  // When what is shown changes without an event.
  [[nodiscard]] std::optional<Time> next_change() const { return next_change_; }

 private:
  const net::wire::Party* draw_what_there_is(const model::AroundView& around, Time now);

  std::optional<Time> since_;  // it is being looked; empty: it was not when last drawn
  float height_ = 0.0F;        // of what was drawn last
  std::optional<Time> next_change_;
};

}  // namespace hubbub::ui::dialog

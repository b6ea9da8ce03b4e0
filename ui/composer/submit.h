// What pressing Enter does with a text: actions, or a sentence that says why nothing is done.
//
// Pure function over a snapshot; main thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ui/actions.h"
#include "ui/model/view.h"

namespace hubbub::ui::composer {

struct Submission {
  Actions actions;
  std::string problem;        // not empty: nothing is done and the text stays
  std::string room_to_enter;  // bring this room in front as soon as we are in it
};

// `room` is where the text was typed.
[[nodiscard]] Submission submit(const model::View& view, const model::RoomView& room,
                                std::string_view text);

// What stands in an empty field.
[[nodiscard]] std::string hint_of(const model::RoomView* room);

// Why nothing can be sent now, as a sentence; empty when it can.
[[nodiscard]] std::string obstacle(const model::View& view, const model::RoomView* room);

// What to know before sending something that can be sent; empty when there is nothing.
[[nodiscard]] std::string caution(const model::View& view, const model::RoomView* room);

// What is left of the longest message when `bytes` come near it or beyond; empty before.
[[nodiscard]] std::string left_text(const model::View& view, std::size_t bytes);

// That the host holds us back, and for how long still; empty when it does not.
[[nodiscard]] std::string held_text(const model::View& view,
                                    std::chrono::steady_clock::time_point now);
// When held_text next says something else.
[[nodiscard]] std::optional<std::chrono::steady_clock::time_point> next_held_text(
    const model::View& view, std::chrono::steady_clock::time_point now);

// How the command that is being typed is used ("/msg NICK text — …"); empty when none is.
[[nodiscard]] std::string_view usage_of(std::string_view text);

}  // namespace hubbub::ui::composer

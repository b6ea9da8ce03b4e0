// A lobby with whatever lines a test wants, through the real model.
#pragma once

#include <string>
#include <utility>

#include "tests/ui/model/events.h"
#include "ui/model/model.h"

namespace hubbub::tests {

class TestRoom {
 public:
  // The first line said gets the number after `last`.
  explicit TestRoom(std::uint32_t last = 0) : model_([] {}), last_(last) {
    apply(online({"me", "ann", "bob"}));
  }

  void apply(wire::EventBatch batch) {
    model_.apply(std::move(batch));
    model_.pull(view_);
  }
  void say(const std::string& from, const std::string& text) {
    wire::MessageReceived event = message(from, text, ++last_);
    event.own = from == "me";
    apply({event});
  }
  void say_many(std::uint32_t count, const std::string& text = "line ") {
    wire::EventBatch batch;
    for (std::uint32_t i = 0; i < count; ++i) {
      ++last_;
      batch.emplace_back(message(i % 3 == 0 ? "ann" : "bob", text + std::to_string(i), last_));
    }
    apply(std::move(batch));
  }
  // Carries out what the panel asked for: `count` earlier lines, `more` of them to come.
  void give_earlier(std::uint32_t count, bool more = true) {
    const auto command = model_.fetch_earlier(room().id);
    if (!command) {
      return;
    }
    const auto before = static_cast<std::uint32_t>(std::get<wire::FetchHistory>(*command).before);
    apply({page(before - count, before - 1, more)});
  }
  // An own message on its way.
  wire::MessageId compose(const std::string& text) {
    const auto command = model_.compose(room().id, text);
    model_.pull(view_);
    return std::get<wire::SendMessage>(*command).id;
  }

  hubbub::ui::model::Model& model() { return model_; }
  const hubbub::ui::model::View& view() { return view_; }
  const hubbub::ui::model::RoomView& room() { return *view_.lobby(); }

 private:
  hubbub::ui::model::Model model_;
  hubbub::ui::model::View view_;
  std::uint32_t last_;
};

}  // namespace hubbub::tests

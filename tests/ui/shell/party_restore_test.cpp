#include "ui/shell/party_restore.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/model/events.h"
#include "ui/model/model.h"
#include "ui/shell/main_window.h"

namespace hubbub::ui::shell {
namespace {

namespace wire = net::wire;
using model::RoomKind;

class MemoryStore final : public PartyStore {
 public:
  SavedParty load(const PartyId& party) override { return parties[name_of(party)]; }
  void save(const PartyId& party, SavedParty saved) override {
    ++saves;
    parties[name_of(party)] = std::move(saved);
  }
  static std::string name_of(const PartyId& party) {
    return party.host_key.is_none() ? party.target : party.host_key.to_hex();
  }

  std::map<std::string, SavedParty> parties;
  int saves = 0;
};

// A start of the program with what the store has from the start before.
struct Window {
  explicit Window(MemoryStore& store)
      : model([] {}),
        window(
            model, settings, [this](wire::Command c) { posted.push_back(std::move(c)); }, nullptr,
            &store) {
    driver.show([this] { window.draw(true, now); });
  }
  // Welcomed at a party whose host has that key; the person is called "me".
  void come_in(std::uint8_t host, const std::string& target = "party") {
    wire::EventBatch batch;
    wire::ConnectionChanged changed = tests::connection(wire::ConnectionState::kOnline);
    changed.target = target;
    wire::Welcomed welcomed = tests::welcomed();
    welcomed.host_key = host == 0 ? wire::KeyId{} : tests::key(host);
    batch.emplace_back(changed);
    batch.emplace_back(welcomed);
    batch.emplace_back(tests::roster({"me", "ann", "bob"}));
    happen(std::move(batch));
  }
  void happen(wire::EventBatch batch) {
    model.apply(std::move(batch));
    driver.settle();
  }
  void pass(std::chrono::milliseconds time) {
    now += time;
    driver.settle();
  }
  model::RoomId room(RoomKind kind, const std::string& name) {
    model::View view;
    model.pull(view);
    const model::RoomView* const found = view.find(kind, name);
    return found != nullptr ? found->id : model::RoomId::kNone;
  }
  void write_in(RoomKind kind, const std::string& name, const std::string& text) {
    window.perform(SelectRoom{room(kind, name)});
    driver.settle();
    driver.type(text);
  }
  // What Enter sends in that room.
  std::string sent_from(RoomKind kind, const std::string& name) {
    window.perform(SelectRoom{room(kind, name)});
    driver.settle();
    posted.clear();
    driver.press(ImGuiKey_Enter);
    for (const wire::Command& command : posted) {
      if (const auto* message = std::get_if<wire::SendMessage>(&command)) {
        return message->text;
      }
      if (const auto* message = std::get_if<wire::SendPrivate>(&command)) {
        return message->text;
      }
    }
    return {};
  }
  std::vector<std::string> joined() const {
    std::vector<std::string> rooms;
    for (const wire::Command& command : posted) {
      if (const auto* join = std::get_if<wire::JoinRoom>(&command)) {
        rooms.push_back(join->room);
      }
    }
    return rooms;
  }

  tests::ui::Driver driver{{900, 600}};
  Settings settings;
  model::Model model;
  std::vector<wire::Command> posted;
  MainWindow::Time now = std::chrono::steady_clock::now();
  MainWindow window;
};

TEST(PartyRestore, RoomsConversationsAndDraftsComeBackAfterARestart) {
  MemoryStore store;
  {
    Window window(store);
    window.come_in(1);
    window.happen(
        {tests::roster({"me", "ann"}, "games"), tests::private_message("ann", "me", "psst")});
    window.write_in(RoomKind::kRoom, "lobby", "half a sent");
    window.write_in(RoomKind::kRoom, "games", "who is");
    window.write_in(RoomKind::kPrivate, "ann", "what");
    window.window.save_party();
  }
  Window window(store);
  window.come_in(1);
  EXPECT_EQ(window.joined(), std::vector<std::string>{"games"});
  EXPECT_NE(window.room(RoomKind::kPrivate, "ann"), model::RoomId::kNone);
  window.happen({tests::roster({"me", "ann"}, "games")});
  window.write_in(RoomKind::kRoom, "lobby", "ence");
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "lobby"), "half a sentence") << "goes on at its end";
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "games"), "who is");
  EXPECT_EQ(window.sent_from(RoomKind::kPrivate, "ann"), "what");
}

TEST(PartyRestore, DraftsAreSavedSoonAfterTypingPauses) {
  MemoryStore store;
  Window window(store);
  window.come_in(1);
  window.pass(PartyRestore::kPause);
  const int saves = store.saves;
  window.write_in(RoomKind::kRoom, "lobby", "abc");
  EXPECT_EQ(store.saves, saves);
  ASSERT_TRUE(window.window.next_change());
  EXPECT_LE(*window.window.next_change(), window.now + PartyRestore::kPause);
  window.pass(PartyRestore::kPause);
  EXPECT_EQ(store.saves, saves + 1);
  EXPECT_EQ(store.load({tests::key(1), ""}).rooms.front().draft, "abc");
  window.pass(PartyRestore::kLatest);
  EXPECT_EQ(store.saves, saves + 1) << "nothing has changed";
}

TEST(PartyRestore, WhoNeverPausesIsSavedAllTheSame) {
  MemoryStore store;
  Window window(store);
  window.come_in(1);
  window.pass(PartyRestore::kPause);
  const int saves = store.saves;
  for (auto typed = std::chrono::milliseconds(0); typed <= PartyRestore::kLatest;
       typed += PartyRestore::kPause / 2) {
    window.driver.type("a");
    window.pass(PartyRestore::kPause / 2);
  }
  EXPECT_EQ(store.saves, saves + 1);
}

TEST(PartyRestore, DraftsAreThereAgainAfterAVisitToAnotherParty) {
  MemoryStore store;
  Window window(store);
  window.come_in(1, "party");
  window.write_in(RoomKind::kRoom, "lobby", "here");
  window.come_in(2, "other-party");
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "lobby"), "") << "it was written elsewhere";
  window.come_in(1, "the same under another name");
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "lobby"), "here");
}

TEST(PartyRestore, AHostWithoutAKeyIsKnownByItsTarget) {
  MemoryStore store;
  Window window(store);
  window.come_in(0, "old-pc");
  window.write_in(RoomKind::kRoom, "lobby", "here");
  window.come_in(0, "other-pc");
  window.come_in(0, "old-pc");
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "lobby"), "here");
}

TEST(PartyRestore, ARoomThatWasLeftIsNotEnteredAgain) {
  MemoryStore store;
  {
    Window window(store);
    window.come_in(1);
    window.happen({tests::roster({"me"}, "games"), tests::private_message("ann", "me", "psst")});
    wire::RoomLeft left;
    left.room = "games";
    window.happen({left});
    window.window.perform(CloseConversation{window.room(RoomKind::kPrivate, "ann")});
    window.driver.settle();
    window.window.save_party();
  }
  Window window(store);
  window.come_in(1);
  EXPECT_TRUE(window.joined().empty());
  EXPECT_EQ(window.room(RoomKind::kPrivate, "ann"), model::RoomId::kNone);
}

TEST(PartyRestore, WhatCouldNotBeEnteredIsKeptForTheNextTime) {
  MemoryStore store;
  store.parties[tests::key(1).to_hex()] = {{{RoomKind::kRoom, false, "games", {}, "who is"}}};
  {
    Window window(store);
    window.come_in(1);
    window.window.save_party();
  }
  Window window(store);
  window.come_in(1);
  window.happen({tests::roster({"me"}, "games")});
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "games"), "who is");
}

TEST(PartyRestore, DraftsBeyondTheBoundAreNotKept) {
  MemoryStore store;
  Window window(store);
  window.come_in(1);
  wire::EventBatch batch;
  for (int i = 0; i < 100; ++i) {
    batch.emplace_back(tests::roster({"me"}, "room-" + std::to_string(i)));
  }
  window.happen(std::move(batch));
  window.window.save_party();
  EXPECT_EQ(store.load({tests::key(1), ""}).rooms.size(), SavedParty::kMaxRooms);
}

TEST(PartyRestore, AReconnectionTouchesNeitherRoomsNorDrafts) {
  MemoryStore store;
  Window window(store);
  window.come_in(1);
  window.happen({tests::roster({"me"}, "games")});
  window.write_in(RoomKind::kRoom, "lobby", "here");
  window.happen({tests::connection(wire::ConnectionState::kReconnecting)});
  window.driver.type(" too");
  window.come_in(1);
  EXPECT_TRUE(window.joined().empty()) << "the client enters them by itself";
  EXPECT_EQ(window.sent_from(RoomKind::kRoom, "lobby"), "here too");
}

}  // namespace
}  // namespace hubbub::ui::shell

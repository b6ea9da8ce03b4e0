// Removing a message: undone within five seconds, told the host afterwards or when that is the last
// chance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ui/shell/window_at_work.h"
#include "ui/shell/pending_removals.h"

namespace hubbub::ui::shell {
namespace {

class RemovalTest : public MainWindowAtWork {
 protected:
  RemovalTest() {
    happen(party::guarded_party(0));
    say(kFirst);
  }
  void say(std::uint64_t seq) {
    wire::MessageReceived line;
    line.room = "lobby";
    line.from = "max";
    line.text = "Something that is to go";
    line.id = wire::MessageId::make();
    line.seq = seq;
    happen({line});
  }
  const model::RoomView& lobby() {
    model.pull(view_);
    return *view_.lobby();
  }
  void remove(std::uint64_t seq) {
    const model::RoomView& room = lobby();
    const auto line = room.log.find(seq, room.log.end());
    ASSERT_TRUE(line);
    window.perform(RemoveMessage{room.id, *line, seq});
    driver.settle();
  }
  void pass(std::chrono::milliseconds time) {
    now += time;
    driver.settle();
  }
  std::vector<std::uint64_t> removed() const {
    std::vector<std::uint64_t> numbers;
    for (const wire::Command& command : posted) {
      if (const auto* order = std::get_if<wire::KeepOrder>(&command); order != nullptr) {
        EXPECT_EQ(order->act, wire::Act::kClear);
        EXPECT_EQ(order->room, "lobby");
        numbers.push_back(order->target);
      }
    }
    return numbers;
  }
  std::string newest_line() {
    const model::RoomView& room = lobby();
    return std::string(room.log.line(room.log.end() - 1).text);
  }

  static constexpr std::uint64_t kFirst = 1'000'000;
  model::View view_;
};

TEST_F(RemovalTest, IsToldTheHostAfterFiveSeconds) {
  remove(kFirst);
  EXPECT_TRUE(driver.has("Undo"));
  EXPECT_EQ(window.next_duty(), now + PendingRemovals::kUndoable);
  EXPECT_EQ(window.next_change(), window.next_duty());
  pass(std::chrono::milliseconds(4'999));
  EXPECT_THAT(removed(), testing::IsEmpty());
  pass(std::chrono::milliseconds(1));
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst));
  EXPECT_FALSE(driver.has("Undo"));
  EXPECT_FALSE(window.next_duty());
}

TEST_F(RemovalTest, IsUndone) {
  remove(kFirst);
  driver.click("Undo");
  EXPECT_FALSE(driver.has("Undo"));
  pass(std::chrono::seconds(60));
  EXPECT_THAT(removed(), testing::IsEmpty());
}

TEST_F(RemovalTest, LooksAsIfItHadHappened) {
  driver.settle();
  const int before = driver.vertices();
  remove(kFirst);
  const int during = driver.vertices();
  driver.click("Undo");
  EXPECT_NE(during, before);
}

TEST_F(RemovalTest, SeveralAreUndoneTogether) {
  say(kFirst + 1);
  remove(kFirst);
  pass(std::chrono::seconds(3));
  remove(kFirst + 1);
  pass(std::chrono::seconds(3));
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst)) << "each has its own five seconds";
  driver.click("Undo");
  pass(std::chrono::seconds(60));
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst));
}

TEST_F(RemovalTest, IsDoneWhileTheWindowIsMinimised) {
  remove(kFirst);
  window.follow(now + PendingRemovals::kUndoable);
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst));
}

TEST_F(RemovalTest, IsDoneBeforeTheRoomIsLeft) {
  remove(kFirst);
  window.perform(wire::Command(wire::LeaveRoom{"lobby"}));
  ASSERT_GE(posted.size(), 2U);
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst));
  EXPECT_NE(last<wire::LeaveRoom>(), nullptr);
}

TEST_F(RemovalTest, IsDoneBeforeDisconnecting) {
  remove(kFirst);
  window.perform(wire::Command(wire::Disconnect{}));
  EXPECT_THAT(removed(), testing::ElementsAre(kFirst));
  EXPECT_NE(last<wire::Disconnect>(), nullptr);
}

TEST_F(RemovalTest, IsNotDoneWhenTheConnectionIsLostWhichIsSaid) {
  remove(kFirst);
  happen(party::connection(wire::ConnectionState::kReconnecting, "The cable was pulled."));
  EXPECT_FALSE(driver.has("Undo"));
  EXPECT_THAT(newest_line(), testing::HasSubstr("was not removed"));
  pass(std::chrono::seconds(60));
  EXPECT_THAT(removed(), testing::IsEmpty());
}

TEST_F(RemovalTest, IsLeftToSomebodyElseWhoWasFaster) {
  remove(kFirst);
  wire::ModerationReported order;
  order.room = "lobby";
  order.by = "ann";
  order.act = wire::Act::kClear;
  order.target = kFirst;
  order.text = "ann removed a message.";
  happen({order});
  pass(std::chrono::seconds(60));
  EXPECT_THAT(removed(), testing::IsEmpty());
  EXPECT_THAT(newest_line(), testing::Not(testing::HasSubstr("was not removed")));
}

TEST(RemovalAtTheEnd, IsDoneBeforeTheWindowGoes) {
  model::Model model([] {});
  Settings settings;
  std::vector<wire::Command> posted;
  model.apply(party::guarded_party(0));
  model::View view;
  model.pull(view);
  const model::RoomView& lobby = *view.lobby();
  {
    tests::ui::Driver driver;
    MainWindow window(model, settings,
                      [&](wire::Command command) { posted.push_back(std::move(command)); });
    window.follow(std::chrono::steady_clock::now());
    const model::LineIndex line = lobby.log.first();
    window.perform(RemoveMessage{lobby.id, line, lobby.log.line(line).seq});
    EXPECT_EQ(posted.size(), 0U);
  }
  ASSERT_EQ(posted.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<wire::KeepOrder>(posted.front()));
}

}  // namespace
}  // namespace hubbub::ui::shell

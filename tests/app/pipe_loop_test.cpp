// The loop of a pipe by a clock turned by hand: when it leaves, and with which exit code.
#include "app/pipe_loop.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/options.h"

namespace hubbub::app {
namespace {

namespace wire = net::wire;
using std::chrono::seconds;

class PipeLoopTest : public ::testing::Test {
 protected:
  static wire::ConnectionChanged changed(wire::ConnectionState state) {
    wire::ConnectionChanged connection;
    connection.state = state;
    return connection;
  }
  static wire::Welcomed welcome() {
    wire::Welcomed welcomed;
    welcomed.lobby = "lobby";
    welcomed.nick = "ann";
    return welcomed;
  }
  void take(wire::EventBatch batch) {
    inbox_.push(std::move(batch));
    ASSERT_TRUE(loop_.step());
  }
  void come_in() { take({changed(wire::ConnectionState::kOnline), welcome()}); }
  void lose() { take({changed(wire::ConnectionState::kReconnecting)}); }
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> codes;
    for (const Json& object : printed_) {
      if (object["event"] == "error")
        codes.push_back(object["code"]);
    }
    return codes;
  }

  Inbox inbox_{Inbox::WhenFull::kWait};
  std::vector<Json> printed_;
  std::vector<wire::Command> posted_;
  PipeSession session_{[this](const Json& object) { printed_.push_back(object); },
                       [this](wire::Command command) { posted_.push_back(std::move(command)); },
                       ""};
  // Long ago for the inbox, which so never waits.
  PipeLoop::TimePoint now_{};
  PipeLoop loop_{inbox_, session_, [this] { return now_; }};
};

TEST_F(PipeLoopTest, AtTheEndOfTheInputAHostThatIsGoneIsWaitedForTenSeconds) {
  come_in();
  inbox_.push_line("hello");
  ASSERT_TRUE(loop_.step());
  ASSERT_EQ(posted_.size(), 1U);
  lose();
  inbox_.push_line("said while the host is away");
  inbox_.end_of_input();
  ASSERT_TRUE(loop_.step());
  now_ += seconds(9);
  ASSERT_TRUE(loop_.step());
  now_ += seconds(1);
  EXPECT_FALSE(loop_.step());
  EXPECT_EQ(loop_.exit_code(), kFailure);
  EXPECT_THAT(errors(), testing::ElementsAre("unconfirmed", "unconfirmed"));
  EXPECT_EQ(posted_.size(), 1U);
}

TEST_F(PipeLoopTest, AHostThatIsBackInTimeIsToldTheRest) {
  come_in();
  lose();
  inbox_.push_line("hello");
  inbox_.end_of_input();
  ASSERT_TRUE(loop_.step());
  now_ += seconds(9);
  come_in();
  ASSERT_TRUE(loop_.step());
  ASSERT_EQ(posted_.size(), 1U);
  const auto id = std::get<wire::SendMessage>(posted_[0]).id;
  wire::MessageReceived message;
  message.id = id;
  message.own = true;
  inbox_.push({wire::MessageAcknowledged{id, 1}, message});
  EXPECT_FALSE(loop_.step());
  EXPECT_EQ(loop_.exit_code(), kDone);
}

TEST_F(PipeLoopTest, AHostThatIsNotThereYetHasItsOwnTime) {
  inbox_.push_line("hello");
  inbox_.end_of_input();
  ASSERT_TRUE(loop_.step());
  come_in();
  now_ += seconds(9);
  ASSERT_TRUE(loop_.step());
  EXPECT_EQ(posted_.size(), 1U);
}

TEST_F(PipeLoopTest, AQuestionThatNobodyAnswersIsAFailure) {
  come_in();
  inbox_.push_line("/rooms");
  ASSERT_TRUE(loop_.step());
  inbox_.end_of_input();
  ASSERT_TRUE(loop_.step());
  now_ += seconds(10);
  EXPECT_FALSE(loop_.step());
  EXPECT_THAT(errors(), testing::ElementsAre("unanswered"));
  EXPECT_EQ(loop_.exit_code(), kFailure);
}

TEST_F(PipeLoopTest, WithoutAnEndOfTheInputItWaitsForTheHost) {
  come_in();
  lose();
  // Nothing but the stop ends it; without one the inbox would wait for ever.
  inbox_.stop();
  EXPECT_FALSE(loop_.step());
  EXPECT_EQ(loop_.exit_code(), kDone);
}

TEST_F(PipeLoopTest, QuitsWithoutTheLinesBehindQuit) {
  come_in();
  inbox_.push_line("/quit");
  inbox_.push_line("not said");
  EXPECT_FALSE(loop_.step());
  EXPECT_EQ(loop_.exit_code(), kDone);
  EXPECT_TRUE(posted_.empty());
}

}  // namespace
}  // namespace hubbub::app

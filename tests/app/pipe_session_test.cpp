// A pipe without a network: what it says to the net worker, and prints.
#include "app/pipe_session.h"

#include <algorithm>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::app {
namespace {

namespace wire = net::wire;

using ::testing::IsEmpty;
using ::testing::SizeIs;

class PipeSessionTest : public ::testing::Test {
 protected:
  void come_in(wire::Dialect dialect = wire::Dialect::kHubbub) {
    state(wire::ConnectionState::kOnline);
    wire::Welcomed welcome;
    welcome.lobby = "lobby";
    welcome.dialect = dialect;
    session_.take(std::move(welcome));
    printed_.clear();
  }
  void state(wire::ConnectionState state) {
    wire::ConnectionChanged connection;
    connection.state = state;
    session_.take(std::move(connection));
  }
  template <class C>
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(
        std::count_if(posted_.begin(), posted_.end(),
                      [](const auto& each) { return std::holds_alternative<C>(each); }));
  }
  [[nodiscard]] bool takes_lines() const {
    return session_.takes_lines(std::chrono::steady_clock::now());
  }

  std::vector<Json> printed_;
  std::vector<wire::Command> posted_;
  PipeSession session_{[this](const Json& object) { printed_.push_back(object); },
                       [this](wire::Command command) { posted_.push_back(std::move(command)); },
                       ""};
};

TEST_F(PipeSessionTest, ReadsNoFurtherWhileItIsNotOnline) {
  EXPECT_FALSE(takes_lines());
  come_in();
  EXPECT_TRUE(takes_lines());
  state(wire::ConnectionState::kReconnecting);
  EXPECT_FALSE(takes_lines());
  state(wire::ConnectionState::kOnline);
  EXPECT_TRUE(takes_lines());
}

TEST_F(PipeSessionTest, ReadsNoFurtherWhileItIsHeldBack) {
  come_in();
  session_.take(wire::HeldBack{std::chrono::minutes{5}, "Wait."});
  EXPECT_FALSE(takes_lines());
  EXPECT_TRUE(session_.takes_lines(session_.held_until()));
}

TEST_F(PipeSessionTest, AtTheEndWaitsForWhatIsBehindTheAnswerToAnOrder) {
  come_in();
  session_.take_line("/kick bob");
  EXPECT_TRUE(session_.settled());
  session_.end_of_lines();
  EXPECT_EQ(count<wire::RequestRooms>(), 1U);
  EXPECT_FALSE(session_.settled());
  session_.take(wire::RoomsListed{});
  EXPECT_TRUE(session_.settled());
  EXPECT_THAT(printed_, IsEmpty()) << "nobody asked for the rooms";
}

TEST_F(PipeSessionTest, PrintsTheRoomsThatWereAskedFor) {
  come_in();
  session_.take_line("/topic Cards");
  session_.take_line("/rooms");
  session_.end_of_lines();
  session_.take(wire::RoomsListed{});
  session_.take(wire::RoomsListed{});
  ASSERT_THAT(printed_, SizeIs(1));
  EXPECT_EQ(printed_[0]["event"], "rooms");
}

TEST_F(PipeSessionTest, PrintsWhatWasFoundThoughALaterOrderWasRefused) {
  come_in();
  session_.take_line("/search x");
  const auto asked = std::get<wire::SearchHistory>(posted_.back());
  session_.take_line("/kick bob");
  session_.take(wire::Notice{wire::Severity::kWarning, "not-allowed", "No.", {}});
  wire::SearchFound found;
  found.token = asked.token;
  session_.take(found);
  EXPECT_EQ(printed_.back()["event"], "found");
}

TEST_F(PipeSessionTest, AQuestionThatWasLostWithTheConnectionIsAskedAgain) {
  come_in();
  session_.take_line("/rooms");
  session_.take_line("/search x");
  session_.take_line("/topic Cards");
  state(wire::ConnectionState::kReconnecting);
  posted_.clear();
  come_in();
  EXPECT_EQ(count<wire::RequestRooms>(), 1U);
  EXPECT_EQ(count<wire::SearchHistory>(), 1U);
  EXPECT_EQ(count<wire::ChangeTopic>(), 1U);
  EXPECT_FALSE(session_.failed());
  session_.take(wire::RoomsListed{});
  session_.take(wire::RoomsListed{});
  EXPECT_THAT(printed_, SizeIs(1)) << "one question, one answer";
}

TEST_F(PipeSessionTest, ASearchWithoutWordsGoesOnWithTheLastOne) {
  come_in();
  session_.take_line("/search");
  EXPECT_EQ(printed_.back()["code"], "no-more");
  session_.take_line("/search x");
  const auto first = std::get<wire::SearchHistory>(posted_.back());
  wire::SearchFound found;
  found.token = first.token;
  found.next = 17;
  session_.take(found);
  EXPECT_EQ(printed_.back()["more"], true);
  session_.take_line("/search");
  const auto second = std::get<wire::SearchHistory>(posted_.back());
  EXPECT_EQ(second.text, "x");
  EXPECT_EQ(second.before, 17U);
  found.token = second.token;
  found.next = 0;
  session_.take(found);
  session_.take_line("/search");
  EXPECT_EQ(printed_.back()["code"], "no-more");
}

TEST_F(PipeSessionTest, AnOrderThatWasLostWithTheConnectionIsAnErrorAndAFailure) {
  come_in();
  session_.take_line("/kick bob");
  state(wire::ConnectionState::kReconnecting);
  posted_.clear();
  come_in();
  ASSERT_THAT(printed_, IsEmpty()) << "come_in() forgets";
  EXPECT_EQ(count<wire::KeepOrder>(), 0U);
  EXPECT_TRUE(session_.failed());
}

TEST_F(PipeSessionTest, AnOrderThatIsKnownToBeCarriedOutIsNotLost) {
  come_in();
  wire::Welcomed welcome;
  welcome.lobby = "lobby";
  welcome.nick = "ann";
  session_.take(welcome);
  session_.take_line("/kick bob");
  wire::ModerationReported told;
  told.room = "lobby";
  told.by = "ann";
  told.act = wire::Act::kKick;
  session_.take(told);
  session_.take_line("/mute eve");
  session_.take_line("/bans");
  session_.take(wire::BansListed{});
  session_.take_line("/ban bob");
  session_.take(wire::Notice{wire::Severity::kWarning, "not-allowed", "No.", {}});
  session_.take(welcome);
  EXPECT_FALSE(session_.failed());
}

class PipeNames : public PipeSessionTest {
 protected:
  void enter(const std::string& room, const std::vector<std::string>& nicks = {}) {
    wire::RosterReceived roster;
    roster.room = room;
    for (const std::string& nick : nicks) {
      roster.members.push_back({nick, {}});
    }
    session_.take(roster);
  }
  template <class C>
  [[nodiscard]] const C& last() const {
    return std::get<C>(posted_.back());
  }
};

TEST_F(PipeNames, ARoomIsLeftInAnySpelling) {
  come_in();
  enter("lobby");
  session_.take_line("/join games");
  enter("games");
  session_.take_line("/join GAMES");
  EXPECT_EQ(last<wire::JoinRoom>().room, "games");
  session_.take_line("/leave gAmEs");
  EXPECT_EQ(last<wire::LeaveRoom>().room, "games");
  session_.take_line("hello");
  EXPECT_EQ(last<wire::SendMessage>().room, "lobby");
}

TEST_F(PipeNames, ARoomThatTheHostSpellsOtherwiseIsTheOneThatWasJoined) {
  come_in();
  session_.take_line("/join \uFF27ames");
  enter("games");
  session_.take_line("hello");
  EXPECT_EQ(last<wire::SendMessage>().room, "games");
}

TEST_F(PipeNames, APersonIsIgnoredInAnySpelling) {
  come_in();
  enter("lobby", {"bob"});
  session_.take_line("/ignore BOB");
  EXPECT_EQ(printed_.back()["nicks"], Json::array({"bob"}));
  const std::size_t before = printed_.size();
  wire::MessageReceived message;
  message.room = "lobby";
  message.from = "bob";
  session_.take(message);
  EXPECT_THAT(printed_, SizeIs(before));
  session_.take_line("/unignore Bob");
  EXPECT_EQ(printed_.back()["nicks"], Json::array());
}

TEST_F(PipeNames, SomebodyWhoIsNotHereIsIgnoredInAnySpelling) {
  come_in();
  session_.take_line("/ignore BOB");
  const std::size_t before = printed_.size();
  wire::MessageReceived message;
  message.from = "bob";
  session_.take(message);
  EXPECT_THAT(printed_, SizeIs(before));
}

TEST_F(PipeSessionTest, AtTheEndAsksNothingIfNothingWasOrderedOrNobodyWouldAnswer) {
  come_in();
  session_.take_line("hello");
  session_.end_of_lines();
  come_in(wire::Dialect::k2006);
  session_.take_line("/nick anna");
  session_.end_of_lines();
  EXPECT_EQ(count<wire::RequestRooms>(), 0U);
}

}  // namespace
}  // namespace hubbub::app

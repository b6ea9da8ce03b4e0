#include "tests/history/verdict.h"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubbub::history {
namespace {

using net::wire::MessageId;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Two guests; ann said two lines and a private message to bob, all acknowledged.
class VerdictTest : public ::testing::Test {
 protected:
  VerdictTest() {
    const Log log = {{1, {}}, {2, first_}, {3, {}}, {4, second_}};
    for (const char* nick : {"ann", "bob"}) {
      GuestEvidence guest;
      guest.nick = nick;
      guest.history = true;
      guest.rooms["lobby"] = log;
      guest.privates = {{1, whisper_}};
      evidence_.guests.push_back(std::move(guest));
    }
    ann().own[first_] = said(1, 2);
    ann().own[second_] = said(2, 4);
    ann().own[whisper_] = said(3, 1);
    ann().own[whisper_].room.clear();
    ann().own[whisper_].to = "bob";
    evidence_.fetched["lobby"] = log;
  }
  static OwnMessage said(std::uint32_t number, std::uint64_t seq) {
    OwnMessage own;
    own.number = number;
    own.room = "lobby";
    own.acknowledged = 1;
    own.seq = seq;
    return own;
  }
  GuestEvidence& ann() { return evidence_.guests[0]; }
  GuestEvidence& bob() { return evidence_.guests[1]; }
  Log& log_of_bob() { return bob().rooms["lobby"]; }

  void expect_complaint(const std::string& part) {
    EXPECT_THAT(judge(evidence_), Contains(Field(&Complaint::what, HasSubstr(part))));
  }

  MessageId first_ = MessageId::make();
  MessageId second_ = MessageId::make();
  MessageId whisper_ = MessageId::make();
  Evidence evidence_;
};

TEST_F(VerdictTest, HasNothingToSayWhereAllAgree) {
  EXPECT_THAT(judge(evidence_), IsEmpty());
}

TEST_F(VerdictTest, SeesALineThatIsMissing) {
  log_of_bob().erase(log_of_bob().begin() + 1);
  expect_complaint("bob, lobby: lacks what was acknowledged to ann as number 2");
  expect_complaint("bob, lobby: number 3 follows 1");
}

TEST_F(VerdictTest, SeesTheLastLineMissing) {
  log_of_bob().pop_back();
  expect_complaint("bob, lobby: ends at number 3, that of others at 4");
}

TEST_F(VerdictTest, SeesALineThatIsDouble) {
  log_of_bob().push_back({5, first_});
  expect_complaint("bob, lobby: twice in the log");
}

TEST_F(VerdictTest, SeesAnotherOrder) {
  std::swap(log_of_bob()[1].id, log_of_bob()[3].id);
  expect_complaint("bob, lobby: number 2 is another message");
  expect_complaint("bob, lobby: has as number 4 what was acknowledged to ann as number 2");
}

TEST_F(VerdictTest, SeesThatSomebodyWasReordered) {
  std::swap(ann().own[first_].number, ann().own[second_].number);
  expect_complaint("ann, lobby: said before the line above it");
}

TEST_F(VerdictTest, SeesAnAcknowledgementForNothing) {
  ann().own[MessageId::make()] = said(4, 5);
  expect_complaint("lacks what was acknowledged to ann as number 5");
}

TEST_F(VerdictTest, SeesWhatIsNeitherSentNorFailed) {
  ann().own[first_].acknowledged = 0;
  expect_complaint("ann: neither acknowledged nor failed");
  ann().own[first_].failed = "";
  expect_complaint("ann: failed without a reason");
  ann().own[first_].failed = "queue-full";
  EXPECT_THAT(judge(evidence_), IsEmpty());
}

TEST_F(VerdictTest, SeesContradictoryAnswers) {
  ann().own[first_].acknowledged = 2;
  expect_complaint("ann: acknowledged more than once");
  ann().own[second_].failed = "unconfirmed";
  expect_complaint("ann: acknowledged, and failed");
}

TEST_F(VerdictTest, SeesPrivateMessagesMissingWhereThereIsAHistory) {
  bob().privates.clear();
  expect_complaint("bob: lacks a private message that was acknowledged to ann");
  bob().history = false;
  EXPECT_THAT(judge(evidence_), IsEmpty());
}

TEST_F(VerdictTest, SeesAHistoryThatIsNotWhatWasSaid) {
  evidence_.fetched["lobby"].erase(evidence_.fetched["lobby"].begin() + 1);
  expect_complaint("the history, lobby: lacks what was acknowledged to ann as number 2");
}

TEST_F(VerdictTest, PassesTroublesOn) {
  bob().troubles.emplace_back("gave up");
  expect_complaint("bob: gave up");
}

}  // namespace
}  // namespace hubbub::history

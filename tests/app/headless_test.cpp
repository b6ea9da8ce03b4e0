// --serve and --pipe as programs, over loopback: what other programs rely on.
#include <algorithm>
#include <map>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "tests/support/net/fault_proxy.h"
#include "tests/support/net/loopback_server_2006.h"
#include "tests/support/net/scripted_host.h"
#include "tests/support/process/child_process.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::app {
namespace {

using AnyJson = nlohmann::json;
using testing::ElementsAre;
using testing::MatchesRegex;
using testing::UnorderedElementsAre;
using tests::ChildProcess;

// The folders of the people in the present test, by their names; "host" is the one without.
std::unique_ptr<tests::TemporaryFolder> people;

class Program {
 public:
  explicit Program(std::vector<std::string> arguments) : process_(with_program(arguments)) {}

  // The next object whose "event" is that one and whose `field`, if named, has that value.
  AnyJson wait_for(const std::string& event, const std::string& field = {},
                   const AnyJson& value = {}) {
    AnyJson found;
    process_.wait_for_line([&](const std::string& line) {
      found = AnyJson::parse(line);
      return found["event"] == event && (field.empty() || found[field] == value);
    });
    EXPECT_EQ(found.value("event", ""), event);
    return found;
  }
  std::vector<AnyJson> rest() {
    std::vector<AnyJson> objects;
    for (const std::string& line : process_.remaining_lines()) {
      objects.push_back(AnyJson::parse(line));
    }
    return objects;
  }
  void say(const std::string& line) { process_.write_line(line); }
  void end_input() { process_.close_input(); }
  void signal(int number) { process_.signal(number); }
  int exit_code() { return process_.wait_for_exit(); }

 private:
  // Everybody has a folder, and so is somebody: known by the name, or as the host.
  static std::vector<std::string> with_program(std::vector<std::string> arguments) {
    const auto nick = std::find(arguments.begin(), arguments.end(), "--nick");
    const std::string who = nick == arguments.end() ? "host" : *std::next(nick);
    arguments.insert(arguments.begin(), HUBBUB_PROGRAM);
    arguments.insert(arguments.end(), {"--data", people->path() / who});
    return arguments;
  }
  ChildProcess process_;
};

std::vector<std::string> keys(const AnyJson& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) {
    keys.push_back(key);
  }
  return keys;
}

class HeadlessProgram : public testing::Test {
 protected:
  HeadlessProgram() { people = std::make_unique<tests::TemporaryFolder>(); }
  ~HeadlessProgram() override { people.reset(); }
};
using HeadlessServe = HeadlessProgram;
using HeadlessPipe = HeadlessProgram;
using HeadlessUsage = HeadlessProgram;

class Headless : public HeadlessProgram {
 protected:
  Headless() : port(server.wait_for("listening")["port"]) {}
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port); }
  [[nodiscard]] std::vector<std::string> join_as(const std::string& nick) const {
    return {"--join", address(), "--pipe", "--nick", nick};
  }

  Program server{
      {"--serve", "--port", "0", "--bind", "127.0.0.1", "--title", "Friday LAN", "--flood", "off"}};
  int port = 0;
};

TEST_F(Headless, ServeReportsWhoComesAndGoesAndStopsOnASignal) {
  {
    Program ann(join_as("ann"));
    EXPECT_EQ(server.wait_for("joined")["nick"], "ann");
    ann.end_input();
    EXPECT_EQ(ann.exit_code(), 0);
  }
  EXPECT_EQ(server.wait_for("left")["nick"], "ann");
  server.signal(SIGTERM);
  EXPECT_EQ(server.exit_code(), 0);
}

TEST_F(Headless, ServeStopsInOrderWhenItsTerminalIsGone) {
  server.signal(SIGHUP);
  EXPECT_EQ(server.exit_code(), 0);
}

TEST_F(Headless, NobodyHostsWithoutTheBansAndNamesInTheHistory) {
  Program second({"--serve", "--port", "0", "--bind", "127.0.0.1"});
  const AnyJson error = second.wait_for("error");
  EXPECT_EQ(error["code"], "history-in-use");
  EXPECT_THAT(error["text"], testing::HasSubstr("--no-history"));
  EXPECT_EQ(second.exit_code(), 1);
}

TEST_F(Headless, PipesPrintTheAgreedObjects) {
  Program ann(join_as("ann"));
  EXPECT_THAT(keys(ann.wait_for("state", "state", "connecting")),
              UnorderedElementsAre("event", "state", "reason"));
  ann.wait_for("state", "state", "online");
  EXPECT_EQ(ann.wait_for("roster")["nicks"], AnyJson::array({"ann"}));
  Program bob(join_as("bob"));
  EXPECT_EQ(ann.wait_for("joined"), AnyJson::parse(R"({"event":"joined","nick":"bob"})"));

  bob.say("привет 😀");
  const AnyJson message = ann.wait_for("message");
  EXPECT_THAT(keys(message), UnorderedElementsAre("event", "room", "from", "text", "seq", "id",
                                                  "time", "private", "replay"));
  EXPECT_EQ(message["room"], "lobby");
  EXPECT_EQ(message["from"], "bob");
  EXPECT_EQ(message["text"], "привет 😀");
  EXPECT_EQ(message["private"], false);
  EXPECT_EQ(message["replay"], false);
  EXPECT_THAT(message["time"].get<std::string>(),
              MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z"));
  const AnyJson sent = bob.wait_for("sent");
  EXPECT_EQ(sent["id"], message["id"]);
  EXPECT_EQ(sent["seq"], message["seq"]);

  bob.say("/msg ann psst");
  EXPECT_EQ(ann.wait_for("message", "private", true)["text"], "psst");
  bob.say("//shrug");
  EXPECT_EQ(ann.wait_for("message")["text"], "/shrug");
  bob.say("/list");
  EXPECT_EQ(bob.wait_for("roster", "nicks", AnyJson::array({"ann", "bob"}))["event"], "roster");
  bob.say("/nope");
  EXPECT_THAT(keys(bob.wait_for("error")), UnorderedElementsAre("event", "code", "text"));
  bob.say("/quit");
  EXPECT_EQ(bob.exit_code(), 0);
  EXPECT_THAT(keys(ann.wait_for("left")), UnorderedElementsAre("event", "nick", "reason"));
}

TEST_F(Headless, WhoIsIgnoredStaysSoUnderAnotherName) {
  Program ann(join_as("ann"));
  ann.wait_for("state", "state", "online");
  Program bob(join_as("bob"));
  ann.wait_for("joined", "nick", "bob");
  ann.say("/ignore bob");
  EXPECT_EQ(ann.wait_for("ignored")["nicks"], AnyJson::array({"bob"}));
  bob.say("/nick robert");
  ann.wait_for("joined", "nick", "robert");
  bob.say("spam");
  bob.wait_for("sent");
  ann.say("at last");
  EXPECT_EQ(ann.wait_for("message")["text"], "at last");
}

TEST_F(Headless, TheEndOfTheInputWaitsUntilAllIsConfirmed) {
  Program ann(join_as("ann"));
  constexpr int kLines = 2000;
  for (int i = 0; i < kLines; ++i) {
    ann.say("line " + std::to_string(i));
  }
  ann.end_input();
  int sent = 0;
  int came_back = 0;
  for (const AnyJson& object : ann.rest()) {
    sent += object["event"] == "sent" ? 1 : 0;
    if (object["event"] == "message") {
      EXPECT_EQ(object["text"], "line " + std::to_string(came_back++));
    }
  }
  EXPECT_EQ(sent, kLines);
  EXPECT_EQ(came_back, kLines);
  EXPECT_EQ(ann.exit_code(), 0);
}

TEST_F(Headless, TheEndOfTheInputWaitsForAnswers) {
  Program ann(join_as("ann"));
  ann.say("an apple");
  ann.say("/search apple");
  ann.say("/search pear");
  ann.say("/rooms");
  ann.end_input();
  EXPECT_EQ(ann.wait_for("rooms")["rooms"].size(), 1U);
  EXPECT_EQ(ann.exit_code(), 0);
}

// What is written goes into a connection that is cut before the host has it.
TEST_F(Headless, WhatWasAskedWhenTheConnectionWasLostIsAnsweredAfterIt) {
  tests::FaultProxy proxy(static_cast<std::uint16_t>(port));
  Program ann({"--join", "127.0.0.1:" + std::to_string(proxy.port()), "--pipe", "--nick", "ann"});
  ann.wait_for("state", "state", "online");
  const auto lose = [&](const std::string& line) {
    proxy.cut_after(tests::Direction::kToTarget, 1);
    ann.say(line);
    ann.wait_for("state", "state", "reconnecting");
  };
  lose("/topic Cards");
  ann.wait_for("topic", "topic", "Cards");
  lose("/rooms");
  EXPECT_EQ(ann.wait_for("rooms")["rooms"].size(), 1U);
  lose("/search cards");
  EXPECT_TRUE(ann.wait_for("found")["lines"].empty());
  ann.end_input();
  EXPECT_EQ(ann.exit_code(), 0);
}

TEST_F(Headless, LinesGoToTheRoomThatWasEnteredBeforeThem) {
  Program ann(join_as("ann"));
  ann.say("/join den");
  ann.say("in the den");
  ann.say("/leave");
  ann.say("in the lobby");
  ann.end_input();
  std::map<std::string, std::string> rooms;
  for (const AnyJson& object : ann.rest()) {
    if (object["event"] == "message") {
      rooms[object["text"]] = object["room"];
    }
  }
  EXPECT_THAT(rooms, UnorderedElementsAre(testing::Pair("in the den", "den"),
                                          testing::Pair("in the lobby", "lobby")));
  EXPECT_EQ(ann.exit_code(), 0);
}

TEST_F(Headless, ATakenNameEndsWithAReason) {
  Program ann(join_as("ann"));
  ann.wait_for("roster");
  Program other(join_as("ANN"));
  EXPECT_EQ(other.wait_for("error")["code"], "nick-taken");
  EXPECT_FALSE(other.wait_for("state", "state", "closed")["reason"].get<std::string>().empty());
  EXPECT_EQ(other.exit_code(), 1);
}

TEST_F(Headless, APortThatIsTakenIsToldAndIsAFailure) {
  Program second({"--serve", "--port", std::to_string(port), "--bind", "127.0.0.1", "--nick", "b"});
  EXPECT_THAT(second.wait_for("error")["text"].get<std::string>(),
              testing::HasSubstr("already in use"));
  EXPECT_EQ(second.exit_code(), 1);
}

// An address for documentation (RFC 5737), which no machine has.
TEST_F(HeadlessServe, AnAddressOfNobodyHereIsNamedAsTheCause) {
  Program host({"--serve", "--port", "0", "--bind", "192.0.2.1"});
  EXPECT_EQ(host.wait_for("error")["code"], "bad-address");
  EXPECT_EQ(host.exit_code(), 1);
}

TEST_F(Headless, AHostThatIsKilledAndComesBackIsFoundAgain) {
  Program ann(join_as("ann"));
  ann.wait_for("roster");
  server.signal(SIGKILL);
  EXPECT_FALSE(ann.wait_for("state", "state", "reconnecting")["reason"].get<std::string>().empty());
  ann.say("said while the host was away");
  Program again({"--serve", "--port", std::to_string(port), "--bind", "127.0.0.1"});
  ann.wait_for("state", "state", "online");
  EXPECT_EQ(ann.wait_for("message")["text"], "said while the host was away");
  ann.end_input();
  EXPECT_EQ(ann.exit_code(), 0);
}

TEST_F(Headless, ASignalLogsAPipeOut) {
  Program ann(join_as("ann"));
  ann.wait_for("roster");
  ann.signal(SIGINT);
  EXPECT_EQ(ann.exit_code(), 0);
  EXPECT_EQ(server.wait_for("left")["reason"], "left");
}

TEST_F(Headless, PlainJoinsOurHostToo) {
  auto arguments = join_as("боб");
  arguments.emplace_back("--plain");
  Program bob(arguments);
  EXPECT_EQ(bob.wait_for("roster")["nicks"], AnyJson::array({"боб"}));
  bob.say("привет");
  EXPECT_EQ(bob.wait_for("message")["text"], "привет");
  bob.end_input();
  EXPECT_EQ(bob.exit_code(), 0);
}

TEST_F(HeadlessPipe, NobodyThereIsAFailureWithAReason) {
  std::string address;
  {
    const tests::ScriptedHost nobody;
    address = "127.0.0.1:" + std::to_string(nobody.port());
  }
  Program ann({"--join", address, "--pipe"});
  EXPECT_EQ(ann.wait_for("error")["code"], "refused");
  ann.wait_for("state", "state", "closed");
  EXPECT_EQ(ann.exit_code(), 1);
}

TEST_F(HeadlessPipe, JoinsAServerOf2006) {
  const tests::LoopbackServer2006 server(tests::LoopbackServer2006::Segments::kMerged);
  Program bob({"--join", "127.0.0.1:" + std::to_string(server.port()), "--pipe", "--plain",
               "--nick", "боб"});
  bob.wait_for("state", "state", "online");
  bob.say("привет");
  const AnyJson message = bob.wait_for("message");
  EXPECT_EQ(message["from"], "боб");
  EXPECT_EQ(message["text"], "привет");
  EXPECT_EQ(bob.wait_for("sent")["id"], message["id"]);
  bob.end_input();
  EXPECT_EQ(bob.exit_code(), 0);
  EXPECT_THAT(server.names(), ElementsAre());
  EXPECT_EQ(server.ghosts(), 0);
}

TEST_F(HeadlessUsage, IsAFailureOfItsOwnKind) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--pipe"},
                                             {"--host", "--serve"},
                                             {"--join", "two words"},
                                             {"--port", "65536", "--serve"},
                                             {"--nonsense"},
                                             {"stray"}}) {
    Program program(arguments);
    EXPECT_EQ(program.exit_code(), 2) << arguments[0];
  }
}

}  // namespace
}  // namespace hubbub::app

// The table of malformed input from programs of 2006 (docs/2006.md), and from what is no program of
// either dialect. What a host has to say to them is a Message without a name; then it closes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/server/bad_input.h"
#include "tests/support/net/original_2006.h"

namespace hubbub::net::server::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Rows = std::vector<BadInput>;

constexpr int kLogin = 0;
constexpr int kLogout = 1;
constexpr int kMessage = 2;
constexpr int kList = 3;
// Closed without a word.
const std::string kClosed = "closed";

std::string padded(std::string frame) {
  frame.resize(wire::k2006FrameBytes);
  return frame;
}

// From somebody who is not in. An answer is a part of the sentence.
Rows from_outside() {
  return {
      {"another protocol", "GET / HTTP/1.1\r\nHost: ann\r\n\r\n", "nameLen is above its limit"},
      {"another protocol, in one line", "SSH-2.0-OpenSSH_9.2\r\n", "nameLen is above its limit"},
      {"an encrypted hello to a host without", "\x16\x03\x01\x02\x01" + std::string(500, 'x'),
       kClosed},
      {"a negative name", header(kLogin, -1, 0), "nameLen is negative"},
      {"a negative message", header(kLogin, 3, -1) + "eve", "msgLen is negative"},
      {"a name of 1,025", header(kLogin, 1025, 0), "nameLen is above its limit"},
      {"a message of 4,097", header(kLogin, 3, 4097) + "eve, who talks",
       "msgLen is above its limit"},
      {"no name", frame(kLogin, ""), "is empty"},
      {"a blank name", frame(kLogin, "  "), "is empty"},
      {"a name of 65 bytes", frame(kLogin, std::string(65, 'x')), "is too long"},
      {"a name with an asterisk", frame(kLogin, "a*b"), "asterisk"},
      {"a name with a zero", frame(kLogin, kWithZero), "control or invisible"},
      {"a name with a line break", frame(kLogin, "a\nb"), "control or invisible"},
      {"a name that can't be seen", padded(frame(kLogin, "\u200B")), "is empty"},
      {"a name that turns the line round", padded(frame(kLogin, "a\u202Eb")),
       "control or invisible"},
      {"a name that is no UTF-8", padded(frame(kLogin, kNotUtf8)), "name is not well-formed"},
      {"somebody's name", frame(kLogin, "ANN"), "already called"},
      {"what looks like somebody's name", padded(frame(kLogin, "аnn")), "looks too much like"},
      {"a message before the login", frame(kMessage, "eve", "hello"), "Log in before"},
      {"a goodbye before the login", frame(kLogout, "eve"), kClosed},
      {"a list before the login", frame(kList, "eve"), ""},
      {"nothing before the login", frame(4, ""), ""},
      {"an unknown command before the login", frame(99, "eve", "?"), ""},
      {"our post before a hello", frame(wire::CommandWord::kPost, "", id() + text("hello")), ""},
      {"our proof before a hello", frame(wire::CommandWord::kProof, "", std::string(64, 'p')), ""},
      {"the wrong magic", frame(kLogin, "eve", "hubbuX" + std::string(30, 'x')), ""},
      {"half the magic", frame(kLogin, "eve", "hub"), ""},
      {"a hello in capitals", frame(kLogin, "eve", "HUBBUB"), ""},
      {"half a header", header(kLogin, 3, 0).substr(0, 5), kClosed, "", true},
      {"half a login", header(kLogin, 3, 0) + "ev", kClosed, "", true},
  };
}

// From somebody who is in, as eve.
Rows from_inside() {
  return {
      {"a negative message", header(kMessage, 3, -1) + "eve", "msgLen is negative"},
      {"a text of 4,097", header(kMessage, 3, 4097) + "eve", "msgLen is above its limit"},
      {"a text that is no UTF-8", padded(frame(kMessage, "eve", kNotUtf8)),
       "message is not well-formed"},
      {"a text with half a pair", header(kMessage, 0, 1) + "😀", "message is not well-formed"},
      {"a text with a zero is one", frame(kMessage, "eve", kWithZero), "", "message"},
      {"no text is one, as it was then", frame(kMessage, "eve"), "", "message"},
      {"under somebody's name it is eve's", frame(kMessage, "ann", "hello"), "", "message"},
      {"a login again", frame(kLogin, "bob"), ""},
      {"a list again", repeated(3, frame(kList, "eve")), ""},
      {"nothing", frame(4, "eve"), ""},
      {"an unknown command", frame(99, "eve", "?"), ""},
      {"a negative command", frame(-1, "eve", "?"), ""},
      {"our post", frame(wire::CommandWord::kPost, "", id() + text("hello")), ""},
      {"our hello", frame(kLogin, "eve", "hubbub" + u16(2) + u16(2)), ""},
      {"padding that is none", frame(4, "") + std::string(40, 'x'), "nameLen is above its limit"},
      {"half a message", header(kMessage, 3, 5) + "eveh", kClosed, "", true},
      {"somebody else's goodbye is eve's", frame(kLogout, "ann"), kClosed},
  };
}

// What the host had to say; one's own lines come back as well, as they do to everybody.
std::vector<std::string> sentences_in(MemoryTransport& peer) {
  const wire::Bytes bytes = peer.take_received();
  std::vector<std::string> sentences;
  EXPECT_EQ(bytes.size() % wire::k2006FrameBytes, 0U);
  for (std::size_t at = 0; at < bytes.size(); at += wire::k2006FrameBytes) {
    const auto shown =
        tests::original_reading(wire::ByteView(bytes).subspan(at, wire::k2006FrameBytes));
    EXPECT_EQ(shown.command, kMessage);
    if (shown.name.value_or("") != "eve")
      sentences.push_back(shown.text.value_or(""));
  }
  return sentences;
}

void play(const Rows& rows, const std::string& beforehand) {
  for (const BadInput& row : rows) {
    SCOPED_TRACE(row.name);
    DisturbedHall place;
    const auto eve = place.hall.connect();
    eve->peer_sends(wire::as_bytes(beforehand));
    place.settle();
    static_cast<void>(eve->take_received());
    DisturbedHall::send(*eve, row);
    place.settle();
    const bool silent = row.answer.empty() || row.answer == kClosed;
    const auto sentences = sentences_in(*eve);
    if (silent) {
      EXPECT_THAT(sentences, IsEmpty());
    } else {
      EXPECT_THAT(sentences, ElementsAre(HasSubstr(row.answer)));
    }
    EXPECT_EQ(eve->finished(), !silent);
    EXPECT_EQ(eve->closed(), row.answer == kClosed);
    place.check_the_others(row);
  }
}

TEST(BadInput2006, FromOutside) {
  play(from_outside(), "");
}
TEST(BadInput2006, FromInside) {
  play(from_inside(), frame(kLogin, "eve") + frame(kList, "eve"));
}

}  // namespace
}  // namespace hubbub::net::server::testing

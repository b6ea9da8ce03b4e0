// Writes the first corpus of the filter's fuzzer: corpus_main FOLDER. Run by the target
// `fuzz_corpus`; what a fuzzer finds is added by hand.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "net/wire/client_messages.h"
#include "net/wire/dialect_2006.h"
#include "net/wire/encoder.h"
#include "net/wire/host_messages.h"

namespace hubbub::tests {
namespace {

namespace wire = net::wire;

// One of each kind of line that the list of frames has.
wire::Bytes a_conversation() {
  wire::Bytes stream;
  wire::Login login;
  login.nick = "ann";
  login.software = "Hubbub";
  wire::encode(login, stream);
  wire::Welcome welcome;
  welcome.nick = "ann";
  welcome.title = "Party";
  welcome.lobby = "lobby";
  wire::encode(welcome, stream);
  wire::encode(wire::Joined{"Боб", 7, {}, "lobby", {}}, stream);
  wire::encode(wire::Post{"", {}, "Hello, HELLO\n\"quoted\""}, stream);
  wire::encode(wire::Message{"ann", 8, {}, {}, "lobby", "привет 😀"}, stream);
  wire::encode(wire::Refused{"x", {}, "not-in-room", "You are not in that room."}, stream);
  wire::encode(wire::Ping{7}, stream);
  wire::encode(wire::Pong{7}, stream);
  wire::append_frame(99, "who", "knows", stream);
  return stream;
}

wire::Bytes a_conversation_of_2006() {
  wire::Bytes stream;
  wire::append_frame(0, "ann", "<<<ann has joined the room>>>", stream);
  wire::append_frame(3, "", "ann*bob*", stream);
  wire::append_frame(2, "bob", "bob: hello", stream);
  wire::append_frame(1, "bob", "", stream);
  return stream;
}

void write(const std::filesystem::path& file, char how, const std::string& typed,
           const wire::Bytes& stream) {
  std::ofstream out(file, std::ios::binary);
  out << how << typed << '\n' << wire::as_text(stream);
}

void write_all(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const wire::Bytes ours = a_conversation();
  const wire::Bytes old = a_conversation_of_2006();
  write(folder / "nothing", '0', "", ours);
  write(folder / "a_type", '0', "PING", ours);
  write(folder / "words_and_case", '0', "  sent   hello ", ours);
  write(folder / "letters_of_others", '0', "привет Боб", ours);
  write(folder / "a_peer", '2', "192.168.1.7 client", ours);
  write(folder / "what_is_malformed", '0', "early offset", ours);
  write(folder / "no_utf8", '2', "\xff\xfe \xd0", ours);
  write(folder / "of_2006", '1', "message hello", old);
  write(folder / "of_2006_cleared", '3', "joined", old);
  write(folder / "the_other_dialect", '1', "?", ours);
  wire::Bytes broken = ours;
  broken.resize(broken.size() - 3);
  write(folder / "cut_off", '0', "truncated past the end", broken);
  write(folder / "the_same_word", '0', std::string(40, 'e') + " e e e e", ours);
  std::string many;
  for (int i = 0; i < 200; ++i)
    many += "e ";
  write(folder / "many_words", '0', many, ours);
}

}  // namespace
}  // namespace hubbub::tests

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: corpus_main FOLDER\n", stderr);
    return 2;
  }
  hubbub::tests::write_all(argv[1]);
  return 0;
}

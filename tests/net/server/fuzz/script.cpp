#include "tests/net/server/fuzz/script.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "net/wire/messages.h"
#include "tests/support/hall/hall.h"

namespace hubbub::tests {
namespace {

namespace server = net::server;
namespace wire = net::wire;
using server::testing::FromHost;
using server::testing::Guest;
using server::testing::Hall;
using server::testing::MemoryHistory;
using server::testing::MemoryTransport;

constexpr std::size_t kMostGuests = 8;
constexpr int kMostSteps = 400;

void promise(bool kept) {
  if (!kept)
    std::abort();
}

// Bytes of the input, zero after its end.
class Tape {
 public:
  explicit Tape(wire::ByteView bytes) : bytes_(bytes) {}
  [[nodiscard]] bool over() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty())
      return 0;
    const auto value = static_cast<std::uint8_t>(bytes_.front());
    bytes_ = bytes_.subspan(1);
    return value;
  }
  std::uint32_t number() { return byte() * 256U + byte(); }
  wire::ByteView take(std::size_t count) {
    const wire::ByteView taken = bytes_.first(std::min(count, bytes_.size()));
    bytes_ = bytes_.subspan(taken.size());
    return taken;
  }
  std::string one_of(std::initializer_list<const char*> words) {
    return *(words.begin() + byte() % words.size());
  }
  std::string nick() { return one_of({"ann", "Ann", "bob", "eve", "a*b", "", "аnn"}); }
  std::string room() { return one_of({"", "lobby", "x", "X", "y", "z"}); }

 private:
  wire::ByteView bytes_;
};

// A guest, and what it has been told.
struct Person {
  explicit Person(std::shared_ptr<MemoryTransport> connection)
      : transport(connection), guest(std::move(connection)) {}

  std::shared_ptr<MemoryTransport> transport;
  Guest guest;
  bool ours = false;  // it speaks our dialect, and nothing raw was sent to the host
  std::map<std::string, std::uint64_t> next;  // of each room: the number that has to come
  std::set<std::string> left;                 // where two stays may overlap on the wire
};

class Play {
 public:
  explicit Play(wire::ByteView input) : tape_(input) { start(); }

  void run() {
    for (int step = 0; step < kMostSteps && !tape_.over(); ++step) {
      act();
      take_turns();
      listen();
    }
    history_.set_writable(true);
    history_.commit();
    history_.answer();
    take_turns();
    listen();
  }

 private:
  // Not until nothing is asked for: a program of 2006 may wait for time to pass.
  void take_turns() {
    constexpr int kTurns = 8;
    for (int turn = 0; turn < kTurns; ++turn) {
      if (std::exchange(hall_->flush_wanted, false))
        hall_->server.flush();
      hall_->pace_if_due();
    }
  }

  void start() {
    server::Server::Options options;
    options.flood = {5, 1};
    options.owner = server::testing::key_of(1);
    people_.clear();
    hall_.reset();
    hall_.emplace(options, &history_);
  }

  void act() {
    switch (tape_.byte() % 12) {
      case 0:
        return come();
      case 1:
        return send_raw();
      case 2:
      case 3:
      case 4:
      case 5:
        return send_message();
      case 6:
        return with_person([&](Person& person) { person.transport->allow(tape_.number() * 8); });
      case 7:
        return with_person([](Person& person) { person.transport->peer_ends("went"); });
      case 8:
        return pass(std::chrono::milliseconds{tape_.byte() * 100});
      case 9:
        return history_.commit();
      case 10:
        return history_.answer();
      default:
        return disturb();
    }
  }

  void pass(std::chrono::milliseconds time) {
    hall_->clock.advance(time);
    hall_->server.wake();
    hall_->server.tick();
  }

  void disturb() {
    switch (tape_.byte() % 4) {
      case 0:
        return start();
      case 1:
        return history_.set_writable(tape_.byte() % 2 == 0);
      case 2:
        gaps_ = true;
        return history_.forget_below(1, tape_.byte());
      default:
        gaps_ = true;
        return history_.fail_questions(tape_.byte() % 2 == 0 ? "" : "The disk is broken.");
    }
  }

  void come() {
    if (people_.size() >= kMostGuests)
      people_.erase(people_.begin());
    auto transport = hall_->connect("10.0.0." + std::to_string(tape_.byte() % 4) + ":5000");
    transport->set_peer_key(server::testing::key_of(tape_.byte() % 4));
    people_.push_back(std::make_unique<Person>(transport));
    Person& person = *people_.back();
    const std::uint8_t kind = tape_.byte() % 4;
    if (kind == 0)
      return;  // says nothing yet
    if (kind == 1) {
      wire::Bytes login;
      wire::append_2006(wire::Command2006::kLogin, tape_.nick(), "", login);
      return transport->peer_sends(login);
    }
    person.ours = true;
    wire::Login login;
    login.nick = tape_.nick();
    login.private_epoch = tape_.byte() % 2 == 0 ? 0 : epoch_;
    login.private_after = tape_.byte();
    login.private_run = login.private_after % 4;
    login.private_backlog = tape_.byte();
    for (unsigned rooms = tape_.byte() % 3; rooms > 0; --rooms)
      login.rooms.push_back(position());
    person.guest.send(login);
  }

  // Never sent before, mostly.
  std::uint64_t from() { return tape_.byte() % 4 == 0 ? tape_.byte() : 0; }

  wire::RoomPosition position() {
    wire::RoomPosition place;
    place.room = tape_.room();
    const auto known = places_.find(place.room);
    if (known != places_.end() && tape_.byte() % 4 != 0) {
      place.epoch = known->second.epoch;
      place.run = known->second.run - tape_.byte() % 2;
    }
    place.after = tape_.byte() % 8 == 0 ? ~std::uint64_t{0} : tape_.byte();
    place.backlog = tape_.byte();
    return place;
  }

  template <class F>
  void with_person(F&& f) {
    if (people_.empty())
      return;
    f(*people_[tape_.byte() % people_.size()]);
  }

  void send_raw() {
    with_person([&](Person& person) {
      person.ours = false;
      person.transport->peer_sends(tape_.take(tape_.byte()));
    });
  }

  void send_message() {
    with_person([&](Person& person) {
      Guest& guest = person.guest;
      switch (tape_.byte() % 14) {
        case 0:
        case 1:
        case 2:
          return guest.send(
              wire::Post{tape_.room(), id(), std::string(tape_.byte() * 9U, 'x'), from()});
        case 3:
          return guest.send(wire::Whisper{tape_.nick(), id(), tape_.one_of({"", "psst"}), from()});
        case 4:
          return guest.send(wire::Join{position()});
        case 5: {
          const std::string room = tape_.room();
          person.left.insert({room == "X" ? "x" : room, "X"});
          return guest.send(wire::Leave{room});
        }
        case 6:
          return guest.send(wire::ChangeNick{tape_.nick()});
        case 7:
          return guest.send(wire::Fetch{tape_.room(), 1,
                                        static_cast<std::uint8_t>(tape_.byte() % 2), tape_.byte(),
                                        tape_.byte()});
        case 8:
          return guest.send(wire::Search{tape_.room(), 2, tape_.byte(), "x"});
        case 9:
          return guest.send(wire::SetTopic{tape_.room(), tape_.one_of({"", "chess", "go\nnow"})});
        case 10:
          return guest.send(wire::Moderate{tape_.nick(), static_cast<wire::Act>(tape_.byte() % 11),
                                           tape_.room(), tape_.byte(), tape_.number(), "because"});
        case 11:
          return guest.send(wire::Who{tape_.room()});
        case 12:
          return guest.send(wire::Ping{1});
        default:
          return guest.send(wire::Logout{"", "bye"});
      }
    });
  }

  // Few, so that the same one comes again.
  wire::MessageId id() {
    wire::MessageId made;
    made.bytes.back() = static_cast<std::uint8_t>(tape_.byte() % 16);
    return made;
  }

  void listen() {
    for (const auto& person : people_) {
      if (!person->ours) {
        static_cast<void>(person->transport->take_received());
        continue;
      }
      for (const FromHost& message : person->guest.take())
        std::visit([&](const auto& told) { hear(*person, told); }, message);
      promise(person->guest.well_formed());
    }
  }

  void hear(Person& person, const wire::Welcome& welcome) {
    static_cast<void>(person);
    epoch_ = welcome.epoch;
  }
  void hear(Person& person, const wire::Roster& roster) {
    places_[roster.room] = {roster.epoch, roster.run};
    // Asked for again, it says nothing of where the lines go on.
    person.next.try_emplace(roster.room, roster.first);
  }
  void hear(Person& person, const wire::Left& told) { number(person, told.room, told.seq); }
  void hear(Person& person, const wire::Message& told) { number(person, told.room, told.seq); }
  void hear(Person& person, const wire::Joined& told) { number(person, told.room, told.seq); }
  void hear(Person& person, const wire::Renamed& told) { number(person, told.room, told.seq); }
  void hear(Person& person, const wire::Topic& told) { number(person, told.room, told.seq); }
  void hear(Person& person, const wire::Moderated& told) { number(person, told.room, told.seq); }
  template <class Other>
  void hear(Person&, const Other&) {}

  void number(Person& person, const std::string& room, std::uint64_t seq) const {
    if (person.left.contains(room))
      return;
    const auto expected = person.next.find(room);
    promise(expected != person.next.end());
    promise(gaps_ ? seq >= expected->second : seq == expected->second);
    expected->second = seq + 1;
  }

  struct Place {
    std::uint64_t epoch = 0;
    std::uint64_t run = 0;
  };

  Tape tape_;
  MemoryHistory history_;
  std::optional<Hall> hall_;
  std::vector<std::unique_ptr<Person>> people_;
  std::map<std::string, Place> places_;
  std::uint64_t epoch_ = 0;
  bool gaps_ = false;  // lines were let go of, or could not be read
};

}  // namespace

void play_script(net::wire::ByteView input) {
  Play(input).run();
}

}  // namespace hubbub::tests

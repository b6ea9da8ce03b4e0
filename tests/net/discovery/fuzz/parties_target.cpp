#include "tests/net/discovery/fuzz/parties_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <variant>

#include "net/discovery/datagram.h"
#include "net/discovery/parties.h"
#include "net/tls/signature.h"

namespace hubbub::tests {
namespace {

namespace discovery = net::discovery;
namespace wire = net::wire;
using namespace std::chrono_literals;

constexpr std::size_t kPieceHeader = 4;

void promise(bool kept, const char* what) {
  if (!kept) {
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
  }
}

asio::ip::udp::endpoint source(unsigned number) {
  const std::string address = number % 2 == 0 ? "10.0.0." + std::to_string(number / 4)
                                              : "fd00::" + std::to_string(number / 4);
  return {asio::ip::make_address(address), static_cast<std::uint16_t>(1'024 + number % 4)};
}

// What was told is what a datagram of this input says, signed.
class Witness {
 public:
  void hears(wire::ByteView datagram) {
    const auto announcement = discovery::read_announcement(datagram);
    if (!announcement)
      return;
    promise(datagram.size() <= wire::kQueryBytes, "announcements are no larger than queries");
    if (discovery::is_genuine(datagram, *announcement))
      signed_.push_back({net::tls::key_id_of(announcement->public_key), announcement->port});
  }
  void check(const discovery::Parties::Outcome& outcome, const char* when) const {
    for (const wire::Event& event : outcome.events) {
      if (const auto* found = std::get_if<wire::PartyFound>(&event)) {
        promise(std::find(signed_.begin(), signed_.end(), found->party.id) != signed_.end(), when);
        promise(!found->party.addresses.empty(), "whoever is found is somewhere");
      }
    }
  }

 private:
  std::vector<wire::PartyId> signed_;
};

}  // namespace

void hear_datagrams(wire::ByteView input) {
  discovery::TimePoint now{1h};
  const discovery::TimePoint begin = now;
  discovery::Parties parties(now);
  Witness witness;
  std::size_t asked = 0;
  std::size_t heard = 0;
  while (input.size() >= kPieceHeader) {
    const auto from = static_cast<unsigned>(input[0]);
    now += 50ms * static_cast<unsigned>(input[1]);
    const std::size_t size =
        std::min(static_cast<std::size_t>(input[2]) + 256 * static_cast<std::size_t>(input[3]),
                 input.size() - kPieceHeader);
    const wire::ByteView datagram = input.subspan(kPieceHeader, size);
    input = input.subspan(kPieceHeader + size);
    witness.hears(datagram);
    discovery::Parties::Outcome outcome;
    parties.tick(now, outcome);
    parties.heard(datagram, source(from), {}, now, outcome);
    witness.check(outcome, "nobody is shown who did not sign");
    asked += outcome.questions.size();
    ++heard;
  }
  // A source asks for its retries, and is asked anew when it is there.
  const auto seconds = static_cast<std::size_t>((now - begin) / 1s) + 1;
  promise(asked <= (heard + 1) * std::size(discovery::kRetries) + heard * seconds,
          "questions are bounded by what was heard");
  while (parties.next_tick() != discovery::TimePoint::max()) {
    now = std::max(now, parties.next_tick());
    promise(now - begin < 24h, "who is silent is forgotten");
    discovery::Parties::Outcome outcome;
    parties.tick(now, outcome);
    witness.check(outcome, "nobody is shown later who did not sign");
  }
}

}  // namespace hubbub::tests

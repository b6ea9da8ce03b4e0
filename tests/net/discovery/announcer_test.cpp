// Announcer and browser over this machine's loopback, at a port of their own. Real networks:
// tests/netns/discovery_test.py.
#include "net/discovery/announcer.h"

#include <optional>

#include <gtest/gtest.h>

#include "net/discovery/browser.h"
#include "net/posix_socket.h"

namespace hubbub::net::discovery {
namespace {

using namespace std::chrono_literals;

constexpr const char* kLoopback = "127.0.0.1";

// One that nothing else listens at now. Discovery shares its port, so nobody can be told to take
// "any".
std::uint16_t free_port(asio::io_context& context) {
  return asio::ip::udp::socket(context, {asio::ip::udp::v4(), 0}).local_endpoint().port();
}

class AnnouncerTest : public testing::Test {
 protected:
  Announcer::Party party(std::string title) {
    return {std::move(title), false, 24280, {asio::ip::make_address(kLoopback)}};
  }
  // Runs the loop until `there` or, which is a failure, for a long time.
  template <class There>
  bool run_until(There there) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!there() && std::chrono::steady_clock::now() < end)
      context.run_one_for(100ms);
    return there();
  }
  template <class Event>
  const Event* last() const {
    const Event* found = nullptr;
    for (const wire::Event& event : events) {
      if (const auto* one = std::get_if<Event>(&event))
        found = one;
    }
    return found;
  }

  asio::io_context context{1};
  const Lan lan{free_port(context), [] {
                  std::vector<NetworkInterface> loopback = network_interfaces();
                  std::erase_if(loopback, [](const auto& each) { return !each.loopback; });
                  return loopback;
                }};
  std::vector<wire::Event> events;
  EventSink sink = [this](wire::Event event) { events.push_back(std::move(event)); };
  const std::shared_ptr<const tls::Identity> identity = tls::Identity::make();
  Announcer::State state;
};

TEST_F(AnnouncerTest, IsFoundByWhoeverLooksLaterOrSooner) {
  for (const bool browser_first : {false, true}) {
    events.clear();
    std::optional<Browser> browser;
    if (browser_first)
      browser.emplace(context, sink, lan);
    const Announcer announcer(
        context, identity, party("LAN"), [this] { return state; }, lan);
    if (!browser_first)
      browser.emplace(context, sink, lan);
    ASSERT_TRUE(run_until([this] { return last<wire::PartyFound>() != nullptr; }));
    EXPECT_EQ(last<wire::PartyFound>()->party.title, "LAN");
    EXPECT_EQ(last<wire::PartyFound>()->party.addresses.front(), "127.0.0.1:24280");
    EXPECT_NE(last<wire::LookedOn>(), nullptr);
  }
}

TEST_F(AnnouncerTest, TellsWhatChangesAndWhenItEnds) {
  const Browser browser(context, sink, lan);
  std::optional<Announcer> announcer;
  announcer.emplace(
      context, identity, party("LAN"), [this] { return state; }, lan);
  ASSERT_TRUE(run_until([this] { return last<wire::PartyFound>() != nullptr; }));
  state.people = 5;
  announcer->tick();
  ASSERT_TRUE(run_until([this] {
    const auto* changed = last<wire::PartyChanged>();
    return changed != nullptr && changed->party.people == 5;
  }));
  announcer.reset();
  EXPECT_TRUE(run_until([this] { return last<wire::PartyGone>() != nullptr; }));
}

}  // namespace
}  // namespace hubbub::net::discovery

// What a host sees before anybody has said anything: where guests join.
#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "tests/ui/shell/window_at_work.h"

namespace hubbub::ui::shell {
namespace {

class FirstScreen : public MainWindowAtWork {
 protected:
  // Our own host listens, and we are its first guest.
  void host_alone() {
    wire::HostListening listening;
    listening.port = wire::kDefaultPort;
    listening.addresses = {"192.168.1.7:24280", "10.8.0.2:24280"};
    driver.click("Host a party");
    driver.click("Host");
    happen({listening});
    happen({wire::HostClientJoined{"me", "127.0.0.1:50312", {wire::Dialect::kHubbub}}});
    happen(tests::online({"me"}));
    happen({tests::joined("me")});
    happen({tests::page(1, 0, false)});  // the history has nothing older
  }
  void come(const char* nick) {
    happen({wire::HostClientJoined{nick, "192.168.1.12:50313", {wire::Dialect::kHubbub}},
            tests::joined(nick)});
  }
};

TEST_F(FirstScreen, TellsAHostWhereGuestsJoin) {
  host_alone();
  driver.click("Copy address");
  EXPECT_EQ(driver.clipboard(), "192.168.1.7:24280");
  EXPECT_FALSE(driver.has("Hide")) << "it is not told twice";
}

TEST_F(FirstScreen, OnceSomethingIsSaidTheAddressStandsAboveUntilAGuestComes) {
  host_alone();
  happen({tests::message("me", "anybody there?", 5)});
  EXPECT_FALSE(driver.has("Copy address"));
  EXPECT_TRUE(driver.has("Hide"));
  happen({tests::roster({"me"}, "games")});
  model::View view;
  model.pull(view);
  window.perform(SelectRoom{view.find(model::RoomKind::kRoom, "games")->id});
  driver.settle();
  EXPECT_FALSE(driver.has("Hide")) << "in the lobby alone";
  window.perform(SelectRoom{view.lobby()->id});
  driver.settle();
  EXPECT_TRUE(driver.has("Hide"));
  come("ann");
  EXPECT_FALSE(driver.has("Hide"));
  happen({wire::HostClientLeft{"ann", "192.168.1.12:50313", ""}, tests::left("ann")});
  EXPECT_FALSE(driver.has("Hide")) << "the chat does not move as guests come and go";
  driver.click("Menu");
  driver.click("Addresses for guests");
  EXPECT_TRUE(driver.has("Hide"));
  driver.click("Hide");
  EXPECT_FALSE(driver.has("Hide"));
}

}  // namespace
}  // namespace hubbub::ui::shell

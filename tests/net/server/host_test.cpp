#include "net/server/host.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/full_disk.h"
#include "tests/support/temporary_folder.h"

namespace hubbub::net::server {
namespace {

using ::testing::ElementsAre;

// What a host with a history says.
class HostTest : public ::testing::Test {
 protected:
  HostTest() {
    wanted_.port = 0;
    wanted_.bind = {"127.0.0.1"};
  }
  void take(const wire::Event& event) {
    if (std::holds_alternative<wire::HostListening>(event))
      said_.emplace_back("listening");
    if (const auto* problem = std::get_if<wire::HostProblem>(&event))
      said_.push_back(problem->code);
    if (const auto* stopped = std::get_if<wire::HostStopped>(&event))
      said_.push_back("stopped " + stopped->code);
  }
  std::unique_ptr<Host> make_host(EventSink sink) {
    return std::make_unique<Host>(context_, tap_, std::move(sink), Host::Options{{}, data()});
  }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
  // Of the history's log.
  [[nodiscard]] std::uintmax_t log_bytes() const {
    for (const auto& each : std::filesystem::recursive_directory_iterator(data())) {
      if (each.path().filename() == "history.db-wal")
        return each.file_size();
    }
    return 0;
  }

  tests::TemporaryFolder folder_;
  asio::io_context context_;
  Tap tap_;
  wire::StartHost wanted_;
  std::vector<std::string> said_;
};

// Knows of each copy of itself whether it is still there, without asking it.
class LivingSink {
 public:
  using Copies = std::set<const LivingSink*>;

  explicit LivingSink(EventSink sink) : sink_(std::move(sink)) { living().insert(this); }
  LivingSink(const LivingSink& other) : sink_(other.sink_) { living().insert(this); }
  LivingSink& operator=(const LivingSink&) = delete;
  ~LivingSink() { living().erase(this); }
  void operator()(const wire::Event& event) const {
    ASSERT_TRUE(living().contains(this)) << "called after its end";
    sink_(event);
  }

 private:
  static Copies& living() {
    static Copies copies;
    return copies;
  }
  const EventSink sink_;
};

TEST_F(HostTest, SaysWhatIsLostThoughTheServerIsGone) {
  auto host = make_host(LivingSink([this](const wire::Event& event) { take(event); }));
  host->start(wanted_);
  {
    // The lobby is new, and not handed over yet.
    const tests::FullDisk full(log_bytes());
    host.reset();
  }
  EXPECT_THAT(said_, ElementsAre("listening", "history-lost"));
}

TEST_F(HostTest, StartsAgainWithItsHistoryWhileItRuns) {
  const auto host = make_host([this](const wire::Event& event) { take(event); });
  host->start(wanted_);
  host->start(wanted_);
  while (said_.size() < 3 && context_.run_one() > 0) {
  }
  EXPECT_THAT(said_, ElementsAre("listening", "stopped ", "listening"));
}

}  // namespace
}  // namespace hubbub::net::server

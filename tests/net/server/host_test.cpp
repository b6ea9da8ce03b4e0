#include "net/server/host.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "net/wire/decoder.h"
#include "net/wire/host_messages.h"
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
    if (const auto* listening = std::get_if<wire::HostListening>(&event)) {
      said_.emplace_back("listening");
      port_ = listening->port;
    }
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
  std::uint16_t port_ = 0;
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

// While it lives this process can open nothing.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest = dup(STDIN_FILENO);
    close(lowest);
    rlimit none = before_;
    none.rlim_cur = static_cast<rlim_t>(lowest);
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
};

TEST_F(HostTest, WhomItHasNoDescriptorForIsToldSoAtOnce) {
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
  GTEST_SKIP()
      << "UBSan looks at an object's vptr through a pipe, for which there is no descriptor";
#endif
#endif
  const auto host = make_host([this](const wire::Event& event) { take(event); });
  host->start(wanted_);
  asio::io_context elsewhere;
  for (int guests = 0; guests < 2; ++guests) {
    asio::ip::tcp::socket guest(elsewhere, asio::ip::tcp::v4());
    wire::Bytes heard(1'000);
    {
      const NoDescriptors none;
      guest.connect({asio::ip::address_v4::loopback(), port_});
      while (guest.available() == 0 && context_.run_one() > 0) {
      }
      heard.resize(guest.read_some(asio::buffer(heard)));
    }
    const auto frame = wire::view_frame(wire::read_header(heard), heard);
    const auto farewell = wire::decode<wire::Farewell>(frame);
    ASSERT_TRUE(farewell);
    EXPECT_EQ(farewell->code, "host-full");
    EXPECT_EQ(farewell->retry, 1);
  }
  EXPECT_EQ(said_.at(1), "host-full");
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

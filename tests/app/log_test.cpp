#include "app/log.h"

#include <array>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hubbub::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Standard error is a pipe that nobody reads, until somebody does.
class UnreadStderr {
 public:
  UnreadStderr() : before_(dup(STDERR_FILENO)) {
    EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0);
    EXPECT_GE(dup2(ends_[1], STDERR_FILENO), 0);
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
  }
  ~UnreadStderr() {
    dup2(before_, STDERR_FILENO);
    for (const int file : {before_, ends_[0], ends_[1]})
      close(file);
  }
  UnreadStderr(const UnreadStderr&) = delete;
  UnreadStderr& operator=(const UnreadStderr&) = delete;

  // What is in it.
  [[nodiscard]] std::string take() const {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t count = 0; (count = read(ends_[0], part.data(), part.size())) > 0;)
      text.append(part.data(), static_cast<std::size_t>(count));
    return text;
  }

 private:
  int before_;
  std::array<int, 2> ends_{};
};

TEST(Log, WaitsForNobodyAndSaysWhatWasNotWritten) {
  set_up_log("warn");
  const UnreadStderr unread;
  for (int i = 0; i < 2'000; ++i)
    log_warning("the disk is full, and this is a rather long sentence about that " +
                std::to_string(i));
  EXPECT_THAT(unread.take(), HasSubstr("about that 0\n"));
  log_warning("the last one");
  const std::string rest = unread.take();
  EXPECT_THAT(rest, HasSubstr("lines were not written here)\n"));
  EXPECT_THAT(rest, HasSubstr("the last one\n"));
}

TEST(Log, LetsNoPeerSteerATerminal) {
  set_up_log("warn");
  const UnreadStderr unread;
  log_warning("bad \x1b[2J \u009b2J\nforged");
  const std::string written = unread.take();
  EXPECT_THAT(written, HasSubstr(" forged\n"));
  for (const char* control : {"\x1b", "\u009b"})
    EXPECT_THAT(written, Not(HasSubstr(control)));
}

}  // namespace
}  // namespace hubbub::app

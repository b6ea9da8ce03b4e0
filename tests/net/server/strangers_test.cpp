#include "net/server/strangers.h"

#include <memory>
#include <string>

#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <gtest/gtest.h>

namespace hubbub::net::server {
namespace {

TEST(Strangers, OneATurnAndOthersInBetween) {
  asio::io_context context;
  const auto strangers = std::make_shared<Strangers>(context);
  std::string order;
  for (const char stranger : std::string("abc"))
    strangers->wait_in_line([&order, stranger] { order += stranger; });
  for (const char known : std::string("123"))
    asio::post(context, [&order, known] { order += known; });
  context.run();
  // What was there before the second stranger's turn came first.
  EXPECT_EQ(order, "a123bc");
  order.clear();
  context.restart();
  strangers->wait_in_line([&] {
    order += 'a';
    strangers->wait_in_line([&order] { order += 'b'; });
    asio::post(context, [&order] { order += '1'; });
  });
  context.run();
  EXPECT_EQ(order, "a1b");
}

TEST(Strangers, NobodyHasATurnWhenTheHostHasGone) {
  asio::io_context context;
  auto strangers = std::make_shared<Strangers>(context);
  strangers->wait_in_line([] { FAIL(); });
  strangers.reset();
  context.run();
}

}  // namespace
}  // namespace hubbub::net::server

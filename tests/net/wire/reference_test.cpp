#include "net/wire/reference.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "net/wire/messages.h"

namespace hubbub::net::wire {
namespace {

TEST(Reference, DocsProtocolIsWhatTheDeclarationsSay) {
  std::ifstream file(HUBBUB_PROTOCOL_PAGE);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  // Not EXPECT_EQ: two pages side by side tell nobody anything.
  EXPECT_TRUE(page == protocol_reference())
      << "write it anew: cmake --build build/dev --target docs";
}

TEST(Reference, EveryMessageHasItsTable) {
  const std::string page = protocol_reference();
  const auto expect_table = [&]<class M>() {
    EXPECT_NE(page.find("### " + std::to_string(static_cast<int>(M::kCommand)) + " `" +
                        std::string(M::kName)),
              std::string::npos)
        << M::kName;
    EXPECT_EQ(name_of_command(static_cast<std::int32_t>(M::kCommand)), M::kName);
  };
  ClientMessages::for_each(expect_table);
  HostMessages::for_each(expect_table);
  DatagramMessages::for_each(expect_table);
}

TEST(Reference, NamesTheCommandsOf2006) {
  EXPECT_EQ(name_of_2006_command(0), "Login");
  EXPECT_EQ(name_of_2006_command(4), "Null");
  EXPECT_EQ(name_of_2006_command(5), "?");
  EXPECT_EQ(name_of_command(-1), "?");
}

}  // namespace
}  // namespace hubbub::net::wire

#include "ui/model/verification.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/ui/model/events.h"
#include "ui/model/model.h"

namespace hubbub::ui::model {
namespace {

using tests::key;

TEST(NameNow, IsWhatWhoeverHasTheKeyIsCalled) {
  Model model([] {});
  wire::RosterReceived roster = tests::roster({"anna", "bob", "guest"});
  roster.members[0].person.key = key(1);
  roster.members[1].person.key = key(2);
  model.apply({tests::connection(wire::ConnectionState::kOnline), tests::welcomed(), roster});
  View view;
  model.pull(view);
  const wire::KeyHead ann = wire::head_of(key(1));
  const wire::KeyHead away = wire::head_of(key(3));
  EXPECT_EQ(name_now(view, ann, "anna"), "anna");
  EXPECT_EQ(name_now(view, ann, "ann"), "anna") << "renamed since";
  EXPECT_EQ(name_now(view, ann, "bob"), "anna") << "was called bob before the present one";
  EXPECT_EQ(name_now(view, away, "carl"), "carl") << "away";
  EXPECT_EQ(name_now(view, away, "bob"), std::nullopt) << "somebody else";
  EXPECT_EQ(name_now(view, 0, "bob"), std::nullopt) << "had no key then";
  EXPECT_EQ(name_now(view, 0, "guest"), "guest");
}

}  // namespace
}  // namespace hubbub::ui::model

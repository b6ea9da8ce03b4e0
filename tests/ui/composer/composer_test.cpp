#include "ui/composer/composer.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/ui/driver.h"
#include "tests/ui/chat/room.h"

namespace hubbub::ui::composer {
namespace {

class ComposerTest : public ::testing::Test {
 protected:
  ComposerTest() {
    driver_.show_panel([this] {
      height_ = composer_.height(room_.view(), &room_.room(), 700);
      ImGui::SetCursorScreenPos({0, 300});
      composer_.draw(room_.view(), &room_.room(), 700, actions_);
    });
    composer_.take_keyboard();
    driver_.settle();
  }
  std::vector<std::string> sent() const {
    std::vector<std::string> texts;
    for (const Action& action : actions_) {
      if (const auto* text = std::get_if<SendText>(&action)) {
        texts.push_back(text->text);
      }
    }
    return texts;
  }
  using Texts = std::vector<std::string>;

  tests::TestRoom room_;
  tests::ui::Driver driver_{{700, 400}};
  Composer composer_;
  Actions actions_;
  float height_ = 0.0F;
};

TEST_F(ComposerTest, EnterSendsAndEmptiesTheField) {
  driver_.type("hello");
  driver_.press(ImGuiKey_Enter);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"hello"});
  driver_.type("again");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), (Texts{"hello", "again"})) << "the keyboard stayed";
}

TEST_F(ComposerTest, ShiftEnterBeginsALineAndTheFieldGrows) {
  const float one_line = height_;
  driver_.type("one");
  driver_.press(ImGuiMod_Shift | ImGuiKey_Enter);
  driver_.type("two");
  EXPECT_GT(height_, one_line);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"one\ntwo"});
  EXPECT_EQ(height_, one_line);
}

TEST_F(ComposerTest, UpRecallsAndDownReturns) {
  driver_.type("first");
  driver_.press(ImGuiKey_Enter);
  driver_.type("draft");
  driver_.press(ImGuiKey_UpArrow);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), (Texts{"first", "first"}));
  driver_.type("other");
  driver_.press(ImGuiKey_UpArrow);
  driver_.press(ImGuiKey_DownArrow);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent().back(), "other");
}

TEST_F(ComposerTest, TabCompletesAName) {
  driver_.type("an");
  driver_.press(ImGuiKey_Tab);
  driver_.type("hi");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"ann: hi"});
}

TEST_F(ComposerTest, AnUnknownCommandStaysAndSaysWhy) {
  const float quiet = height_;
  driver_.type("/frob");
  driver_.press(ImGuiKey_Enter);
  EXPECT_TRUE(actions_.empty());
  EXPECT_GT(height_, quiet) << "the reason stands beneath";
}

TEST_F(ComposerTest, WhatIsTooLongIsKept) {
  driver_.set_clipboard(std::string(1500, 'x'));
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_V);
  driver_.press(ImGuiKey_Enter);
  EXPECT_TRUE(sent().empty());
  for (int i = 0; i < 500; ++i) {
    driver_.press(ImGuiKey_Backspace);
  }
  driver_.press(ImGuiKey_Enter);
  ASSERT_EQ(sent().size(), 1U);
  EXPECT_EQ(sent()[0].size(), 1000U);
}

TEST_F(ComposerTest, PastedLinesAreNotSentOneByOne) {
  driver_.set_clipboard("int x;\r\nint y;");
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_V);
  EXPECT_TRUE(sent().empty());
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"int x;\nint y;"});
}

TEST_F(ComposerTest, PastedCodeKeepsItsTabs) {
  driver_.set_clipboard("def f():\n\tif x:\n\t\treturn\ty");
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_V);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"def f():\n\tif x:\n\t\treturn\ty"});
}

TEST_F(ComposerTest, ALargePasteKeepsItsTabsAndTabStillCompletesBehindIt) {
  std::string code;
  while (code.size() < 60000) {
    code += "\tif (x) {\n\t\ty();\n";
  }
  net::wire::Welcomed welcome = tests::welcomed();
  welcome.max_text_bytes = 64000;
  room_.apply({welcome, tests::roster({"me", "ann"})});
  driver_.set_clipboard(code);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_V);
  driver_.type("\t");  // some back ends say it as text, too
  driver_.press(ImGuiMod_Shift | ImGuiKey_Insert);
  driver_.press(ImGuiMod_Ctrl | ImGuiKey_Z);
  driver_.type("an");
  driver_.press(ImGuiKey_Tab);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{code + "ann "});
}

TEST_F(ComposerTest, TabComesIntoTheFieldAndTypesNone) {
  driver_.click_at({350, 50});  // the keyboard is nowhere now
  driver_.press(ImGuiKey_Tab);
  driver_.type("zz");
  driver_.press(ImGuiKey_Tab);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"zz"});
}

TEST_F(ComposerTest, WhileTheConnectionIsLostTextGoesOutToBeSentLater) {
  room_.apply({tests::connection(net::wire::ConnectionState::kReconnecting)});
  driver_.type("hello");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"hello"});
}

TEST_F(ComposerTest, OfflineTextIsKept) {
  room_.apply({tests::connection(net::wire::ConnectionState::kClosed)});
  driver_.type("hello");
  driver_.press(ImGuiKey_Enter);
  EXPECT_TRUE(sent().empty());
  room_.apply(tests::online({"me"}));
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"hello"});
}

TEST_F(ComposerTest, TypingAnywhereGoesHereWithItsFirstLetter) {
  driver_.click_at({350, 50});  // the keyboard is nowhere now
  driver_.type("hi there");
  driver_.settle();
  driver_.type("!");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"hi there!"});
}

TEST_F(ComposerTest, MentionPutsTheNameWhereTheCaretIs) {
  composer_.mention("ann");
  driver_.settle();
  driver_.type("hi");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"ann: hi"});
}

TEST_F(ComposerTest, EscapeNeverChangesTheText) {
  driver_.type("first");
  driver_.press(ImGuiKey_Escape);
  driver_.type(" second");
  driver_.press(ImGuiKey_Escape);
  driver_.type(" third");
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"first second third"});
  driver_.press(ImGuiKey_Escape);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent().size(), 1U) << "what was sent does not come back";
  driver_.press(ImGuiKey_UpArrow);
  driver_.press(ImGuiKey_Escape);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent().size(), 2U) << "what was recalled stays";
}

TEST_F(ComposerTest, KeysOfTheLogLeaveTheCaretWhereItIs) {
  driver_.type("one");
  driver_.press(ImGuiMod_Shift | ImGuiKey_Enter);
  driver_.type("two");
  driver_.press(ImGuiKey_LeftArrow);
  for (const ImGuiKeyChord key : {ImGuiKeyChord{ImGuiKey_PageUp}, ImGuiKeyChord{ImGuiKey_PageDown},
                                  ImGuiMod_Ctrl | ImGuiKey_Home, ImGuiMod_Ctrl | ImGuiKey_End}) {
    driver_.press(key);
    driver_.type("-");
  }
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"one\ntw----o"});
}

TEST_F(ComposerTest, AMentionedNameDoesNothingButName) {
  composer_.mention("/promote mallory");
  driver_.settle();
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"/promote mallory: "});
  EXPECT_EQ(actions_.size(), 1U);
  driver_.type("/kick ");
  composer_.mention("max power");
  driver_.settle();
  driver_.type("noise");
  driver_.press(ImGuiKey_Enter);
  const auto* command = std::get_if<net::wire::Command>(&actions_.back());
  ASSERT_NE(command, nullptr);
  const auto* order = std::get_if<net::wire::KeepOrder>(command);
  ASSERT_NE(order, nullptr);
  EXPECT_EQ(order->who, "max power");
  EXPECT_EQ(order->reason, "noise");
}

TEST_F(ComposerTest, ALineThatIsBegunForSomebodyLosesNoDraft) {
  driver_.type("half a thought");
  composer_.begin("in its place");
  driver_.settle();
  driver_.press(ImGuiKey_UpArrow);
  driver_.press(ImGuiKey_Enter);
  EXPECT_EQ(sent(), Texts{"half a thought"});
}

TEST_F(ComposerTest, TheButtonSendsToo) {
  driver_.type("hello");
  driver_.click("Send");
  EXPECT_EQ(sent(), Texts{"hello"});
}

TEST_F(ComposerTest, AJoinedRoomComesToTheFrontOnceWeAreInIt) {
  driver_.type("/join games");
  driver_.press(ImGuiKey_Enter);
  actions_.clear();
  room_.apply({tests::roster({"me"}, "games")});
  driver_.settle();
  ASSERT_EQ(actions_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<SelectRoom>(actions_[0]));
}

}  // namespace
}  // namespace hubbub::ui::composer

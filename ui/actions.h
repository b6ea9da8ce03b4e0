// What a panel asks for: the one way from a drawn panel to the rest of the program.
//
// A panel is a plain function from a snapshot and its own state to pixels and a list of actions.
// It never reaches the network, the model or another panel; whoever called it (ui/shell/main_window)
// carries the intents out itself and hands the commands on to the engine. Plain values; main thread.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "net/wire/commands.h"

namespace hubbub::ui {

// Close the window and leave the program.
struct Quit {};

enum class ConnectionPage : std::uint8_t { kJoin, kHost };

// Show the connection dialog with this page in front.
struct OpenConnectionDialog {
  ConnectionPage page = ConnectionPage::kJoin;
};

// Take the connection dialog away; what was typed into it stays.
struct CloseConnectionDialog {};

struct ToggleInspector {};
struct ToggleRoster {};

// Bring this room's log in front.
struct SelectRoom {
  std::string room;
};

// Put a person's name into the composer and the caret behind it.
struct MentionPerson {
  std::string nick;
};

// Address the composer's next lines to one person: "/msg NICK ".
struct WritePrivate {
  std::string nick;
};

// Put UTF-8 text on the clipboard.
struct CopyText {
  std::string text;
};

// Open the inspector with this frame selected (CapturedFrame::number).
struct ShowFrame {
  std::uint64_t number = 0;
};

// Give the keyboard to the composer.
struct FocusComposer {};

using Action = std::variant<net::wire::Command, Quit, OpenConnectionDialog, CloseConnectionDialog,
                            ToggleInspector, ToggleRoster, SelectRoom, MentionPerson, WritePrivate,
                            CopyText, ShowFrame, FocusComposer>;

// In the order in which they were asked for within one frame.
using Actions = std::vector<Action>;

}  // namespace hubbub::ui

// What a panel asks for: the one way from a drawn panel to the rest of the program.
//
// A panel is a plain function from a snapshot and its own state to pixels and a list of actions.
// It never reaches the network, the model or another panel; whoever called it
// (ui/shell/main_window) carries the intents out itself and hands the commands on to the engine.
// Plain values; main thread.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "net/wire/commands.h"
#include "net/wire/message_id.h"
#include "ui/model/view.h"

namespace hubbub::ui {

// Close the window and leave the program; asks first when messages would be lost.
struct Quit {};

enum class ConnectionPage : std::uint8_t { kJoin, kHost };

// Show the connection dialog with this page in front.
struct OpenConnectionDialog {
  ConnectionPage page = ConnectionPage::kJoin;
};

// Take the connection dialog away; what was typed into it stays.
struct CloseConnectionDialog {};

// Show what can be typed after a slash.
struct OpenHelp {};

struct ToggleInspector {};
struct ToggleRoster {};

// Bring this room's log, or this private conversation, in front.
struct SelectRoom {
  model::RoomId room = model::RoomId::kNone;
};

// Enter this room of the party and bring it in front; made when there is none.
struct EnterRoom {
  std::string room;
};

// Ask the person what a new room is to be called.
struct AskNewRoom {};

// What is unread there is read: Model::mark_read.
struct MarkRead {
  model::RoomId room = model::RoomId::kNone;
};

// No notification from a room any more, or again: Settings::muted_rooms.
struct MuteRoom {
  model::RoomId room = model::RoomId::kNone;
  bool mute = true;
};

// Say `text` there: Model::compose, then post the command it returns.
struct SendText {
  model::RoomId room = model::RoomId::kNone;
  std::string text;
};

// Send a failed message again: Model::retry, then post the command it returns.
struct RetryMessage {
  net::wire::MessageId id;
};

// Give a failed message up: Model::discard.
struct DiscardMessage {
  net::wire::MessageId id;
};

// Take a message out of the room for everybody, as one who keeps order may. The host is told some
// seconds later; until then it can be undone (ui/shell/pending_removals.h).
struct RemoveMessage {
  model::RoomId room = model::RoomId::kNone;
  model::LineIndex line = 0;
  std::uint64_t seq = 0;  // of the message
};

// Ask for lines older than those of this room: Model::fetch_earlier, then post what it returns.
struct FetchEarlier {
  model::RoomId room = model::RoomId::kNone;
};

// Put a private conversation away: Model::close_conversation.
struct CloseConversation {
  model::RoomId room = model::RoomId::kNone;
};

// Answer a command in the log where it was typed: Model::tell.
struct TellPerson {
  model::RoomId room = model::RoomId::kNone;
  net::wire::Severity severity = net::wire::Severity::kInfo;
  std::string text;
};

// Put a person's name into the composer and the caret behind it.
struct MentionPerson {
  std::string nick;
};

// Open the private conversation with a person, bring it in front and, when `text` is not empty,
// say that there: Model::open_conversation, then as SelectRoom and SendText.
struct WritePrivate {
  std::string nick;
  std::string text;
};

// Take the key that the host of the last attempt presented for the right one and connect again:
// Connect with `trust`, posted anew.
struct TrustOtherHostKey {
  net::wire::KeyId key{};
};

// Leave it at not being connected: Model::forget_other_host_key.
struct RefuseOtherHostKey {};

// Put a line into the composer to be finished there ("/topic …"), in place of the draft, which Up
// has again.
struct BeginLine {
  std::string text;
};

// Look through the host's whole history: Model::search, then post what it returns. An empty room:
// everywhere.
struct SearchHistory {
  std::string text;
  std::string room;
};
// The next older hits: Model::search_more, then post what it returns.
struct SearchMore {};
// Put the search away: Model::end_search.
struct EndSearch {};

// Bring a line that was found into sight: its room in front, and the log there; loads earlier lines
// until it is there.
struct ShowFound {
  std::string room;        // by name; of a conversation: the person
  net::wire::KeyId key{};  // of that person; none: without one
  bool is_private = false;
  std::uint64_t seq = 0;
};

// Hear nothing of a person any more, or again: Settings::ignored, Model::set_ignored.
struct IgnorePerson {
  std::string nick;
  bool ignore = true;
};

// Ask the person whether to do this, and why, before it is posted: a kick or a ban.
struct AskOrder {
  net::wire::KeepOrder order;
};

// Put UTF-8 text on the clipboard.
struct CopyText {
  std::string text;
};

// Open an address that somebody wrote in the system's browser, asking first where it leads to a
// place that is not known; what no browser opens is copied.
struct OpenLink {
  std::string address;
};

// Open the inspector with this frame selected (CapturedFrame::number).
struct ShowFrame {
  std::uint64_t number = 0;
};

// Give the keyboard to the composer.
struct FocusComposer {};

using Action =
    std::variant<net::wire::Command, Quit, OpenConnectionDialog, CloseConnectionDialog, OpenHelp,
                 ToggleInspector, ToggleRoster, SelectRoom, EnterRoom, AskNewRoom, MarkRead,
                 MuteRoom, OpenLink, SendText, RetryMessage, DiscardMessage, RemoveMessage,
                 CloseConversation, TellPerson, MentionPerson, WritePrivate, CopyText, ShowFrame,
                 FocusComposer, FetchEarlier, TrustOtherHostKey, RefuseOtherHostKey, BeginLine,
                 SearchHistory, SearchMore, EndSearch, ShowFound, IgnorePerson, AskOrder>;

// In the order in which they were asked for within one frame.
using Actions = std::vector<Action>;

}  // namespace hubbub::ui

// What is typed into the connection dialog, and the commands that it amounts to. Main thread.
#pragma once

#include <optional>
#include <string>

#include "net/wire/commands.h"
#include "net/wire/events.h"
#include "ui/actions.h"
#include "ui/model/view.h"
#include "ui/settings.h"

namespace hubbub::ui::dialog {

// The fields as text: a half-typed port is no number yet.
struct Form {
  std::string nick;
  std::string target;
  // What `target` was taken from; empty: somebody typed it.
  std::optional<net::wire::Party> party{};
  std::string room;
  std::string join_port;
  bool plain = false;    // the protocol of 2006
  std::string password;  // of the party to join; never remembered
  std::string host_port;
  std::string title;
  std::string host_password;        // of the party to host; empty: none; never remembered
  bool require_encryption = false;  // of its guests
  bool announce = true;             // it to the local networks
  ConnectionPage page = ConnectionPage::kJoin;
};

struct Problems {
  std::string nick;
  std::string target;
  std::string room;
  std::string port;
  std::string title;
  [[nodiscard]] bool any() const;
};

// As it was left last time; the nick is the account's name the first time.
Form form_from(const Settings& settings);

// Of the page in front.
Problems check(const Form& form);

// Both for a form without problems.
net::wire::Connect connect_command(const Form& form);
net::wire::StartHost host_command(const Form& form);

// Fills in where a party that was found is.
void choose(Form& form, const net::wire::Party& party);

// The party that is there now and was joined as `host`; null: it is not there.
const net::wire::Party* find_party(const model::AroundView& around, const RecentHost& host);

// Keeps what was typed for the next time.
void remember(const Form& form, Settings& settings);

// Switches to the port that the other protocol uses, unless another one was typed.
void set_plain(Form& form, bool plain);

}  // namespace hubbub::ui::dialog

#include "ui/dialog/form.h"

#include <algorithm>
#include <cstdlib>

#include "ui/dialog/validate.h"

namespace hubbub::ui::dialog {
namespace {

namespace wire = net::wire;

std::string account_name() {
  for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) {
    // Read on the main thread before any other changes the environment; nothing here does.
    const char* name = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
    if (name != nullptr && nick_problem(name).empty()) {
      return name;
    }
  }
  return "";
}

std::uint16_t port_or(const std::string& digits, std::uint16_t usual) {
  return parse_port(trimmed(digits)).value_or(usual);
}

std::uint16_t usual_join_port(bool plain) {
  return plain ? wire::k2006Port : wire::kDefaultPort;
}

std::string title_problem(const std::string& title) {
  return title.size() > wire::kMaxTitleBytes ? "That is too long for a title." : "";
}

}  // namespace

bool Problems::any() const {
  return !(nick.empty() && target.empty() && room.empty() && port.empty() && title.empty());
}

Form form_from(const Settings& settings) {
  Form form;
  form.nick = settings.nick.empty() ? account_name() : settings.nick;
  form.target = settings.target;
  form.room = settings.room;
  form.plain = settings.plain;
  form.join_port = std::to_string(settings.join_port);
  form.host_port = std::to_string(settings.host_port);
  form.title = settings.title;
  form.require_encryption = settings.require_encryption;
  form.announce = settings.announce;
  form.page = settings.host_page ? ConnectionPage::kHost : ConnectionPage::kJoin;
  return form;
}

Problems check(const Form& form) {
  Problems problems;
  problems.nick = nick_problem(form.nick);
  problems.room = room_problem(form.room);
  if (form.page == ConnectionPage::kJoin) {
    problems.target = target_problem(form.target);
    problems.port = port_problem(form.join_port, false);
  } else {
    problems.title = title_problem(form.title);
    problems.port = port_problem(form.host_port, true);
  }
  return problems;
}

wire::Connect connect_command(const Form& form) {
  wire::Connect connect;
  connect.target = trimmed(form.target);
  connect.port = port_or(form.join_port, usual_join_port(form.plain));
  connect.nick = trimmed(form.nick);
  connect.room = trimmed(form.room);
  connect.plain = form.plain;
  connect.password = form.password;
  connect.wait_for_host = true;
  if (form.party && !form.plain) {
    connect.others = form.party->addresses;
    connect.expected = form.party->id.key;
  }
  return connect;
}

wire::StartHost host_command(const Form& form) {
  wire::StartHost host;
  host.port = port_or(form.host_port, wire::kDefaultPort);
  host.title = trimmed(form.title);
  host.password = form.host_password;
  host.require_tls = form.require_encryption;
  host.announce = form.announce;
  if (const std::string_view room = trimmed(form.room); !room.empty()) {
    host.room = room;
  }
  return host;
}

void choose(Form& form, const wire::Party& party) {
  set_plain(form, false);
  form.party = party;
  form.target = party.addresses.empty() ? std::string() : party.addresses.front();
}

const wire::Party* find_party(const model::AroundView& around, const RecentHost& host) {
  const auto& parties = around.parties;
  const auto found = std::find_if(parties.begin(), parties.end(), [&](const wire::Party& party) {
    return host.key.is_none() ? std::find(party.addresses.begin(), party.addresses.end(),
                                          host.target) != party.addresses.end()
                              : party.id.key == host.key;
  });
  return found == parties.end() ? nullptr : &*found;
}

void remember(const Form& form, Settings& settings) {
  settings.nick = trimmed(form.nick);
  settings.room = trimmed(form.room);
  settings.host_page = form.page == ConnectionPage::kHost;
  if (settings.host_page) {
    settings.title = trimmed(form.title);
    settings.require_encryption = form.require_encryption;
    settings.announce = form.announce;
    settings.host_port = port_or(form.host_port, wire::kDefaultPort);
  } else {
    settings.target = trimmed(form.target);
    settings.plain = form.plain;
    settings.join_port = port_or(form.join_port, usual_join_port(form.plain));
  }
}

void set_plain(Form& form, bool plain) {
  if (port_or(form.join_port, usual_join_port(form.plain)) == usual_join_port(form.plain)) {
    form.join_port = std::to_string(usual_join_port(plain));
  }
  form.plain = plain;
}

}  // namespace hubbub::ui::dialog

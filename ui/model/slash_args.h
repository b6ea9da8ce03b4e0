// How the arguments of commands are read. Private to ui/model/slash*.cpp; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/model/slash.h"

namespace hubbub::ui::model {

inline constexpr std::string_view kBlanks = " \t\n\r";

std::string_view trimmed(std::string_view text);

// Takes what stands in double quotes off `rest`, which begins with one; a doubled quotation mark
// within stands for one (see as_argument() in ui/model/quote.h). Nothing, and `rest` stays, when it
// has no end.
std::optional<std::string> take_quoted(std::string_view& rest);

// Takes the first word off `rest`. A name with blanks stands in double quotes.
std::string take_word(std::string_view& rest);

// What follows a word: one blank or line end parts them, more belong to the text.
std::string_view text_after(std::string_view rest);

Slash missing(std::string_view usage);
std::optional<SlashError> bad_name(std::string_view name, std::size_t limit);

// slash_order.cpp: each takes what follows its word.
Slash parse_ignore(std::string_view rest);
Slash parse_unignore(std::string_view rest);
Slash parse_verify(std::string_view rest);
Slash parse_mute(std::string_view rest);
Slash parse_unmute(std::string_view rest);
Slash parse_kick(std::string_view rest);
Slash parse_ban(std::string_view rest);
Slash parse_unban(std::string_view rest);
Slash parse_bans(std::string_view rest);
Slash parse_promote(std::string_view rest);
Slash parse_demote(std::string_view rest);
Slash parse_lock(std::string_view rest);
Slash parse_unlock(std::string_view rest);

}  // namespace hubbub::ui::model

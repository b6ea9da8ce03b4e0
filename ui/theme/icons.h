// Icons by what they stand for: UTF-8 of Fork Awesome's private code points (U+F000 to U+F35F),
// which every text face carries. Concatenate them with a label: std::string(icons::kCopy) + "
// Copy".
#pragma once

namespace hubbub::ui::theme::icons {

inline constexpr char32_t kFirst = 0xF000;
inline constexpr char32_t kLast = 0xF35F;

inline constexpr const char* kAccept = "\uf00c";
inline constexpr const char* kAdd = "\uf067";
inline constexpr const char* kAddress = "\uf0ac";
inline constexpr const char* kBan = "\uf05e";
inline constexpr const char* kBell = "\uf0a2";
inline constexpr const char* kBug = "\uf188";
inline constexpr const char* kChat = "\uf086";
inline constexpr const char* kClear = "\uf014";
inline constexpr const char* kClose = "\uf00d";
inline constexpr const char* kCollapsed = "\uf105";
inline constexpr const char* kCopy = "\uf0c5";
inline constexpr const char* kDark = "\uf186";
inline constexpr const char* kDisconnect = "\uf127";
inline constexpr const char* kError = "\uf06a";
inline constexpr const char* kExpanded = "\uf107";
inline constexpr const char* kFailed = "\uf057";
inline constexpr const char* kFilter = "\uf0b0";
inline constexpr const char* kFollow = "\uf103";
inline constexpr const char* kHost = "\uf135";
inline constexpr const char* kIgnore = "\uf070";
inline constexpr const char* kInfo = "\uf05a";
inline constexpr const char* kJoin = "\uf090";
inline constexpr const char* kKeyboard = "\uf11c";
inline constexpr const char* kLeave = "\uf08b";
inline constexpr const char* kLight = "\uf185";
inline constexpr const char* kLink = "\uf08e";
inline constexpr const char* kLocked = "\uf023";
inline constexpr const char* kMenu = "\uf0c9";
inline constexpr const char* kMention = "\uf1fa";
inline constexpr const char* kMore = "\uf141";
inline constexpr const char* kMute = "\uf131";
inline constexpr const char* kNewest = "\uf063";
inline constexpr const char* kNext = "\uf054";
inline constexpr const char* kOffline = "\uf10c";
inline constexpr const char* kOnline = "\uf111";
inline constexpr const char* kOrder = "\uf132";
inline constexpr const char* kPause = "\uf04c";
inline constexpr const char* kPending = "\uf017";
inline constexpr const char* kPeople = "\uf0c0";
inline constexpr const char* kPerson = "\uf007";
inline constexpr const char* kPlay = "\uf04b";
inline constexpr const char* kPower = "\uf011";
inline constexpr const char* kPrevious = "\uf053";
inline constexpr const char* kQuiet = "\uf1f6";
inline constexpr const char* kReceived = "\uf063";
inline constexpr const char* kRecent = "\uf1da";
inline constexpr const char* kReconnect = "\uf021";
inline constexpr const char* kRoom = "\uf292";
inline constexpr const char* kRoundTrip = "\uf0ec";
inline constexpr const char* kSearch = "\uf002";
inline constexpr const char* kSend = "\uf1d8";
inline constexpr const char* kSent = "\uf062";
inline constexpr const char* kServer = "\uf233";
inline constexpr const char* kSettings = "\uf013";
inline constexpr const char* kSize = "\uf031";
inline constexpr const char* kSpeak = "\uf130";
inline constexpr const char* kTopic = "\uf02b";
inline constexpr const char* kUnlocked = "\uf09c";
inline constexpr const char* kVerify = "\uf0a3";
inline constexpr const char* kWarning = "\uf071";

}  // namespace hubbub::ui::theme::icons

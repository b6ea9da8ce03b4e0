#include "app/party_files.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/json_line.h"
#include "net/addresses.h"
#include "net/atomic_file.h"
#include "net/wire/utf8.h"
#include "ui/model/limits.h"

namespace hubbub::app {
namespace {

namespace fs = std::filesystem;
using ui::model::RoomKind;

// JSON takes up to six bytes for one; the rest is names and punctuation.
constexpr std::size_t kMaxPartyFileBytes = 8 * ui::SavedParty::kMaxDraftBytes;
constexpr std::size_t kMaxNameBytes = 255;
constexpr const char* kExtension = ".json";

// A file's name holds no '/', and none of ours a blank or a control character.
std::string file_name_of(std::string_view target) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string name = "at-";
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || c == '/' || c == '%' || byte == 0x7F) {
      name += '%';
      name += kDigits[byte / 16];
      name += kDigits[byte % 16];
    } else {
      name += c;
    }
  }
  return name;
}

std::string text_of(const ui::SavedParty& saved) {
  Json rooms = Json::array();
  for (const ui::SavedRoom& room : saved.rooms) {
    Json entry;
    if (room.kind == RoomKind::kPrivate) {
      entry["person"] = room.name;
      if (!room.key.is_none()) {
        entry["key"] = room.key.to_hex();
      }
    } else {
      entry["name"] = room.name;
    }
    if (room.lobby) {
      entry["lobby"] = true;
    }
    if (!room.draft.empty()) {
      entry["draft"] = room.draft;
    }
    rooms.push_back(std::move(entry));
  }
  return Json{{"rooms", std::move(rooms)}}.dump(2, ' ', false, Json::error_handler_t::replace) +
         '\n';
}

std::string text_at(const Json& entry, const char* field, std::size_t max_bytes) {
  const auto found = entry.find(field);
  if (found == entry.end() || !found->is_string()) {
    return {};
  }
  return std::string(net::wire::prefix_within(found->get_ref<const std::string&>(), max_bytes));
}

// Nothing for what names no room.
std::optional<ui::SavedRoom> room_at(const Json& entry) {
  if (!entry.is_object()) {
    return std::nullopt;
  }
  ui::SavedRoom room;
  room.kind = entry.contains("person") ? RoomKind::kPrivate : RoomKind::kRoom;
  const bool is_private = room.kind == RoomKind::kPrivate;
  room.name = text_at(entry, is_private ? "person" : "name", kMaxNameBytes);
  room.key = net::wire::KeyId::from_hex(text_at(entry, "key", 2 * net::wire::KeyId::kBytes));
  room.lobby = !is_private && entry.value("lobby", Json()) == Json(true);
  room.draft = text_at(entry, "draft", ui::model::kMaxDraftBytes);
  return room.name.empty() ? std::nullopt : std::optional(std::move(room));
}

// Nothing for what is no file of ours. Without exceptions: theirs quote the text.
std::optional<ui::SavedParty> parse(std::string_view text) {
  const Json file = Json::parse(text, nullptr, false);
  if (!file.is_object() || !file.contains("rooms") || !file["rooms"].is_array()) {
    return std::nullopt;
  }
  ui::SavedParty saved;
  for (const Json& entry : file["rooms"]) {
    auto room = room_at(entry);
    if (room && saved.rooms.size() < ui::SavedParty::kMaxRooms) {
      saved.rooms.push_back(*std::move(room));
    }
  }
  return saved;
}

}  // namespace

PartyFiles::PartyFiles(fs::path folder, Report report)
    : folder_(std::move(folder)),
      report_(report ? std::move(report) : [](const std::string&) {}),
      writer_([this] { write_all_saved(); }) {}

PartyFiles::~PartyFiles() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  moved_.notify_all();
  writer_.join();
}

fs::path PartyFiles::path_of(const ui::PartyId& party) const {
  const std::string name = party.host_key.is_none()
                               ? file_name_of(net::canonical_target(party.target))
                               : party.host_key.to_hex();
  return folder_ / (name + kExtension);
}

ui::SavedParty PartyFiles::load(const ui::PartyId& party) {
  const fs::path path = path_of(party);
  {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return to_write_.empty() && !writing_; });
  }
  const net::ReadFile file = net::read_file(path, kMaxPartyFileBytes);
  switch (file.outcome) {
    case net::Reading::kMissing:
      return {};
    case net::Reading::kDone: {
      auto saved = parse(file.content);
      return saved ? *std::move(saved) : set_broken_aside(path);
    }
    case net::Reading::kTooLarge:
      return set_broken_aside(path);
    case net::Reading::kFailed:
      break;
  }
  if (untouchable_.insert(path).second) {
    report_(file.problem + " The rooms and drafts of this party are not remembered.");
  }
  return {};
}

ui::SavedParty PartyFiles::set_broken_aside(const fs::path& path) {
  if (const auto aside = net::set_aside(path)) {
    report_("The file with the rooms and drafts of this party was broken. It is kept as " +
            aside->string() + ".");
  } else if (untouchable_.insert(path).second) {
    report_("The file with the rooms and drafts of this party, " + path.string() +
            ", is broken and can't be set aside. They are not remembered.");
  }
  return {};
}

void PartyFiles::save(const ui::PartyId& party, ui::SavedParty saved) {
  const fs::path path = path_of(party);
  if (untouchable_.contains(path)) {
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    to_write_.insert_or_assign(path, std::move(saved));
  }
  moved_.notify_all();
}

// ---- The writer's -------------------------------------------------------------------------------

void PartyFiles::write_all_saved() {
  std::unique_lock lock(mutex_);
  for (;;) {
    moved_.wait(lock, [this] { return ending_ || !to_write_.empty(); });
    if (to_write_.empty()) {
      return;
    }
    const auto next = to_write_.extract(to_write_.begin());
    writing_ = true;
    lock.unlock();
    write(next.key(), next.mapped());
    lock.lock();
    writing_ = false;
    moved_.notify_all();
  }
}

void PartyFiles::write(const fs::path& path, const ui::SavedParty& saved) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    remove_oldest(path);
  }
  if (auto problem = net::replace_file(path, text_of(saved))) {
    if (!std::exchange(complained_, true)) {
      report_(*problem + " Rooms and drafts are not remembered.");
    }
    return;
  }
  complained_ = false;
}

// Makes room for another file.
void PartyFiles::remove_oldest(const fs::path& except) const {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() == kExtension && entry.path() != except) {
      files.emplace_back(entry.last_write_time(error), entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i + kMaxParties <= files.size(); ++i) {
    fs::remove(files[i].second, error);  // one that stays costs a little room on the disk
  }
}

}  // namespace hubbub::app

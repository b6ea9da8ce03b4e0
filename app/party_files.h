// The rooms and drafts of parties (session restore) as files, one a party, for their owner alone.
//
// DATA/parties/KEY.json, KEY being the host's, or "at-HOST:PORT" of a host without one: {"rooms":
// [{"name", "lobby", "draft"}, {"person", "key", "draft"}]}. At most kMaxParties: those saved least
// lately go. Of two windows at one party, the one that saves last wins.
//
// Main thread; owns a thread that writes, so that nobody waits for the disk to type on.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "ui/saved_party.h"

namespace hubbub::app {

inline constexpr const char* kPartiesFolder = "parties";
inline constexpr std::size_t kMaxParties = 64;

class PartyFiles final : public ui::PartyStore {
 public:
  // Called with a sentence for the person, from either thread: a broken file was set aside, or one
  // can't be read, and the like. It never holds what was read. May be empty.
  using Report = std::function<void(const std::string& problem)>;

  PartyFiles(std::filesystem::path folder, Report report);
  // Writes what was saved, then ends.
  ~PartyFiles() override;

  // Waits for what is being written.
  ui::SavedParty load(const ui::PartyId& party) override;
  void save(const ui::PartyId& party, ui::SavedParty saved) override;

 private:
  [[nodiscard]] std::filesystem::path path_of(const ui::PartyId& party) const;
  ui::SavedParty set_broken_aside(const std::filesystem::path& path);
  void write_all_saved();
  void write(const std::filesystem::path& path, const ui::SavedParty& saved);
  void remove_oldest(const std::filesystem::path& except) const;

  const std::filesystem::path folder_;
  const Report report_;
  std::set<std::filesystem::path> untouchable_;  // can't be read, so nothing is put in their place

  std::mutex mutex_;
  // ---- guarded by mutex_ ----
  std::map<std::filesystem::path, ui::SavedParty> to_write_;
  bool writing_ = false;
  bool ending_ = false;
  std::condition_variable moved_;  // one of them has changed

  bool complained_ = false;  // the writer's: that writing fails is told once
  std::thread writer_;       // last: it uses the rest
};

}  // namespace hubbub::app

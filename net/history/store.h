// The history in SQLite.
//
//   net worker     queues writes and questions, hears the answers
//   writer         the one connection that writes; group commit: one transaction for all that was
//                  handed over, while it commits more gathers. Then, when there is time: the index
//                  of words, forgetting, checkpoints
//   reader         a connection that only reads, so that a search never delays a commit
//
// A folder has one store at a time, in one process. All members on the net worker.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/history/history.h"
#include "net/wire/commands.h"

namespace hubbub::net::history {

struct OpenOptions {
  std::filesystem::path folder;  // made if there is none
  wire::Retention retention;
  Clocks clocks = read_system_clocks;
};

// Runs a function on the net worker, soon, in the order of the calls; called from any thread until
// the store is gone.
using Post = std::function<void(std::function<void()>)>;

class Store final : public History {
 public:
  // The end of an opening: see open().
  struct Parts;
  Store(Parts parts, Post post, Callbacks callbacks);
  // What was handed over and queued reaches the disk first; a disk that takes nothing is waited for
  // no longer than kFarewell, and what is lost then is reported. Questions are not answered any
  // more, and nothing is called after this.
  ~Store() override;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  RoomNumber add_room(const std::string& name, std::uint64_t epoch, const Maker& maker) override;
  void remove_room(RoomNumber room) override;
  void set_topic(RoomNumber room, const std::string& topic) override;
  Ticket append(RoomNumber room, Line line) override;
  void clear_text(RoomNumber room, std::uint64_t seq) override;
  Ticket append_private(Line line, const wire::KeyId& to) override;
  void put_person(const StoredPerson& person) override;
  void put_name(const StoredName& name) override;
  void remove_name(const std::string& nick) override;
  void put_ban(const wire::Ban& ban) override;
  void remove_ban(std::uint64_t number) override;
  void set_locked(bool locked) override;

  void hand_over() override;
  [[nodiscard]] Ticket committed() const override;
  [[nodiscard]] Ticket last_ticket() const override;
  [[nodiscard]] std::size_t waiting_bytes() const override;
  [[nodiscard]] bool writable() const override;
  [[nodiscard]] bool damaged() const override;

  void read_from(RoomNumber room, std::uint64_t first, Limit limit, OnLines answer) override;
  void read_before(RoomNumber room, std::uint64_t before, Limit limit, OnLines answer) override;
  void read_private_after(const wire::KeyId& person, std::uint64_t after, Limit limit,
                          OnLines answer) override;
  void read_private_before(const wire::KeyId& person, const wire::KeyId& other,
                           std::uint64_t before, Limit limit, OnLines answer) override;
  void search(const SearchQuery& query, OnFound answer) override;

  // Calls `done` once everything is written and indexed, and nothing has to be forgotten. For
  // tests and measurements.
  void when_idle(std::function<void()> done);

 private:
  struct Inside;
  const std::unique_ptr<Inside> inside_;
};

struct Opened {
  std::unique_ptr<Store> store;  // none: `problem` says why
  Contents contents;
  Report problem;
  // What happened to an earlier history that could not be used.
  std::vector<Report> reports;
};

// Opens or begins the history of a host; may take a moment. Codes of `problem`: "history-in-use",
// "history-not-opened"; of `reports`: "history-damaged", "history-newer", "history-foreign".
// Reports that come later, by `callbacks`: "history-not-written" (not writable, tried again),
// "history-written" (writable again), "history-damaged" (not writable any more), "history-lost"
// (at the end).
Opened open(const OpenOptions& options, Post post, Callbacks callbacks);

}  // namespace hubbub::net::history

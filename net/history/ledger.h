// Carries writes out: what each kind of them does to the tables. Writer's thread.
//
// begin(), apply() for each write, commit(); when one fails, roll_back(), and the numbers that are
// kept here and in the index are those of the database again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "net/history/history.h"
#include "net/history/meta.h"
#include "net/history/sqlite.h"
#include "net/history/word_index.h"
#include "net/history/writes.h"
#include "net/trusted_time.h"

namespace hubbub::net::history {

class Ledger {
 public:
  Ledger(Database& database, WordIndex& index, TrustedTime& time);

  // What the database says, of the index too. False: see Database::failure(), as with all of these.
  bool load();

  // Also for what changes the index alone. Does not begin while what load() reads can't be read.
  bool begin();
  bool apply(const Write& write);
  bool commit();
  void roll_back();

  // Trusted time was not kept for so long.
  [[nodiscard]] bool time_is_due(std::chrono::seconds after);
  // Keeps it, within a transaction.
  bool keep_time();
  // Keys of which no line is left lose their numbers; within a transaction, after lines went.
  bool forget_keys();

  // The number that the next line gets.
  [[nodiscard]] std::int64_t next_n() const { return next_n_; }

 private:
  struct Room {
    std::int64_t last_place = -1;  // line of the newest place; -1: none
    std::uint64_t next_seq = 1;
    wire::HostTime last_time{};
    bool moved = false;  // since the last commit
  };

  bool write(const AppendLine& append);
  bool write(const AppendPrivate& append);
  bool write(const AddRoom& add);
  bool write(const RemoveRoom& remove);
  bool write(const SetTopic& set);
  bool write(const ClearText& clear);
  bool write(const StoredPerson& person);
  bool write(const StoredName& name);
  bool write(const RemoveName& remove);
  bool write(const wire::Ban& ban);
  bool write(const RemoveBan& remove);
  bool write(const SetLocked& set);

  bool insert_line(RoomNumber number, const Line& line, std::int64_t sender,
                   std::int64_t addressee);
  bool insert_private(std::int64_t person, std::int64_t other, std::uint64_t seq);
  // A key under its number in the database.
  struct Key {
    std::int64_t number = 0;
    std::int64_t last_n = 0;
  };

  // The number of a key that the next line names; 0 for none; -1: failed. With `make` it gets one
  // if it has none.
  std::int64_t number_of(const wire::KeyId& key, bool make);
  // False: failed. Null: it has none.
  bool find_key(const wire::KeyId& key, Key*& found);
  bool load_rooms();
  bool store_numbers();
  bool note_age();

  Database& database_;
  WordIndex& index_;
  TrustedTime& time_;
  Meta meta_;
  Statement insert_line_;
  Statement insert_place_;
  Statement insert_private_;
  Statement find_key_;
  Statement insert_key_;
  Statement use_key_;
  Statement forget_keys_;
  Statement update_room_;
  Statement insert_age_;

  bool loaded_ = false;  // what follows, and what the index knows, is what the database says
  std::int64_t next_n_ = 1;
  bool private_moved_ = false;
  wire::HostTime now_{};      // of the transaction, by trusted time
  wire::HostTime kept_at_{};  // when trusted time was kept
  wire::HostTime newest_age_{};
  std::unordered_map<RoomNumber, Room> rooms_;  // kPrivateRoom among them
  std::unordered_map<wire::KeyId, Key> keys_;
  std::int64_t keys_looked_at_ = 0;  // the oldest line then
};

}  // namespace hubbub::net::history

#include "net/history/store.h"

#include <atomic>
#include <chrono>
#include <string>
#include <type_traits>
#include <utility>

#include "net/history/contents.h"
#include "net/history/meta.h"
#include "net/history/opening.h"
#include "net/history/outlet.h"
#include "net/history/pages.h"
#include "net/history/progress.h"
#include "net/history/reader.h"
#include "net/history/schema.h"
#include "net/history/search.h"
#include "net/history/writer.h"

namespace hubbub::net::history {

struct Store::Parts {
  FileLock lock;
  std::unique_ptr<Database> writing;
  std::unique_ptr<Database> reading;
  wire::Retention retention;
  std::shared_ptr<TrustedTime> time;
  RoomNumber next_room = 1;
};

struct Store::Inside {
  Inside(Parts parts, Post post, Callbacks called)
      : lock(std::move(parts.lock)),
        callbacks(std::make_shared<const Callbacks>(std::move(called))),
        outlet(std::move(post)),
        next_room(parts.next_room),
        writer(std::move(parts.writing), std::move(parts.time), parts.retention, progress,
               {[this] { progress_moved(); },
                [this](const std::vector<Forgotten>& rooms) { lines_forgotten(rooms); },
                [this](Report report) { tell(std::move(report)); }}),
        reader(std::move(parts.reading), progress,
               [this](const std::string& how) { writer.break_off(how); }) {}

  // ---- writer's thread ----

  void progress_moved() {
    if (!notice_waits.exchange(true))
      outlet.tell([this] { take_notice(); });
  }
  void lines_forgotten(const std::vector<Forgotten>& rooms) const {
    // One message each: any of these calls may end the history.
    for (const Forgotten& each : rooms) {
      outlet.tell([called = callbacks, each] {
        if (called->forgotten)
          called->forgotten(each.room, each.first_seq);
      });
    }
  }
  void tell(Report report) const {
    outlet.tell([called = callbacks, report = std::move(report)] {
      if (called->report)
        called->report(report.code, report.text);
    });
  }

  // ---- net worker ----

  void take_notice() {
    notice_waits = false;
    const Progress::State before = std::exchange(seen, progress.state());
    const auto called = callbacks;  // the call may end the history
    const bool moved = seen.committed != before.committed || seen.damaged != before.damaged;
    if (moved && called->committed)
      called->committed();
  }

  Ticket queue(Write write) {
    queued_bytes += bytes_of(write);
    queued.push_back(std::move(write));
    return ++last;
  }

  void hand_over() {
    if (queued.empty())
      return;
    const Ticket first = last - queued.size() + 1;
    writer.hand_over(first, queued);
  }

  // Answers with what `read` returns; a `problem` that it has is told instead.
  template <class Answer>
  void ask(std::function<Answer(Database&)> read, std::function<void(Answer)> answer) {
    hand_over();
    const auto result = std::make_shared<Answer>();
    const auto deliver = [this, result, answer](const std::string& problem) {
      if (!problem.empty()) {
        *result = {};
        result->problem = problem;
      }
      outlet.tell([result, answer] { answer(std::move(*result)); });
    };
    constexpr auto kKind =
        std::is_same_v<Answer, SearchAnswer> ? Reader::Kind::kSearch : Reader::Kind::kLines;
    const bool taken = reader.ask(
        kKind, last,
        [result, read = std::move(read)](Database& database) { *result = read(database); },
        deliver);
    if (!taken)
      deliver("Too many questions wait for the history.");
  }

  FileLock lock;
  const std::shared_ptr<const Callbacks> callbacks;
  Outlet outlet;
  Progress progress;
  Progress::State seen;  // what the net worker knows of it
  std::atomic<bool> notice_waits{false};
  std::vector<Write> queued;
  std::size_t queued_bytes = 0;  // of all writes so far
  Ticket last = 0;
  RoomNumber next_room;
  Writer writer;
  Reader reader;
};

Store::Store(Parts parts, Post post, Callbacks callbacks)
    : inside_(std::make_unique<Inside>(std::move(parts), std::move(post), std::move(callbacks))) {}

Store::~Store() {
  inside_->hand_over();
  inside_->writer.stop();
  inside_->reader.stop();
  inside_->outlet.close();
  const Ticket lost = inside_->last - inside_->progress.state().committed;
  if (lost > 0 && inside_->callbacks->report) {
    inside_->callbacks->report("history-lost",
                               "The history ends with " + std::to_string(lost) +
                                   " entries that the disk did not take; they are lost.");
  }
}

// ---- Writes -------------------------------------------------------------------------------------

RoomNumber Store::add_room(const std::string& name, std::uint64_t epoch, const Maker& maker) {
  const RoomNumber number = inside_->next_room++;
  inside_->queue(AddRoom{number, name, epoch, maker});
  return number;
}

void Store::remove_room(RoomNumber room) {
  inside_->queue(RemoveRoom{room});
}

void Store::set_topic(RoomNumber room, const std::string& topic) {
  inside_->queue(SetTopic{room, topic});
}

Ticket Store::append(RoomNumber room, Line line) {
  return inside_->queue(AppendLine{room, std::move(line)});
}

void Store::clear_text(RoomNumber room, std::uint64_t seq) {
  inside_->queue(ClearText{room, seq});
}

Ticket Store::append_private(Line line, const wire::KeyId& to) {
  return inside_->queue(AppendPrivate{std::move(line), to});
}

void Store::put_person(const StoredPerson& person) {
  inside_->queue(person);
}

void Store::put_name(const StoredName& name) {
  inside_->queue(name);
}

void Store::remove_name(const std::string& nick) {
  inside_->queue(RemoveName{nick});
}

void Store::put_ban(const wire::Ban& ban) {
  inside_->queue(ban);
}

void Store::remove_ban(std::uint64_t number) {
  inside_->queue(RemoveBan{number});
}

void Store::set_locked(bool locked) {
  inside_->queue(SetLocked{locked});
}

void Store::hand_over() {
  inside_->hand_over();
}

Ticket Store::committed() const {
  return inside_->seen.committed;
}

Ticket Store::last_ticket() const {
  return inside_->last;
}

std::size_t Store::waiting_bytes() const {
  return inside_->queued_bytes - inside_->seen.bytes_done;
}

bool Store::writable() const {
  return inside_->seen.writable;
}

bool Store::damaged() const {
  return inside_->seen.damaged;
}

// ---- Reads --------------------------------------------------------------------------------------

void Store::read_from(RoomNumber room, std::uint64_t first, Limit limit, OnLines answer) {
  inside_->ask<Lines>(
      [=](Database& database) { return history::read_from(database, room, first, limit); },
      std::move(answer));
}

void Store::read_before(RoomNumber room, std::uint64_t before, Limit limit, OnLines answer) {
  inside_->ask<Lines>(
      [=](Database& database) { return history::read_before(database, room, before, limit); },
      std::move(answer));
}

void Store::read_private_after(const wire::KeyId& person, std::uint64_t after, Limit limit,
                               OnLines answer) {
  inside_->ask<Lines>(
      [=](Database& database) {
        return history::read_private_after(database, person, after, limit);
      },
      std::move(answer));
}

void Store::read_private_before(const wire::KeyId& person, const wire::KeyId& other,
                                std::uint64_t before, Limit limit, OnLines answer) {
  inside_->ask<Lines>(
      [=](Database& database) {
        return history::read_private_before(database, person, other, before, limit);
      },
      std::move(answer));
}

void Store::search(const SearchQuery& query, OnFound answer) {
  inside_->ask<SearchAnswer>([query](Database& database) { return Search(database, query).run(); },
                             std::move(answer));
}

void Store::when_idle(std::function<void()> done) {
  inside_->hand_over();
  inside_->writer.when_idle(
      [inside = inside_.get(), done = std::move(done)] { inside->outlet.tell(done); });
}

// ---- Opening ------------------------------------------------------------------------------------

namespace {

std::shared_ptr<TrustedTime> begin_time(Database& database, const OpenOptions& options) {
  const auto saved = load_time(database);
  if (!saved)
    return std::make_shared<TrustedTime>(options.clocks);
  return std::make_shared<TrustedTime>(options.clocks, *saved, options.retention.age);
}

// Fills what the database says into `contents` and `parts`. False: it could not be read.
bool begin(Database& database, const std::filesystem::path& file, const OpenOptions& options,
           Contents& contents, Store::Parts& parts) {
  contents.time = begin_time(database, options);
  if (database.failed() || !begin_run(database, *contents.time) ||
      !load_contents(database, contents))
    return false;
  parts.time = contents.time;
  parts.next_room = static_cast<RoomNumber>(Meta(database).get("next_room").value_or(1));
  parts.reading = std::make_unique<Database>();
  if (parts.reading->open(file, Database::Mode::kReadOnly) && configure_reader(*parts.reading))
    return true;
  database.note_failure(parts.reading->failure());
  return false;
}

}  // namespace

Opened open(const OpenOptions& options, Post post, Callbacks callbacks) {
  Opened result;
  // Damage may show only now, when the contents are read, and a full disk when the first is
  // written: then once more, from the beginning.
  bool used_reserve = false;
  for (int attempt = 0; attempt < 3; ++attempt) {
    OpenDatabase opened = open_database(options.folder);
    result.reports.insert(result.reports.end(), opened.reports.begin(), opened.reports.end());
    result.problem = opened.problem;
    if (opened.database == nullptr) {
      if (opened.problem.code == kNotOpened && use_reserve(options.folder)) {
        used_reserve = true;
        continue;
      }
      return result;
    }
    Store::Parts parts;
    result.contents = {};
    if (begin(*opened.database, opened.file, options, result.contents, parts)) {
      parts.lock = std::move(opened.lock);
      parts.writing = std::move(opened.database);
      parts.retention = options.retention;
      result.store =
          std::make_unique<Store>(std::move(parts), std::move(post), std::move(callbacks));
      if (!used_reserve)
        keep_reserve(options.folder);
      return result;
    }
    const Failure failure = opened.database->failure();
    parts.reading.reset();
    opened.database.reset();
    if (failure.trouble == Trouble::kDisk && use_reserve(options.folder)) {
      used_reserve = true;
      continue;
    }
    if (failure.trouble == Trouble::kDisk) {
      result.problem = cannot_open(options.folder, failure.text);
      return result;
    }
    opened.reports.clear();
    const std::string how = failure.text.empty() ? "numbers are missing" : failure.text;
    if (!set_damaged_aside(opened, how)) {
      result.problem = opened.problem;
      return result;
    }
    result.reports.insert(result.reports.end(), opened.reports.begin(), opened.reports.end());
  }
  result.problem = cannot_open(options.folder, "it is damaged again and again");
  return result;
}

}  // namespace hubbub::net::history

// A history in memory that a test steps by hand: nothing is committed, and no question answered,
// until the test says so. One thread.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "net/history/history.h"
#include "net/history/writes.h"
#include "net/wire/limits.h"
#include "tests/support/hall/cut_lines.h"

namespace hubbub::net::server::testing {

class MemoryHistory final : public history::History {
 public:
  using RoomNumber = history::RoomNumber;
  using Ticket = history::Ticket;

  static constexpr std::uint64_t kEpoch = 4711;

  // May be set at any time before they are needed.
  history::Callbacks callbacks;

  // ---- What the test does ----

  // What was handed over is on the disk now, and it is said; nothing while it is not writable.
  void commit() {
    if (!writable_ || handed_.empty())
      return;
    for (const history::Write& write : handed_)
      kept_.apply(write);
    committed_ += handed_.size();
    handed_.clear();
    if (callbacks.committed)
      callbacks.committed();
  }
  // Commits only the first `count` writes of those handed over.
  void commit(std::size_t count) {
    std::vector<history::Write> rest;
    while (handed_.size() > count) {
      rest.insert(rest.begin(), std::move(handed_.back()));
      handed_.pop_back();
    }
    commit();
    handed_ = std::move(rest);
  }
  // Answers every question that waits, and those that are asked meanwhile.
  void answer() {
    while (!questions_.empty()) {
      const std::function<void()> question = std::move(questions_.front());
      questions_.pop_front();
      question();
    }
  }
  std::size_t questions() const { return questions_.size(); }
  // Every question from now on is answered with this sentence; empty: as usual.
  void fail_questions(std::string problem) { problem_ = std::move(problem); }

  void set_writable(bool writable) {
    if (std::exchange(writable_, writable) == writable || !callbacks.report)
      return;
    if (writable)
      callbacks.report("history-written", "The disk takes the history again.");
    else
      callbacks.report("history-not-written", "The disk does not take the history.");
  }
  // It takes nothing any more.
  void damage() {
    damaged_ = true;
    writable_ = false;
    if (callbacks.committed)
      callbacks.committed();
  }
  // The oldest lines of the room are let go.
  void forget_below(RoomNumber room, std::uint64_t first_seq) {
    for (State* state : {&kept_, &all_})
      state->forget_below(room, first_seq);
    if (callbacks.forgotten)
      callbacks.forgotten(room, first_seq);
  }

  // What is on the disk, and putting it back later: a host that starts then does not know the runs
  // since. Their numbers never come again.
  auto copy() const { return kept_; }
  template <class Copy>
  void put_back(Copy copy) {
    kept_ = std::move(copy);
    const std::uint64_t ended = std::exchange(kept_.run, 0);
    for (auto& [number, room] : kept_.rooms)
      end_run(room.runs, {ended, room.next_seq - 1});
    end_run(kept_.private_runs, {ended, kept_.next_private - 1});
  }

  // The host ends without a goodbye and starts again: what was not committed is lost, a new run
  // begins. What it finds then; also how a first run begins.
  history::Contents restart() {
    queued_.clear();
    handed_.clear();
    questions_.clear();
    committed_ = 0;
    last_ = 0;
    put_back(std::move(kept_));
    kept_.run = ++run_;
    all_ = kept_;
    return contents();
  }

  // ---- History ----

  RoomNumber add_room(const std::string& name, std::uint64_t epoch,
                      const history::Maker& maker) override {
    const RoomNumber number = next_room_++;
    queue(history::AddRoom{number, name, epoch, maker});
    return number;
  }
  void remove_room(RoomNumber room) override { queue(history::RemoveRoom{room}); }
  void set_topic(RoomNumber room, const std::string& topic) override {
    queue(history::SetTopic{room, topic});
  }
  Ticket append(RoomNumber room, history::Line line) override {
    line.entry.who = wire::head_of(line.key);
    return queue(history::AppendLine{room, std::move(line)});
  }
  void clear_text(RoomNumber room, std::uint64_t seq) override {
    queue(history::ClearText{room, seq});
  }
  Ticket append_private(history::Line line, const wire::KeyId& to) override {
    line.entry.who = wire::head_of(line.key);
    return queue(history::AppendPrivate{std::move(line), to});
  }
  void put_person(const history::StoredPerson& person) override { queue(person); }
  void put_name(const history::StoredName& name) override { queue(name); }
  void remove_name(const std::string& nick) override { queue(history::RemoveName{nick}); }
  void put_ban(const wire::Ban& ban) override { queue(ban); }
  void remove_ban(std::uint64_t number) override { queue(history::RemoveBan{number}); }
  void set_locked(bool locked) override { queue(history::SetLocked{locked}); }

  void hand_over() override {
    std::move(queued_.begin(), queued_.end(), std::back_inserter(handed_));
    queued_.clear();
  }
  [[nodiscard]] Ticket committed() const override { return committed_; }
  [[nodiscard]] Ticket last_ticket() const override { return last_; }
  [[nodiscard]] std::size_t waiting_bytes() const override {
    std::size_t bytes = 0;
    for (const auto* writes : {&queued_, &handed_}) {
      for (const history::Write& write : *writes)
        bytes += history::bytes_of(write);
    }
    return bytes;
  }
  [[nodiscard]] bool writable() const override { return writable_; }
  [[nodiscard]] bool damaged() const override { return damaged_; }

  void read_from(RoomNumber room, std::uint64_t first, history::Limit limit,
                 history::OnLines answer) override {
    ask(std::move(answer), [=](const State& state) {
      std::vector<history::Line> lines = state.lines_of(room);
      std::erase_if(lines, [first](const auto& each) { return each.entry.seq < first; });
      return cut(lines, limit);
    });
  }
  void read_before(RoomNumber room, std::uint64_t before, history::Limit limit,
                   history::OnLines answer) override {
    ask(std::move(answer),
        [=](const State& state) { return cut_end(below(state.lines_of(room), before), limit); });
  }
  void read_private_after(const wire::KeyId& person, std::uint64_t after, history::Limit limit,
                          history::OnLines answer) override {
    ask(std::move(answer), [=](const State& state) {
      std::vector<history::Line> lines = state.privates_of(person, {});
      std::erase_if(lines, [after](const auto& each) { return each.entry.seq <= after; });
      return cut(lines, limit);
    });
  }
  void read_private_before(const wire::KeyId& person, const wire::KeyId& other,
                           std::uint64_t before, history::Limit limit,
                           history::OnLines answer) override {
    ask(std::move(answer), [=](const State& state) {
      return cut_end(below(state.privates_of(person, other), before), limit);
    });
  }
  // How many lines a search looks at before it answers.
  void set_lines_of_a_look(std::size_t lines) { lines_of_a_look_ = lines; }
  // Looks for the whole text, with the case it has; the place in the order of writing is `next`.
  void search(const history::SearchQuery& query, history::OnFound answer) override {
    hand_over();
    questions_.emplace_back([this, query, answer = std::move(answer)] {
      history::SearchAnswer found;
      found.problem = problem_;
      if (problem_.empty())
        (writable_ ? all_ : kept_).search(query, lines_of_a_look_, found);
      answer(std::move(found));
    });
  }

 private:
  struct StoredLine {
    RoomNumber room = 0;  // 0: private
    history::Line line;
    wire::KeyId to;
  };

  // What the disk holds, or would hold.
  struct State {
    std::map<RoomNumber, history::StoredRoom> rooms;
    std::vector<StoredLine> lines;  // in the order of writing
    std::vector<history::StoredPerson> people;
    std::map<std::string, history::StoredName> names;  // by nick
    std::vector<wire::Ban> bans;
    std::uint64_t next_private = 1;
    std::uint64_t next_ban = 1;
    std::uint64_t run = 0;  // in which it was written; 0: none
    std::vector<history::RunEnd> private_runs;
    bool locked = false;

    void apply(const history::Write& write) {
      std::visit([this](const auto& each) { take(each); }, write);
    }
    void take(const history::AppendLine& append) {
      const auto found = rooms.find(append.room);
      if (found == rooms.end())
        return;
      found->second.next_seq = append.line.entry.seq + 1;
      found->second.last_time = append.line.entry.time;
      found->second.last_used = append.line.entry.time;
      lines.push_back({append.room, append.line, {}});
    }
    void take(const history::AppendPrivate& append) {
      next_private = append.line.entry.seq + 1;
      lines.push_back({0, append.line, append.to});
    }
    void take(const history::AddRoom& add) {
      history::StoredRoom& room = rooms[add.number];
      room.maker = add.maker;
      room.number = add.number;
      room.name = add.name;
      room.epoch = add.epoch;
    }
    void take(const history::RemoveRoom& remove) {
      rooms.erase(remove.number);
      std::erase_if(lines, [&](const StoredLine& each) { return each.room == remove.number; });
    }
    void take(const history::SetTopic& set) {
      if (const auto found = rooms.find(set.number); found != rooms.end())
        found->second.topic = set.topic;
    }
    void take(const history::ClearText& clear) {
      for (StoredLine& each : lines) {
        if (each.room == clear.room && each.line.entry.seq == clear.seq)
          each.line.entry.text.clear();
      }
    }
    void take(const history::StoredPerson& person) {
      std::erase_if(people, [&](const auto& each) { return each.key == person.key; });
      people.push_back(person);
    }
    void take(const history::StoredName& name) { names[name.nick] = name; }
    void take(const history::RemoveName& remove) { names.erase(remove.nick); }
    void take(const wire::Ban& ban) {
      take(history::RemoveBan{ban.number});
      bans.push_back(ban);
      next_ban = std::max(next_ban, ban.number + 1);
    }
    void take(const history::RemoveBan& remove) {
      std::erase_if(bans, [&](const auto& each) { return each.number == remove.number; });
    }
    void take(const history::SetLocked& set) { locked = set.locked; }

    void forget_below(RoomNumber room, std::uint64_t first_seq) {
      std::erase_if(lines, [&](const StoredLine& each) {
        return each.room == room && each.line.entry.seq < first_seq;
      });
      if (const auto found = rooms.find(room); found != rooms.end())
        found->second.first_seq = first_seq;
    }
    [[nodiscard]] std::vector<history::Line> lines_of(RoomNumber room) const {
      std::vector<history::Line> result;
      for (const StoredLine& each : lines) {
        if (each.room == room && room != 0)
          result.push_back(each.line);
      }
      return result;
    }
    [[nodiscard]] std::vector<history::Line> privates_of(const wire::KeyId& person,
                                                         const wire::KeyId& other) const {
      std::vector<history::Line> result;
      for (const StoredLine& each : lines) {
        const wire::KeyId& from = each.line.key;
        const bool own = !person.is_none() && (from == person || each.to == person);
        const wire::KeyId& with = from == person ? each.to : from;
        if (each.room == 0 && own && (other.is_none() || with == other)) {
          result.push_back(each.line);
          result.back().other = with;
        }
      }
      return result;
    }
    void search(const history::SearchQuery& query, std::size_t left,
                history::SearchAnswer& answer) const {
      const std::size_t begin = query.before == 0 ? lines.size() + 1 : query.before;
      for (std::size_t n = std::min(begin - 1, lines.size()); n > 0; --n) {
        if (left-- == 0)
          return static_cast<void>(answer.next = n + 1);
        const StoredLine& each = lines[n - 1];
        const bool own =
            !query.person.is_none() && (each.line.key == query.person || each.to == query.person);
        const bool in_sight = query.room == 0 ? each.room != 0 || own : each.room == query.room;
        if (!in_sight || query.text.empty() || each.line.entry.kind != wire::EntryKind::kMessage ||
            each.line.entry.text.find(query.text) == std::string::npos)
          continue;
        if (answer.entries.size() == wire::kMaxFoundEntries)
          return static_cast<void>(answer.next = n + 1);
        const auto room = rooms.find(each.room);
        answer.entries.push_back(
            {room == rooms.end() ? std::string{} : room->second.name, each.line.entry});
      }
    }
  };

  static void end_run(std::vector<history::RunEnd>& runs, const history::RunEnd& end) {
    if (end.run != 0)
      runs.push_back(end);
  }
  Ticket queue(history::Write write) {
    all_.apply(write);
    queued_.push_back(std::move(write));
    return ++last_;
  }
  template <class Read>
  void ask(history::OnLines answer, Read read) {
    hand_over();
    questions_.emplace_back([this, answer = std::move(answer), read = std::move(read)] {
      history::Lines lines;
      lines.problem = problem_;
      answer(problem_.empty() ? read(writable_ ? all_ : kept_) : std::move(lines));
    });
  }

  [[nodiscard]] history::Contents contents() const {
    history::Contents contents;
    contents.epoch = kEpoch;
    contents.run = run_;
    for (const auto& [number, room] : kept_.rooms)
      contents.rooms.push_back(room);
    for (const StoredLine& each : kept_.lines) {
      const wire::Entry& entry = each.line.entry;
      if (entry.kind != wire::EntryKind::kMessage || entry.id.is_none())
        continue;
      const history::RecentMessage recent{entry.id, each.line.key, entry.from, entry.seq,
                                          entry.text.size()};
      if (each.room == 0)
        contents.recent_private.push_back(recent);
      for (history::StoredRoom& room : contents.rooms) {
        if (room.number == each.room)
          room.recent.push_back(recent);
      }
    }
    contents.people = kept_.people;
    for (const auto& [nick, name] : kept_.names)
      contents.names.push_back(name);
    contents.bans = kept_.bans;
    contents.next_private_seq = kept_.next_private;
    contents.private_runs = kept_.private_runs;
    contents.next_ban_number = kept_.next_ban;
    contents.locked = kept_.locked;
    return contents;
  }

  State all_;   // with what waits
  State kept_;  // what would survive
  std::vector<history::Write> queued_;
  std::vector<history::Write> handed_;
  std::deque<std::function<void()>> questions_;
  std::string problem_;
  Ticket committed_ = 0;
  Ticket last_ = 0;
  RoomNumber next_room_ = 1;
  std::uint64_t run_ = 0;
  bool writable_ = true;
  std::size_t lines_of_a_look_ = 1'000'000;
  bool damaged_ = false;
};

}  // namespace hubbub::net::server::testing

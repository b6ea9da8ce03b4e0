// What the window shows, guarded by one mutex: where the net worker and the window meet.
//
// The net worker applies batches of events; the window pulls what moved into its own View and draws
// from that without the lock. Nothing waits, calls out or does I/O under the lock. An idle frame's
// pull is one lock and one compare.
//
// Every member function may be called from any thread; the notes say who does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/wire/commands.h"
#include "net/wire/events.h"
#include "ui/model/frames.h"
#include "ui/model/ignored.h"
#include "ui/model/mutex.h"
#include "ui/model/thread_annotations.h"
#include "ui/model/view.h"

namespace hubbub::ui::model {

class State;

class Model {
 public:
  // `wake` asks the window for another frame. It is called from the thread that changed something
  // visible, outside the lock, at most once between two pulls. May be empty.
  explicit Model(std::function<void()> wake);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // ---- net worker ----
  // Folds the events in, in order. Wakes only if something that is shown changed.
  void apply(wire::EventBatch batch) HUBBUB_EXCLUDES(mutex_);

  // ---- window, once a frame ----
  // Brings `view` up to date; copies only what moved. Returns whether anything did.
  bool pull(View& view) HUBBUB_EXCLUDES(mutex_);
  // The same for captured frames.
  bool pull_frames(FrameView& view) HUBBUB_EXCLUDES(mutex_);

  // ---- window, on a person's action ----
  // The room being looked at (kNone: none, the window has no focus, or the newest line is out of
  // sight): its lines count as read. Call it when that changes.
  void look_at(RoomId room) HUBBUB_EXCLUDES(mutex_);
  // What is unread in the room counts as read, though it is not looked at.
  void mark_read(RoomId room) HUBBUB_EXCLUDES(mutex_);
  // Whether something is written for the room and not sent: a conversation with a draft does not
  // make way for a stranger's. Call it when that changes.
  void note_draft(RoomId room, bool any) HUBBUB_EXCLUDES(mutex_);

  // Puts an own message into the room's outgoing list and returns the command that sends it;
  // nothing when the room is unknown, `text` is empty, or kMaxOutgoing messages wait already.
  std::optional<wire::Command> compose(RoomId room, std::string text) HUBBUB_EXCLUDES(mutex_);
  // A failed message again, under its old id; nothing when it is not failed.
  std::optional<wire::Command> retry(const wire::MessageId& id) HUBBUB_EXCLUDES(mutex_);
  // Forgets a failed message.
  void discard(const wire::MessageId& id) HUBBUB_EXCLUDES(mutex_);
  // Own messages that the host has not confirmed, failed ones included: nobody else has them.
  [[nodiscard]] std::size_t unconfirmed() HUBBUB_EXCLUDES(mutex_);
  // Of these, those that are forgotten when we get in at `target` (ConnectionChanged::target): all,
  // or none if that is where we are.
  [[nodiscard]] std::size_t lost_at(std::string_view target) HUBBUB_EXCLUDES(mutex_);

  // The private conversation with whoever has `key`, last known as `nick`; without a key, with
  // whoever is called that here. Made when there is none.
  RoomId open_conversation(std::string_view nick, const wire::KeyId& key = {})
      HUBBUB_EXCLUDES(mutex_);
  // Forgets a private conversation and its log; does nothing to a room (leave that).
  void close_conversation(RoomId room) HUBBUB_EXCLUDES(mutex_);

  // A line of the program's own in a room, or in the one looked at if kNone: an answer to
  // "/help", a command that cannot be carried out. Every line of `text` is kept.
  void tell(RoomId room, wire::Severity severity, std::string_view text) HUBBUB_EXCLUDES(mutex_);

  // Asks for older lines than those there are (RoomView::past kMore or kUnavailable); nothing when
  // there is nothing to ask for, or it is asked already.
  std::optional<wire::Command> fetch_earlier(RoomId room) HUBBUB_EXCLUDES(mutex_);

  // Begins another search through the host's history in place of the present one (View::answers).
  // `room` by name; empty: everywhere. Nothing when it cannot be asked; the view then says why.
  std::optional<wire::Command> search(std::string text, std::string room) HUBBUB_EXCLUDES(mutex_);
  // The next older hits; nothing when there are none, an answer is to come or we are offline.
  std::optional<wire::Command> search_more() HUBBUB_EXCLUDES(mutex_);
  void end_search() HUBBUB_EXCLUDES(mutex_);

  // Looks for the parties on the local networks (View::around), or no longer. The command says so
  // to the net worker.
  wire::Command watch_parties(bool watch) HUBBUB_EXCLUDES(mutex_);

  // The person has decided about ConnectionView::other_host_key.
  void forget_other_host_key() HUBBUB_EXCLUDES(mutex_);

  // From now on nothing that these people say is taken in; the first kMaxIgnored count. What was
  // shown before stays.
  void set_ignored(std::vector<Ignored> people) HUBBUB_EXCLUDES(mutex_);

  // Whether captured frames are kept; turning it off forgets them. Post wire::WatchCapture too.
  void watch_frames(bool watch) HUBBUB_EXCLUDES(mutex_);
  void clear_frames() HUBBUB_EXCLUDES(mutex_);

 private:
  // Marks the change and says whether the caller has to wake the window.
  bool changed() HUBBUB_REQUIRES(mutex_);
  void wake_if(bool needed) const;

  Mutex mutex_;
  const std::unique_ptr<State> state_ HUBBUB_PT_GUARDED_BY(mutex_);
  bool wake_pending_ HUBBUB_GUARDED_BY(mutex_) = false;
  const std::function<void()> wake_;
};

}  // namespace hubbub::ui::model

#include "ui/model/model.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "ui/model/state.h"

namespace hubbub::ui::model {
namespace {

// A long batch lets the window in between, so that no frame waits for all of it.
constexpr std::size_t kEventsPerLock = 256;

}  // namespace

Model::Model(std::function<void()> wake)
    : state_(std::make_unique<State>()), wake_(std::move(wake)) {}

Model::~Model() = default;

bool Model::changed() {
  return !std::exchange(wake_pending_, true);
}

void Model::wake_if(bool needed) const {
  if (needed && wake_) {
    wake_();
  }
}

void Model::apply(wire::EventBatch batch) {
  for (std::size_t at = 0; at < batch.size();) {
    const std::size_t end = std::min(at + kEventsPerLock, batch.size());
    bool wake = false;
    {
      const MutexLock lock(mutex_);
      bool visible = false;
      for (; at < end; ++at) {
        visible = state_->apply(std::move(batch[at])) || visible;
      }
      wake = visible && changed();
    }
    wake_if(wake);
    if (at < batch.size()) {
      std::this_thread::yield();
    }
  }
}

bool Model::pull(View& view) {
  const MutexLock lock(mutex_);
  wake_pending_ = false;
  return state_->pull(view);
}

bool Model::pull_frames(FrameView& view) {
  const MutexLock lock(mutex_);
  return state_->pull_frames(view);
}

void Model::look_at(RoomId room) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->look_at(room) && changed();
  }
  wake_if(wake);
}

void Model::mark_read(RoomId room) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->mark_read(room) && changed();
  }
  wake_if(wake);
}

void Model::note_draft(RoomId room, bool any) {
  const MutexLock lock(mutex_);
  state_->note_draft(room, any);
}

std::optional<wire::Command> Model::compose(RoomId room, std::string text) {
  std::optional<wire::Command> command;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    command = state_->compose(room, std::move(text));
    wake = command && changed();
  }
  wake_if(wake);
  return command;
}

std::optional<wire::Command> Model::retry(const wire::MessageId& id) {
  std::optional<wire::Command> command;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    command = state_->retry(id);
    wake = command && changed();
  }
  wake_if(wake);
  return command;
}

void Model::discard(const wire::MessageId& id) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->discard(id) && changed();
  }
  wake_if(wake);
}

std::size_t Model::lost_at(std::string_view target) {
  const MutexLock lock(mutex_);
  return state_->lost_at(target);
}

std::size_t Model::unconfirmed() {
  const MutexLock lock(mutex_);
  return state_->unconfirmed();
}

RoomId Model::open_conversation(std::string_view nick, const wire::KeyId& key) {
  RoomId room = RoomId::kNone;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    room = state_->open_conversation(nick, key);
    wake = changed();
  }
  wake_if(wake);
  return room;
}

void Model::close_conversation(RoomId room) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->close_conversation(room) && changed();
  }
  wake_if(wake);
}

void Model::tell(RoomId room, wire::Severity severity, std::string_view text) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->tell(room, severity, text) && changed();
  }
  wake_if(wake);
}

std::optional<wire::Command> Model::fetch_earlier(RoomId room) {
  std::optional<wire::Command> command;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    command = state_->fetch_earlier(room);
    wake = command && changed();
  }
  wake_if(wake);
  return command;
}

std::optional<wire::Command> Model::search(std::string text, std::string room) {
  std::optional<wire::Command> command;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    command = state_->search(std::move(text), std::move(room));
    wake = changed();
  }
  wake_if(wake);
  return command;
}

std::optional<wire::Command> Model::search_more() {
  std::optional<wire::Command> command;
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    command = state_->search_more();
    wake = command && changed();
  }
  wake_if(wake);
  return command;
}

void Model::end_search() {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->end_search() && changed();
  }
  wake_if(wake);
}

wire::Command Model::watch_parties(bool watch) {
  bool wake = false;
  std::optional<wire::Command> command;
  {
    const MutexLock lock(mutex_);
    command = state_->watch_parties(watch);
    wake = changed();
  }
  wake_if(wake);
  return *std::move(command);
}

void Model::forget_other_host_key() {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->forget_other_host_key() && changed();
  }
  wake_if(wake);
}

void Model::set_ignored(std::vector<Ignored> people) {
  const MutexLock lock(mutex_);
  state_->set_ignored(std::move(people));
}

void Model::watch_frames(bool watch) {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->watch_frames(watch) && changed();
  }
  wake_if(wake);
}

void Model::clear_frames() {
  bool wake = false;
  {
    const MutexLock lock(mutex_);
    wake = state_->clear_frames() && changed();
  }
  wake_if(wake);
}

}  // namespace hubbub::ui::model

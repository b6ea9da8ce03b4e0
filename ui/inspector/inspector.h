// The packet inspector: every frame of this process, as a list, as a tree of fields, as bytes.
//
// Main thread. It owns what is selected, filtered and paused; the frames belong to the model and
// are shared, not copied. Asks for ClearCapture and CopyText; opening and closing is the caller's.
#pragma once

#include <cstdint>
#include <memory>

#include "ui/actions.h"
#include "ui/model/frames.h"
#include "ui/settings.h"

namespace hubbub::ui::inspector {

class Inspector {
 public:
  Inspector();
  ~Inspector();
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;

  // Fills the rest of the current window. `settings` keeps how tree and bytes share the width.
  void draw(const model::FrameView& frames, Settings& settings, Actions& out);

  // Whether it had the keyboard when it was drawn last, and no field in it.
  [[nodiscard]] bool has_keyboard() const;

  // Brings the frame with this CapturedFrame::number to the front as soon as it is there.
  void select(std::uint64_t number);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hubbub::ui::inspector

// Chords that go down and up between two frames.
#pragma once

namespace hubbub::ui::shell {

// ImGui::NewFrame(), but a modifier that changes after another key went down waits for the next
// frame, and so does what came after it.
//
// Dear ImGui takes all queued events of different keys in one frame (ImGuiIO::
// ConfigInputTrickleEventQueue): of a quick Ctrl+F whose Ctrl comes up first, F is pressed in a
// frame that knows of no Ctrl any more. Main thread.
void new_frame_with_whole_chords();

}  // namespace hubbub::ui::shell

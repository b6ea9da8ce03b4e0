// What this process may use of the system. POSIX; another system adds another .cpp file.
#pragma once

namespace hubbub::net {

// Lets the process open as many files and sockets as the system allows it at all. A refusal is no
// error: accepting then stops earlier, and says so.
void raise_open_file_limit();

// A descriptor that is held for the moment when the process has no other, to turn somebody away
// with a word. One thread.
class SpareDescriptor {
 public:
  SpareDescriptor() { hold(); }
  ~SpareDescriptor() { release(); }
  SpareDescriptor(const SpareDescriptor&) = delete;
  SpareDescriptor& operator=(const SpareDescriptor&) = delete;

  // Until hold() the next thing that is opened may have it.
  void release();
  // Takes it back, if there is one to be had.
  void hold();

 private:
  int descriptor_ = -1;
};

}  // namespace hubbub::net

#include "ui/shell/x11_display.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include <dlfcn.h>
#include <poll.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
// Last: it defines macros such as None and Bool.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include "ui/model/clean_text.h"
#include "ui/model/utf8.h"

namespace hubbub::ui::shell::x11 {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kFailed = 1;

std::function<void()> display_lost;
::Window own_clipboard = None;

int pass_over(Display* /*display*/, XErrorEvent* /*error*/) {
  return 0;
}

// Xlib would write a line of its own; what happens is told by whoever is called below.
int say_nothing(Display* /*display*/) {
  return 0;
}

// If this returned, GLFW would go on waiting for events that never come.
void lost(Display* /*display*/, void* /*data*/) {
  if (display_lost) {
    display_lost();
  }
  std::_Exit(kFailed);
}

void nothing(Display* /*display*/, void* /*data*/) {}

// GLFW's connection; null where GLFW does not run on X11. Looked up by name: GLFW built for Wayland
// has no such function.
Display* display() {
  using Get = Display* (*)();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dlsym has no other type
  static const auto get = reinterpret_cast<Get>(dlsym(RTLD_DEFAULT, "glfwGetX11Display"));
  return get != nullptr ? get() : nullptr;
}

Atom atom(Display* connection, const char* name) {
  return XInternAtom(connection, name, False);
}

// Until something comes on the connection, at most until `deadline`. False: it is over, or broken.
bool wait_for_input(Display* connection, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  if (left <= 0) {
    return false;
  }
  pollfd socket{ConnectionNumber(connection), POLLIN, 0};
  poll(&socket, 1, static_cast<int>(left));
  return (socket.revents & (POLLHUP | POLLERR)) == 0;
}

// A connection of its own, so that waiting for an answer takes no events from GLFW.
class ClipboardReader {
 public:
  ClipboardReader(std::size_t limit, Clock::time_point deadline)
      : limit_(limit), deadline_(deadline), connection_(XOpenDisplay(nullptr)) {
    if (connection_ == nullptr) {
      return;
    }
    XSetIOErrorExitHandler(connection_, nothing, nullptr);
    property_ = atom(connection_, "HUBBUB_CLIPBOARD");
    window_ = XCreateSimpleWindow(connection_, DefaultRootWindow(connection_), 0, 0, 1, 1, 0, 0, 0);
    XSelectInput(connection_, window_, PropertyChangeMask);
  }
  ~ClipboardReader() {
    if (connection_ != nullptr) {
      XCloseDisplay(connection_);
    }
  }
  ClipboardReader(const ClipboardReader&) = delete;
  ClipboardReader& operator=(const ClipboardReader&) = delete;

  std::string read() {
    if (connection_ == nullptr) {
      return {};
    }
    if (convert(atom(connection_, "UTF8_STRING"))) {
      return std::string(model::cut_utf8(text_, limit_));
    }
    if (convert(XA_STRING)) {  // ISO 8859-1 (ICCCM, section 2.6.2)
      std::string text;
      for (const char byte : text_) {
        model::append_utf8(text, static_cast<unsigned char>(byte));
      }
      return std::string(model::cut_utf8(text, limit_));
    }
    return {};
  }

 private:
  bool convert(Atom target) {
    text_.clear();
    XConvertSelection(connection_, atom(connection_, "CLIPBOARD"), target, property_, window_,
                      CurrentTime);
    XEvent event;
    if (!wait_for(SelectionNotify, event) || event.xselection.property == None) {
      return false;
    }
    Piece piece = take();
    if (piece.type == atom(connection_, "INCR")) {
      text_.clear();
      return take_pieces();
    }
    return piece.type == target;
  }

  // ICCCM, section 2.7.2: each piece is a new value of the property; an empty one ends it. What is
  // beyond the limit is taken too, so that the owner comes to its end, but not kept.
  bool take_pieces() {
    XEvent event;
    while (wait_for(PropertyNotify, event)) {
      if (event.xproperty.state != PropertyNewValue || event.xproperty.atom != property_) {
        continue;
      }
      if (take().bytes == 0) {
        return true;
      }
    }
    return !text_.empty();
  }

  struct Piece {
    Atom type = None;
    std::size_t bytes = 0;
  };
  Piece take() {
    constexpr std::size_t kUnit = 4;  // the protocol counts in these
    int format = 0;
    unsigned long count = 0;
    unsigned long left = 0;
    unsigned char* data = nullptr;
    Piece piece;
    XGetWindowProperty(connection_, window_, property_, 0, static_cast<long>(limit_ / kUnit + 1),
                       False, AnyPropertyType, &piece.type, &format, &count, &left, &data);
    XDeleteProperty(connection_, window_, property_);
    if (data != nullptr && format == 8) {
      piece.bytes = count;
      // One more than fits tells cut_utf8() where the last code point ends.
      const std::size_t room = limit_ + kUnit - std::min(text_.size(), limit_ + kUnit);
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): Xlib counts in unsigned char
      text_.append(reinterpret_cast<const char*>(data), std::min<std::size_t>(count, room));
    }
    if (data != nullptr) {
      XFree(data);
    }
    return piece;
  }

  bool wait_for(int type, XEvent& event) {
    while (XCheckTypedWindowEvent(connection_, window_, type, &event) == False) {
      if (!wait_for_input(connection_, deadline_)) {
        return false;
      }
    }
    return true;
  }

  const std::size_t limit_;
  const Clock::time_point deadline_;
  Display* const connection_;
  ::Window window_ = None;
  Atom property_ = None;
  std::string text_;
};

}  // namespace

void pass_over_errors() {
  if (display() != nullptr) {
    XSetErrorHandler(pass_over);
  }
}

void when_display_is_lost(std::function<void()> called) {
  display_lost = std::move(called);
  if (Display* const connection = display()) {
    XSetIOErrorHandler(say_nothing);
    XSetIOErrorExitHandler(connection, lost, nullptr);
  }
}

void note_own_clipboard() {
  if (Display* const connection = display()) {
    own_clipboard = XGetSelectionOwner(connection, atom(connection, "CLIPBOARD"));
  }
}

bool owns_clipboard() {
  Display* const connection = display();
  return connection != nullptr && own_clipboard != None &&
         XGetSelectionOwner(connection, atom(connection, "CLIPBOARD")) == own_clipboard;
}

std::optional<ClipboardText> read_clipboard(std::size_t limit, std::chrono::milliseconds patience) {
  if (display() == nullptr) {
    return std::nullopt;
  }
  const Clock::time_point deadline = Clock::now() + patience;
  std::string text = ClipboardReader(limit, deadline).read();
  return ClipboardText{std::move(text), Clock::now() < deadline};
}

// https://www.freedesktop.org/wiki/ClipboardManager: SAVE_TARGETS asks it to take all there is.
void hand_over_clipboard(std::chrono::milliseconds patience) {
  if (!owns_clipboard()) {
    return;
  }
  Display* const connection = display();
  const Atom manager = atom(connection, "CLIPBOARD_MANAGER");
  if (XGetSelectionOwner(connection, manager) != None) {
    XConvertSelection(connection, manager, atom(connection, "SAVE_TARGETS"), None, own_clipboard,
                      CurrentTime);
    const Clock::time_point deadline = Clock::now() + patience;
    XEvent event;
    // The answer is looked for first whenever something has come: GLFW, which answers what the
    // manager asks, drops it.
    while (XCheckTypedWindowEvent(connection, own_clipboard, SelectionNotify, &event) == False) {
      glfwPollEvents();
      if (!wait_for_input(connection, deadline)) {
        break;
      }
    }
  }
  if (owns_clipboard()) {
    XSetSelectionOwner(connection, atom(connection, "CLIPBOARD"), None, CurrentTime);
  }
  own_clipboard = None;
}

}  // namespace hubbub::ui::shell::x11

#include "ui/shell/window.h"

// glad declares OpenGL, so GLFW must not.
#define GLFW_INCLUDE_NONE
#include <algorithm>
#include <cmath>
#include <utility>

#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include "ui/model/limits.h"
#include "ui/shell/chords.h"
#include "ui/shell/icon.h"
#include "ui/shell/wake.h"
#include "ui/shell/x11_display.h"
#include "ui/theme/theme.h"

namespace hubbub::ui::shell {
namespace {

constexpr int kMinWidth = 360;
constexpr int kMinHeight = 320;
constexpr double kUsualRefreshRate = 60.0;

std::string last_error;
bool paste_failed = false;

void remember_error(int /*code*/, const char* description) {
  last_error = description;
}

// GLFW's own words stay in brackets: they say what was tried.
std::string no_display() {
  return "There is no display to open a window on (" + last_error + ").";
}

std::string no_opengl() {
  return "This display offers no OpenGL 3.3 (" + last_error +
         "). Update the graphics driver, or install Mesa's software renderer "
         "(on Debian: apt install libgl1-mesa-dri).";
}

float primary_scale() {
  float x = 1.0F;
  float y = 1.0F;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    glfwGetMonitorContentScale(monitor, &x, &y);
  }
  return x > 0.0F ? x : 1.0F;
}

const char* clipboard_text(ImGuiContext* /*context*/) {
  static std::string text;
  if (!x11::owns_clipboard()) {
    if (auto read = x11::read_clipboard(model::kMaxDraftBytes, model::kClipboardPatience)) {
      paste_failed = paste_failed || !read->in_time;
      text = std::move(read->text);
      return text.c_str();
    }
  }
  return glfwGetClipboardString(nullptr);
}

void set_clipboard_text(ImGuiContext* /*context*/, const char* text) {
  glfwSetClipboardString(nullptr, text);
  x11::note_own_clipboard();
}

// GLFW's own waits for whoever has the clipboard without end, and takes any amount.
void use_patient_clipboard() {
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_GetClipboardTextFn = clipboard_text;
  platform.Platform_SetClipboardTextFn = set_clipboard_text;
}

}  // namespace

struct Window::Impl {
  GLFWwindow* handle = nullptr;
  bool imgui = false;
  bool back_ends = false;
  bool activity = true;
  std::string title;
  WindowGeometry restored;  // as it is when not maximised
  float opened_scale = 1.0F;

  static Impl& of(GLFWwindow* window) {
    return *static_cast<Impl*>(glfwGetWindowUserPointer(window));
  }
};

Window::Window() : impl_(std::make_unique<Impl>()) {}

std::unique_ptr<Window> Window::open(const WindowOptions& options, std::string& error) {
  glfwSetErrorCallback(remember_error);
  std::unique_ptr<Window> window(new Window);
  if (glfwInit() == GLFW_FALSE) {
    error = no_display();
    return nullptr;
  }
  x11::pass_over_errors();
  x11::when_display_is_lost([lost = options.display_lost] {
    refuse_wakes();
    if (lost) {
      lost();
    }
  });
  Impl& impl = *window->impl_;
  impl.title = options.title;
  impl.restored = options.geometry;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // shown when it has its place and its first picture
  glfwWindowHint(GLFW_MAXIMIZED, options.geometry.maximized ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "hubbub");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "hubbub");
  impl.opened_scale = options.scale > 0.0F ? options.scale : primary_scale();
  const auto pixels = [&](int dip) {
    return static_cast<int>(std::lround(static_cast<float>(dip) * impl.opened_scale));
  };
  impl.handle = glfwCreateWindow(pixels(std::max(options.geometry.width, kMinWidth)),
                                 pixels(std::max(options.geometry.height, kMinHeight)),
                                 options.title.c_str(), nullptr, nullptr);
  if (impl.handle == nullptr) {
    error = no_opengl();
    return nullptr;
  }
  glfwSetWindowSizeLimits(impl.handle, pixels(kMinWidth), pixels(kMinHeight), GLFW_DONT_CARE,
                          GLFW_DONT_CARE);
  if (options.geometry.placed) {
    glfwSetWindowPos(impl.handle, options.geometry.x, options.geometry.y);
  }
  glfwMakeContextCurrent(impl.handle);
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    last_error = "its functions could not be loaded";
    error = no_opengl();
    return nullptr;
  }
  glfwSwapInterval(1);
  set_icon(impl.handle);

  glfwSetWindowUserPointer(impl.handle, &impl);
  const auto touch = [](GLFWwindow* w) { Impl::of(w).activity = true; };
  glfwSetWindowRefreshCallback(impl.handle, touch);
  glfwSetWindowCloseCallback(impl.handle, touch);
  glfwSetFramebufferSizeCallback(impl.handle,
                                 [](GLFWwindow* w, int, int) { Impl::of(w).activity = true; });
  glfwSetWindowContentScaleCallback(
      impl.handle, [](GLFWwindow* w, float, float) { Impl::of(w).activity = true; });
  glfwSetWindowIconifyCallback(impl.handle,
                               [](GLFWwindow* w, int) { Impl::of(w).activity = true; });

  ImGui::CreateContext();
  impl.imgui = true;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // what is worth keeping is in Settings
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;  // a blinking caret would redraw an idle window
  io.ConfigErrorRecoveryEnableTooltip = false;
  // After our own callbacks: the back end chains to them.
  impl.back_ends = ImGui_ImplGlfw_InitForOpenGL(impl.handle, true);
  if (!impl.back_ends || !ImGui_ImplOpenGL3_Init("#version 330 core")) {
    last_error = "Dear ImGui's renderer did not start";
    error = no_opengl();
    return nullptr;
  }
  x11::pass_over_errors();
  use_patient_clipboard();
  accept_wakes();
  return window;
}

Window::~Window() {
  refuse_wakes();
  if (impl_->back_ends) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }
  if (impl_->imgui) {
    ImGui::DestroyContext();
  }
  x11::hand_over_clipboard(model::kClipboardPatience);
  if (impl_->handle != nullptr) {
    glfwDestroyWindow(impl_->handle);
  }
  glfwTerminate();
}

bool Window::take_close_request() {
  const bool requested = glfwWindowShouldClose(impl_->handle) != 0;
  glfwSetWindowShouldClose(impl_->handle, GLFW_FALSE);
  return requested;
}
bool Window::take_failed_paste() {
  return std::exchange(paste_failed, false);
}
void Window::restore() {
  if (glfwGetWindowAttrib(impl_->handle, GLFW_ICONIFIED) != 0) {
    glfwRestoreWindow(impl_->handle);
  }
}

void Window::wait() {
  glfwWaitEvents();
}
void Window::wait(double seconds) {
  glfwWaitEventsTimeout(seconds);
}
void Window::poll() {
  glfwPollEvents();
}

bool Window::take_activity() {
  // What the back end queued: keys, text, pointer, focus.
  const bool input = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
  return std::exchange(impl_->activity, false) || input;
}

bool Window::is_held() {
  const ImGuiIO& io = ImGui::GetIO();
  const auto down = [](bool pressed) { return pressed; };
  if (std::any_of(std::begin(io.MouseDown), std::end(io.MouseDown), down)) {
    return true;
  }
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_NamedKey_END; ++key) {
    const auto k = static_cast<ImGuiKey>(key);
    const bool modifier = (k >= ImGuiKey_LeftCtrl && k <= ImGuiKey_RightSuper) ||
                          (k >= ImGuiKey_ReservedForModCtrl && k <= ImGuiKey_ReservedForModSuper);
    if (!modifier && ImGui::IsKeyDown(k)) {
      return true;
    }
  }
  return false;
}

bool Window::hidden() const {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(impl_->handle, &width, &height);
  return glfwGetWindowAttrib(impl_->handle, GLFW_ICONIFIED) != 0 || width <= 0 || height <= 0;
}

bool Window::focused() const {
  return glfwGetWindowAttrib(impl_->handle, GLFW_FOCUSED) != 0;
}

void Window::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  new_frame_with_whole_chords();
}

void Window::end_frame() {
  ImGui::Render();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(impl_->handle, &width, &height);
  const ImVec4 background = theme::color4(theme::Role::kWindow);
  glViewport(0, 0, width, height);
  glClearColor(background.x, background.y, background.z, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(impl_->handle);
  if (glfwGetWindowAttrib(impl_->handle, GLFW_VISIBLE) == 0) {
    glfwShowWindow(impl_->handle);
  }
}

void Window::set_title(const std::string& title) {
  if (title != impl_->title) {
    impl_->title = title;
    glfwSetWindowTitle(impl_->handle, title.c_str());
  }
}

void Window::request_attention() {
  if (!focused()) {
    glfwRequestWindowAttention(impl_->handle);
  }
}

WindowGeometry Window::geometry() const {
  WindowGeometry now = impl_->restored;
  now.maximized = glfwGetWindowAttrib(impl_->handle, GLFW_MAXIMIZED) != 0;
  if (!now.maximized && !hidden()) {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(impl_->handle, &width, &height);
    const auto dip = [&](int pixels) {
      return static_cast<int>(std::lround(static_cast<float>(pixels) / impl_->opened_scale));
    };
    now.width = dip(width);
    now.height = dip(height);
    glfwGetWindowPos(impl_->handle, &now.x, &now.y);
    now.placed = true;
  }
  impl_->restored = now;
  return now;
}

float Window::display_scale() const {
  float content_x = 1.0F;
  float content_y = 1.0F;
  glfwGetWindowContentScale(impl_->handle, &content_x, &content_y);
  int window_width = 0;
  int pixel_width = 0;
  int height = 0;
  glfwGetWindowSize(impl_->handle, &window_width, &height);
  glfwGetFramebufferSize(impl_->handle, &pixel_width, &height);
  if (window_width <= 0 || pixel_width <= 0 || content_x <= 0.0F) {
    return 1.0F;
  }
  // Where a window's units are scaled already (macOS, Wayland), ImGui's frame buffer scale has it.
  return content_x * static_cast<float>(window_width) / static_cast<float>(pixel_width);
}

double Window::refresh_rate() const {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  return mode != nullptr && mode->refreshRate > 0 ? mode->refreshRate : kUsualRefreshRate;
}

}  // namespace hubbub::ui::shell

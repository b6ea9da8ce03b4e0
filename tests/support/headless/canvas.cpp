#include "tests/support/headless/canvas.h"

namespace hubbub::tests {
namespace {

// Plays the renderer that uploads textures.
void accept_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK &&
               texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

}  // namespace

Canvas::Canvas(ImVec2 size, hubbub::ui::ThemeChoice theme, float scale)
    : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size;
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;
  theme_.emplace(theme, scale);
  io.AddFocusEvent(true);
  io.AddMousePosEvent(-1, -1);
}

Canvas::~Canvas() {
  theme_.reset();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(context_);
}

void Canvas::frame(const std::function<void()>& draw, float seconds) {
  ImGui::GetIO().DeltaTime = seconds;
  ImGui::NewFrame();
  if (draw) {
    draw();
  }
  ImGui::Render();
  accept_textures();
}

}  // namespace hubbub::tests

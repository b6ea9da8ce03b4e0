# Dear ImGui >= 1.92 with FreeType and the GLFW and OpenGL 3 back ends, from source: its settings below
# change the layout of its structures, so a library that was built without them cannot be used.
set(IMGUI_SOURCE_DIR "${PROJECT_SOURCE_DIR}/.cache/imgui" CACHE PATH
    "Folder that holds the source of Dear ImGui >= 1.92")
if(NOT EXISTS "${IMGUI_SOURCE_DIR}/imgui.h")
  message(FATAL_ERROR "Dear ImGui's source is missing; run third_party/fetch, which fetches what "
    "third_party/sources.toml pins, or name a folder that has it with -DIMGUI_SOURCE_DIR=...")
endif()
file(STRINGS "${IMGUI_SOURCE_DIR}/imgui.h" imgui_version REGEX "define IMGUI_VERSION_NUM")
string(REGEX MATCH "[0-9]+" imgui_version "${imgui_version}")
if(imgui_version LESS 19200)
  message(FATAL_ERROR "${IMGUI_SOURCE_DIR} holds Dear ImGui ${imgui_version}; Hubbub needs 1.92 "
    "(19200) or newer, which rasterises glyphs on demand")
endif()

function(third_party_imgui name)
  set(dir "${IMGUI_SOURCE_DIR}")
  add_library(${name} STATIC
    ${dir}/imgui.cpp ${dir}/imgui_demo.cpp ${dir}/imgui_draw.cpp ${dir}/imgui_tables.cpp
    ${dir}/imgui_widgets.cpp ${dir}/backends/imgui_impl_glfw.cpp
    ${dir}/backends/imgui_impl_opengl3.cpp ${dir}/misc/cpp/imgui_stdlib.cpp
    ${dir}/misc/freetype/imgui_freetype.cpp)
  target_include_directories(${name} SYSTEM PUBLIC
    ${dir} ${dir}/backends ${dir}/misc/cpp ${dir}/misc/freetype)
  target_compile_definitions(${name} PUBLIC
    IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    IMGUI_DISABLE_DEMO_WINDOWS ${ARGN})
  target_link_libraries(${name} PUBLIC third_party_freetype third_party_glfw ${CMAKE_DL_LIBS})
endfunction()

# Two builds: the product's, and one that reports each widget's label and rectangle to four hook
# functions, which whoever links it defines (tests/support). The hooks change no public structure, so
# hubbub_ui is compiled once and a program chooses: hubbub_test(... UI_HOOKS) links the second.
third_party_imgui(third_party_imgui_product)
third_party_imgui(third_party_imgui_test IMGUI_ENABLE_TEST_ENGINE)
add_library(third_party_imgui INTERFACE)
target_link_libraries(third_party_imgui INTERFACE
  $<IF:$<BOOL:$<TARGET_PROPERTY:HUBBUB_UI_HOOKS>>,third_party_imgui_test,third_party_imgui_product>)
add_library(third_party::imgui ALIAS third_party_imgui)

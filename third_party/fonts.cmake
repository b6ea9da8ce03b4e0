# The fonts that the executable carries, taken from Debian's font packages and assembled in as bytes.
set(HUBBUB_FONT_ROOT "/usr/share/fonts" CACHE PATH "Where the font packages put their files")
set(fonts
  "inter_regular|${HUBBUB_FONT_ROOT}/opentype/inter/Inter-Regular.otf|fonts-inter"
  "inter_semibold|${HUBBUB_FONT_ROOT}/opentype/inter/Inter-SemiBold.otf|fonts-inter"
  "jetbrains_mono|${HUBBUB_FONT_ROOT}/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf|fonts-jetbrains-mono"
  "fork_awesome|${HUBBUB_FONT_ROOT}/truetype/fork-awesome/forkawesome-webfont.ttf|fonts-fork-awesome")

set(assembly "    .section .rodata\n")
set(font_files "")
foreach(font IN LISTS fonts)
  string(REPLACE "|" ";" font "${font}")
  list(GET font 0 symbol)
  list(GET font 1 file)
  list(GET font 2 package)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "the font ${file} is missing; run third_party/setup run or install "
      "Debian's package ${package}")
  endif()
  list(APPEND font_files "${file}")
  string(APPEND assembly
    "    .balign 16\n"
    "    .global hubbub_font_${symbol}_begin\n"
    "    .global hubbub_font_${symbol}_end\n"
    "hubbub_font_${symbol}_begin:\n"
    "    .incbin \"${file}\"\n"
    "hubbub_font_${symbol}_end:\n")
endforeach()
string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/fonts.S" CONTENT "${assembly}" @ONLY)

add_library(third_party_fonts STATIC fonts.cpp "${CMAKE_CURRENT_BINARY_DIR}/fonts.S")
set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/fonts.S" PROPERTIES
  OBJECT_DEPENDS "${font_files}")
target_link_libraries(third_party_fonts PRIVATE hubbub_warnings)
_hubbub_include_root(third_party_fonts PUBLIC third_party)
add_library(third_party::fonts ALIAS third_party_fonts)

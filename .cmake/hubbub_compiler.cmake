# What every target is compiled with: the standard, warnings, sanitizers, ccache.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(Threads REQUIRED)

option(HUBBUB_WERROR "Warnings in our own code are errors" OFF)
option(HUBBUB_UNITY "Compile a target's sources in a few large pieces: for builds from nothing" OFF)
option(HUBBUB_PRECOMPILE "Precompile the headers of others: for builds after a change" OFF)
option(HUBBUB_QUICK "Tests that soon answer: one a program, without those that take long" OFF)
option(HUBBUB_LINT "Add the lints of tests/lint to the tests" OFF)
option(HUBBUB_FUZZ "Build the libFuzzer targets, too (clang)" OFF)
set(HUBBUB_SANITIZE "" CACHE STRING "address,undefined or thread; for everything, third_party too")

define_property(TARGET PROPERTY HUBBUB_UI_HOOKS
  BRIEF_DOCS "Link the Dear ImGui that calls the test hooks (third_party::imgui chooses by it)")

# Tests are many programs, and most of a link is reading the same libraries.
find_program(LLD ld.lld)
if(LLD)
  # Several link at the same time: each with one thread.
  add_link_options(-fuse-ld=lld -Wl,--threads=1)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths under the clone are hashed relative to it, so that a second clone hits the same cache.
  set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1)
  if(HUBBUB_PRECOMPILE)
    # What ccache's manual asks for with precompiled headers; nothing here uses __TIME__.
    list(APPEND launcher CCACHE_SLOPPINESS=pch_defines,time_macros)
  endif()
  list(APPEND launcher "${CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

if(HUBBUB_SANITIZE)
  add_compile_options(-fsanitize=${HUBBUB_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${HUBBUB_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND HUBBUB_SANITIZE MATCHES "undefined")
    # clang 14 cannot assemble a coroutine that carries this check's prologue ("Cannot represent a
    # difference across sections"); it is about calls through wrongly typed function pointers.
    add_compile_options(-fno-sanitize=function)
  endif()
endif()
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  # Bounds and precondition checks inside the standard library; keeps its binary interface.
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()

# The sanitizers' settings, compiled in so that they hold however a program is started.
if(HUBBUB_SANITIZE)
  add_library(hubbub_sanitizer_options OBJECT
              "${CMAKE_CURRENT_LIST_DIR}/sanitizer_options.cpp")
else()
  add_library(hubbub_sanitizer_options INTERFACE)
endif()

# Linked privately by our own targets; others' headers are SYSTEM and stay silent.
add_library(hubbub_warnings INTERFACE)
target_link_libraries(hubbub_warnings INTERFACE Threads::Threads)
target_compile_options(hubbub_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wcast-qual -Wformat=2 -Wundef
  -Wimplicit-fallthrough -Wextra-semi -Wmissing-declarations -Wdouble-promotion)
if(HUBBUB_WERROR)
  target_compile_options(hubbub_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(hubbub_warnings INTERFACE
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    # g++ 12 reports std::string's own operator+ (GCC bug 105651).
    -Wno-restrict)
else()
  # The model's and the engine's locks are annotated; a member touched without its lock is an error
  # in every clang build, also where other warnings are not.
  target_compile_options(hubbub_warnings INTERFACE -Wthread-safety -Werror=thread-safety)
endif()

# What a build that is changed all day long precompiles, once for all layers and once for all tests.
if(HUBBUB_PRECOMPILE)
  set(empty "${PROJECT_BINARY_DIR}/empty.cpp")
  file(CONFIGURE OUTPUT "${empty}" CONTENT "// Only its precompiled header counts.\n")
  set(standard <algorithm> <array> <chrono> <cstdint> <deque> <filesystem> <functional> <map>
      <memory> <optional> <random> <set> <span> <string> <string_view> <system_error>
      <unordered_map> <utility> <variant> <vector>)
  foreach(name layers tests)
    add_library(hubbub_precompiled_${name} OBJECT "${empty}")
    target_link_libraries(hubbub_precompiled_${name} PRIVATE Threads::Threads)
    # A time of day in it would make it another one each time that it is built.
    target_compile_options(hubbub_precompiled_${name} PRIVATE
      $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
  endforeach()
  target_compile_options(hubbub_precompiled_tests PRIVATE -O0)  # like the tests
  target_link_libraries(hubbub_precompiled_tests PRIVATE $<TARGET_NAME_IF_EXISTS:third_party_gtest>)
  target_precompile_headers(hubbub_precompiled_layers PRIVATE ${standard})
  target_precompile_headers(hubbub_precompiled_tests PRIVATE
    ${standard} <gmock/gmock.h> <gtest/gtest.h>)
endif()

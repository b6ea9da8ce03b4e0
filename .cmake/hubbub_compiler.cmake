# What every target is compiled with: the standard, warnings, sanitizers, ccache.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(Threads REQUIRED)

option(HUBBUB_WERROR "Warnings in our own code are errors" OFF)
option(HUBBUB_LINT "Add the lints of tests/lint to the tests" OFF)
option(HUBBUB_TIDY "Add clang-tidy over our sources to the tests (clang)" OFF)
option(HUBBUB_FUZZ "Build the libFuzzer targets (clang)" OFF)
set(HUBBUB_SANITIZE "" CACHE STRING "address,undefined or thread; for everything, third_party too")

define_property(TARGET PROPERTY HUBBUB_UI_HOOKS
  BRIEF_DOCS "Link the Dear ImGui that calls the test hooks (third_party::imgui chooses by it)")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths under the clone are hashed relative to it, so that a second clone hits the same cache.
  set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
      "${CCACHE}")
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
if(HUBBUB_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
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

# The build's vocabulary. A folder's CMakeLists.txt says what it has and what it may see:
#
#   hubbub_layer(hubbub_net FOLDER net SOURCES engine.cpp ... LINKS hubbub_wire
#                PRIVATE_LINKS third_party::asio third_party::sqlite)
#   hubbub_executable(hubbub SOURCES main.cpp LINKS hubbub_app)
#   hubbub_test(codec_test SOURCES codec_test.cpp LINKS hubbub_wire [TIMEOUT s] [SERIAL] [UI_HOOKS]
#               [LONG Suite.Test ...])
#   hubbub_script_test(window.chat COMMAND ... [TIMEOUT s] [SERIAL] [LONG] [SOAK])
#   hubbub_fuzzer(decoder_fuzz SOURCES decoder_fuzz.cpp CORPUS corpus/decoder LINKS hubbub_wire
#                 [RUNS n] [MAX_LEN bytes] [DICT file])
#   hubbub_benchmark(codec_bench SOURCES codec_bench.cpp LINKS hubbub_wire)
#
# Includes are written from the root of the repository: #include "net/wire/frame.h".
include_guard(GLOBAL)
include(GoogleTest)
include(hubbub_compiler)

set(HUBBUB_LAYERS "wire;net;model;ui;app" CACHE STRING
    "Layers to build; a test that links a layer left out is left out too (tsan, fuzz)")
set(HUBBUB_TEST_PREFIX "" CACHE STRING
    "Put before each test's name, so that ./test can list several builds in one summary")

# Adds a folder unless it belongs to a layer that this build leaves out. net/wire and ui/model are
# layers of their own, so they are added before, and not by, the folders that contain them.
function(hubbub_add_folder folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "LAYER" "")
  if(arg_LAYER AND NOT arg_LAYER IN_LIST HUBBUB_LAYERS)
    set_property(GLOBAL APPEND PROPERTY HUBBUB_LEFT_OUT "hubbub_${arg_LAYER}")
    if(arg_LAYER STREQUAL "app")
      set_property(GLOBAL APPEND PROPERTY HUBBUB_LEFT_OUT hubbub)
    endif()
    return()
  endif()
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
    add_subdirectory("${PROJECT_SOURCE_DIR}/${folder}" "${PROJECT_BINARY_DIR}/${folder}")
  endif()
endfunction()

# Sets `out` to true when one of the targets belongs to a layer that this build leaves out, and
# remembers `target` as left out, so that what links it in turn is left out too.
function(_hubbub_left_out out target)
  get_property(left_out GLOBAL PROPERTY HUBBUB_LEFT_OUT)
  set(${out} FALSE PARENT_SCOPE)
  foreach(link IN LISTS ARGN)
    if(link IN_LIST left_out)
      set_property(GLOBAL APPEND PROPERTY HUBBUB_LEFT_OUT ${target})
      set(${out} TRUE PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

# What costs when compiling is headers, and what is instantiated from them in each source. A build
# from nothing compiles a dozen sources as one; one that is changed all day long precompiles headers.
function(_hubbub_compile_quickly target)
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ${HUBBUB_UNITY} UNITY_BUILD_MODE BATCH UNITY_BUILD_BATCH_SIZE 18)
  if(HUBBUB_PRECOMPILE)
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${PROJECT_SOURCE_DIR}/tests(/|$)")
      target_precompile_headers(${target} REUSE_FROM hubbub_precompiled_tests)
    else()
      target_precompile_headers(${target} REUSE_FROM hubbub_precompiled_layers)
    endif()
  endif()
endfunction()

# Gives `target` an include root that holds a link to `folder` and nothing else. A layer sees its
# own folder and, through target_link_libraries, those of the layers that it links: a header of any
# other layer is not there to be found.
function(_hubbub_include_root target scope folder)
  set(root "${PROJECT_BINARY_DIR}/include/${target}")
  cmake_path(GET folder PARENT_PATH parent)
  file(MAKE_DIRECTORY "${root}/${parent}")
  if(NOT IS_SYMLINK "${root}/${folder}")
    file(CREATE_LINK "${PROJECT_SOURCE_DIR}/${folder}" "${root}/${folder}" SYMBOLIC)
  endif()
  target_include_directories(${target} ${scope} "${root}")
endfunction()

# A static library named after its layer (or a tests' support library). LINKS are passed on to
# whoever links this one, PRIVATE_LINKS are not. Without SOURCES it is headers only. UI_HOOKS
# compiles against the Dear ImGui with test hooks.
function(hubbub_layer target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UI_HOOKS" "FOLDER" "SOURCES;LINKS;PRIVATE_LINKS")
  _hubbub_reject_unknown(hubbub_layer "${arg_UNPARSED_ARGUMENTS}")
  _hubbub_left_out(left_out ${target} ${arg_LINKS} ${arg_PRIVATE_LINKS})
  if(left_out)
    return()
  endif()
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    _hubbub_compile_quickly(${target})
    if(HUBBUB_FUZZ)  # what a fuzzer steers by
      target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    target_link_libraries(${target} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS} hubbub_warnings)
    _hubbub_include_root(${target} PUBLIC ${arg_FOLDER})
    set_target_properties(${target} PROPERTIES HUBBUB_UI_HOOKS ${arg_UI_HOOKS})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${arg_LINKS} ${arg_PRIVATE_LINKS})
    _hubbub_include_root(${target} INTERFACE ${arg_FOLDER})
  endif()
  _hubbub_check_headers(${target} ${arg_FOLDER} "${arg_LINKS};${arg_PRIVATE_LINKS}" ${arg_UI_HOOKS})
endfunction()

# The target `hubbub_headers` compiles each header of each layer alone, twice included: what a
# header needs, it includes. Not part of `all`; tests/lint runs it as a test.
function(_hubbub_check_headers target folder links ui_hooks)
  if(NOT BUILD_TESTING)
    return()
  endif()
  if(NOT TARGET hubbub_headers)
    add_custom_target(hubbub_headers)
  endif()
  file(GLOB_RECURSE headers RELATIVE "${PROJECT_SOURCE_DIR}" CONFIGURE_DEPENDS
       "${PROJECT_SOURCE_DIR}/${folder}/*.h")
  set(sources "")
  foreach(header IN LISTS headers)
    # A folder inside that is a layer of its own has its own check.
    if((folder STREQUAL "net" AND header MATCHES "^net/wire/")
       OR (folder STREQUAL "ui" AND header MATCHES "^ui/model/"))
      continue()
    endif()
    set(source "${PROJECT_BINARY_DIR}/headers/${header}.cpp")
    file(CONFIGURE OUTPUT "${source}"
         CONTENT "#include \"@header@\"\n#include \"@header@\"  // and once more\n" @ONLY)
    list(APPEND sources "${source}")
  endforeach()
  if(sources)
    add_library(${target}_headers OBJECT EXCLUDE_FROM_ALL ${sources})
    target_link_libraries(${target}_headers PRIVATE ${target} ${links} hubbub_warnings)
    set_target_properties(${target}_headers PROPERTIES HUBBUB_UI_HOOKS ${ui_hooks})
    add_dependencies(hubbub_headers ${target}_headers)
  endif()
endfunction()

function(hubbub_executable target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UI_HOOKS" "" "SOURCES;LINKS")
  _hubbub_reject_unknown(hubbub_executable "${arg_UNPARSED_ARGUMENTS}")
  _hubbub_left_out(left_out ${target} ${arg_LINKS})
  if(left_out)
    return()
  endif()
  add_executable(${target} ${arg_SOURCES})
  _hubbub_compile_quickly(${target})
  target_link_libraries(${target} PRIVATE ${arg_LINKS} hubbub_warnings hubbub_sanitizer_options)
  set_target_properties(${target} PROPERTIES HUBBUB_UI_HOOKS ${arg_UI_HOOKS})
  if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${PROJECT_SOURCE_DIR}/tests(/|$)")
    _hubbub_include_root(${target} PRIVATE tests)
  endif()
endfunction()

# A GoogleTest executable whose tests ctest lists one by one, except with HUBBUB_QUICK: there it is
# one test as a whole, without those named by LONG (patterns of --gtest_filter), which take over 100 ms.
# It sees tests/ besides what it links:
# #include "tests/support/manual_clock.h". TIMEOUT is per test and without a sanitizer.
# SERIAL: nothing else runs beside these tests. LABELS go to ctest.
function(hubbub_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL;UI_HOOKS" "TIMEOUT" "SOURCES;LINKS;LABELS;LONG")
  _hubbub_reject_unknown(hubbub_test "${arg_UNPARSED_ARGUMENTS}")
  set(hooks "")
  if(arg_UI_HOOKS)
    set(hooks UI_HOOKS)
  endif()
  hubbub_executable(${name} SOURCES ${arg_SOURCES} ${hooks}
                    LINKS ${arg_LINKS} third_party::gmock_main third_party::rapidcheck)
  if(NOT TARGET ${name})
    return()
  endif()
  if(HUBBUB_QUICK)
    list(JOIN arg_LONG ":" long)
    hubbub_script_test(${name} TIMEOUT 120 LABELS ${arg_LABELS}
                       COMMAND ${name} --gtest_brief=1 "--gtest_filter=-${long}")
    return()
  endif()
  _hubbub_timeout(timeout "${arg_TIMEOUT}")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    TEST_PREFIX "${HUBBUB_TEST_PREFIX}"
    PROPERTIES TIMEOUT ${timeout} RUN_SERIAL ${arg_SERIAL} LABELS "${arg_LABELS}")
endfunction()

# Any program as a test: green when it exits 0, skipped when it exits 77. LONG: not with HUBBUB_QUICK.
# SOAK: takes too long for every day; it has the label `soak`, and only `ctest -C Soak`
# (./test --soak) knows it at all.
function(hubbub_script_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL;LONG;SOAK" "TIMEOUT"
                        "COMMAND;LABELS;DEPENDS;ENVIRONMENT")
  _hubbub_reject_unknown(hubbub_script_test "${arg_UNPARSED_ARGUMENTS}")
  _hubbub_left_out(left_out ${name} ${arg_DEPENDS})
  if(left_out OR (HUBBUB_QUICK AND (arg_LONG OR arg_SOAK)))
    return()
  endif()
  _hubbub_timeout(timeout "${arg_TIMEOUT}")
  set(configurations "")
  if(arg_SOAK)
    set(configurations CONFIGURATIONS Soak)
    list(APPEND arg_LABELS soak)
  endif()
  add_test(NAME "${HUBBUB_TEST_PREFIX}${name}" COMMAND ${arg_COMMAND} ${configurations})
  set_tests_properties("${HUBBUB_TEST_PREFIX}${name}" PROPERTIES
    TIMEOUT ${timeout} RUN_SERIAL ${arg_SERIAL} SKIP_RETURN_CODE 77 LABELS "${arg_LABELS}"
    ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()

# A libFuzzer target, built where the compiler has it (the asan preset). Its tests replay the
# committed corpus, then explore from it for a fixed number of runs with a fixed seed; ./test --soak
# explores for ten minutes instead, and goes on from there the next time. To fuzz for real:
# build/asan/<folder>/<name> -jobs=2 NEW_CORPUS_DIR tests/<folder>/corpus/...
function(hubbub_fuzzer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS;RUNS;MAX_LEN;DICT" "SOURCES;LINKS")
  _hubbub_reject_unknown(hubbub_fuzzer "${arg_UNPARSED_ARGUMENTS}")
  if(NOT HUBBUB_FUZZ)
    return()
  endif()
  hubbub_executable(${name} SOURCES ${arg_SOURCES} LINKS ${arg_LINKS})
  if(NOT TARGET ${name})
    return()
  endif()
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  set(corpus "${CMAKE_CURRENT_SOURCE_DIR}/${arg_CORPUS}")
  if(NOT IS_DIRECTORY "${corpus}")
    message(FATAL_ERROR "hubbub_fuzzer(${name}): no corpus folder ${arg_CORPUS}")
  endif()
  if(NOT arg_RUNS)
    set(arg_RUNS 20000)
  endif()
  if(NOT arg_MAX_LEN)
    set(arg_MAX_LEN 8192)
  endif()
  # No input of these sizes is worth ten seconds, or 256 MB at once.
  set(limits -max_len=${arg_MAX_LEN} -timeout=10 -malloc_limit_mb=256)
  if(arg_DICT)
    list(APPEND limits "-dict=${CMAKE_CURRENT_SOURCE_DIR}/${arg_DICT}")
  endif()
  set(found "${CMAKE_CURRENT_BINARY_DIR}/${name}.found")
  set(soaked "${CMAKE_CURRENT_BINARY_DIR}/${name}.soaked")
  file(MAKE_DIRECTORY "${found}" "${soaked}")
  hubbub_script_test(${name}.Corpus COMMAND ${name} -runs=0 "${corpus}" LABELS fuzz)
  hubbub_script_test(${name}.Explore TIMEOUT 120 LABELS fuzz COMMAND
    ${name} -runs=${arg_RUNS} -seed=1 ${limits} -artifact_prefix=${found}/
    "${found}" "${corpus}")
  hubbub_script_test(${name}.Soak SOAK TIMEOUT 900 LABELS fuzz COMMAND
    ${name} -max_total_time=600 ${limits} -artifact_prefix=${soaked}/ "${soaked}" "${corpus}")
endfunction()

# A Google Benchmark program; as a test it only proves that each benchmark still runs.
function(hubbub_benchmark name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UI_HOOKS" "TIMEOUT;TEST_FILTER" "SOURCES;LINKS")
  _hubbub_reject_unknown(hubbub_benchmark "${arg_UNPARSED_ARGUMENTS}")
  set(hooks "")
  if(arg_UI_HOOKS)
    set(hooks UI_HOOKS)
  endif()
  hubbub_executable(${name} SOURCES ${arg_SOURCES} ${hooks}
                    LINKS ${arg_LINKS} third_party::benchmark)
  if(NOT TARGET ${name})
    return()
  endif()
  set(timeout "")
  if(arg_TIMEOUT)
    set(timeout TIMEOUT ${arg_TIMEOUT})
  endif()
  hubbub_script_test(${name}.Runs LONG ${timeout} LABELS bench
                     COMMAND ${name} --benchmark_min_time=0.001
                     "--benchmark_filter=${arg_TEST_FILTER}")
endfunction()

function(_hubbub_timeout out seconds)
  if(NOT seconds)
    set(seconds 60)
  endif()
  if(HUBBUB_SANITIZE)
    math(EXPR seconds "${seconds} * 4")
  endif()
  set(${out} ${seconds} PARENT_SCOPE)
endfunction()

function(_hubbub_reject_unknown function unknown)
  if(unknown)
    message(FATAL_ERROR "${function}: unknown arguments: ${unknown}")
  endif()
endfunction()

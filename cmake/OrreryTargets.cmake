# How targets are declared. All of them share one precompiled header.
#
#   orrery_library(NAME <folder> SOURCES <files> DEPENDS <folders> LIBRARIES <targets>
#                  TESTS <files> TEST_LIBRARIES <targets>)
#     The static library of one folder of src/, and with TESTS the GoogleTest program with its unit tests. DEPENDS
#     names exactly the folders whose headers are included; tools/lint_includes.py checks that. TEST_LIBRARIES are for the
#     tests alone.
#   orrery_executable(NAME <program> SOURCES <files> DEPENDS <folders> LIBRARIES <targets>)
#     A program, at the top of the build folder.
#   orrery_allow_exceptions(<files>)
#     Sources of this folder that must catch what a library throws, such as CLI11. They are compiled with exceptions
#     and RTTI, and without the precompiled header, which has neither.
#   orrery_benchmark(NAME <program> SOURCES <files> DEPENDS <folders>)
#     A Google Benchmark program in bench/, of all presets but those with sanitizers.
#   orrery_fuzzer(NAME <program> SOURCES <files> DEPENDS <folders>)
#     A libFuzzer program in fuzzers/, of the preset fuzz only. Its dictionary is <program>.dict and its seeds are
#     the files in <program>_seeds/, both beside its sources and both optional (tools/run_fuzzers.py).

include(GoogleTest)

add_library(orrery_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(orrery_pch PUBLIC orrery_options)
target_precompile_headers(orrery_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.h)

function(orrery_link target scope folders libraries)
  list(TRANSFORM folders PREPEND orrery_)
  target_link_libraries(${target} ${scope} orrery_options ${folders} ${libraries})
  target_precompile_headers(${target} REUSE_FROM orrery_pch)
  orrery_depend_on_profile(${target})
endfunction()

# Compiles the files of a target in groups, where ORRERY_TOGETHER is on: which go together, tools/group_sources.py says.
function(orrery_together target sources)
  if(NOT ORRERY_TOGETHER)
    return()
  endif()
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  set(paths ${sources})
  list(TRANSFORM paths PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${paths})
  execute_process(
    COMMAND ${ORRERY_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/group_sources.py 8 ${paths}
    OUTPUT_VARIABLE numbers OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" numbers "${numbers}")
  foreach(source number IN ZIP_LISTS sources numbers)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${number})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

function(orrery_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;LIBRARIES;TESTS;TEST_LIBRARIES")
  set(target orrery_${arg_NAME})
  add_library(${target} STATIC ${arg_SOURCES})
  orrery_link(${target} PUBLIC "${arg_DEPENDS}" "${arg_LIBRARIES}")
  orrery_together(${target} "${arg_SOURCES}")
  if(arg_TESTS)
    add_executable(${target}_test ${arg_TESTS})
    orrery_together(${target}_test "${arg_TESTS}")
    orrery_link(${target}_test PRIVATE ${arg_NAME} "GTest::gtest;GTest::gtest_main;${arg_TEST_LIBRARIES}")
    gtest_discover_tests(${target}_test TEST_PREFIX ${arg_NAME}. DISCOVERY_TIMEOUT 60)
  endif()
endfunction()

function(orrery_executable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;LIBRARIES")
  add_executable(${arg_NAME} ${arg_SOURCES})
  orrery_link(${arg_NAME} PRIVATE "${arg_DEPENDS}" "${arg_LIBRARIES}")
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()

function(orrery_allow_exceptions)
  # Objects made elsewhere have no RTTI, and what is inline is linked from any file: nothing may look at their type.
  set_source_files_properties(${ARGV} PROPERTIES
    COMPILE_OPTIONS "-fexceptions;-frtti;-fno-sanitize=vptr" SKIP_PRECOMPILE_HEADERS ON)
endfunction()

function(orrery_benchmark)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;LIBRARIES")
  if(ORRERY_SANITIZE)
    return()
  endif()
  add_executable(${arg_NAME} ${arg_SOURCES})
  orrery_link(${arg_NAME} PRIVATE "${arg_DEPENDS}" "${arg_LIBRARIES};benchmark::benchmark_main")
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
endfunction()

function(orrery_fuzzer)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;LIBRARIES")
  if(NOT ORRERY_FUZZ)
    return()
  endif()
  add_executable(${arg_NAME} ${arg_SOURCES})
  orrery_link(${arg_NAME} PRIVATE "${arg_DEPENDS}" "${arg_LIBRARIES}")
  target_include_directories(${arg_NAME} PRIVATE ${PROJECT_SOURCE_DIR})  # its own headers, as "tests/fuzz/…"
  target_link_options(${arg_NAME} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzzers)
endfunction()

# orrery_library(NAME <folder> SOURCES <files> [DEPENDS <folders>] [LIBRARIES <targets>] [TESTS <files>])
#
# Declares the static library of one folder of src/, and with TESTS the GoogleTest program that holds its
# unit tests. All folders share one precompiled header.

find_package(GTest REQUIRED)
include(GoogleTest)

add_library(orrery_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(orrery_pch PUBLIC orrery_options)
target_precompile_headers(orrery_pch PRIVATE ${PROJECT_SOURCE_DIR}/cmake/pch.h)

function(orrery_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS;LIBRARIES;TESTS")
  set(target orrery_${arg_NAME})
  add_library(${target} STATIC ${arg_SOURCES})
  list(TRANSFORM arg_DEPENDS PREPEND orrery_)
  target_link_libraries(${target} PUBLIC orrery_options ${arg_DEPENDS} ${arg_LIBRARIES})
  target_precompile_headers(${target} REUSE_FROM orrery_pch)
  if(arg_TESTS)
    add_executable(${target}_test ${arg_TESTS})
    target_link_libraries(${target}_test PRIVATE ${target} GTest::gtest GTest::gtest_main)
    target_precompile_headers(${target}_test REUSE_FROM orrery_pch)
    gtest_discover_tests(${target}_test TEST_PREFIX ${arg_NAME}. DISCOVERY_TIMEOUT 60)
  endif()
endfunction()

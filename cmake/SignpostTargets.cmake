# SPDX-License-Identifier: Apache-2.0
# What every target of this project is compiled with, and nobody else's.
include(CheckCXXCompilerFlag)

function(signpost_compile_options target)
  target_compile_features(${target} PRIVATE cxx_std_17)
  # One rounding a product: every machine must get the same bits.
  target_compile_options(${target} PRIVATE -ffp-contract=off -Wall -Wextra)
  if(SIGNPOST_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# signpost_test(NAME SOURCES... [LIBRARIES ...] [DEFINITIONS ...]): one GoogleTest program whose
# cases ctest lists one by one.
function(signpost_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;DEFINITIONS" ${ARGN})
  if(NOT SIGNPOST_BUILD_TESTS)
    return()
  endif()
  include(GoogleTest)
  find_package(GTest REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  signpost_compile_options(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE SIGNPOST_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ${arg_DEFINITIONS})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 900)
endfunction()

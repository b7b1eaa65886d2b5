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

# Headers that most files include, parsed once: halves the time of a build. For the presets of the
# tests; the release build proves that every file includes what it needs.
option(SIGNPOST_PRECOMPILE "Precompile the headers of dependencies" OFF)

function(signpost_precompile target)
  if(SIGNPOST_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <cstdint> <functional> <map> <memory> <optional> <string> <string_view> <utility> <vector>
      <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_format.h>
      <absl/strings/str_join.h> <absl/strings/str_split.h> <absl/time/time.h>
      <google/protobuf/text_format.h> <signpost/v1/catalog.pb.h> <signpost/v1/contact.pb.h>
      <signpost/v1/decision.pb.h> ${ARGN})
  endif()
endfunction()

# signpost_test(NAME SOURCES ... [LIBRARIES ...] [DEFINITIONS ...] [TIMEOUT SECONDS]): one GoogleTest
# program whose cases ctest lists one by one.
function(signpost_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBRARIES;DEFINITIONS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 900)
  endif()
  if(NOT SIGNPOST_BUILD_TESTS)
    return()
  endif()
  include(GoogleTest)
  find_package(GTest REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  signpost_compile_options(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gmock GTest::gtest GTest::gtest_main)
  if(SIGNPOST_PRECOMPILE)
    if(NOT TARGET signpost_test_headers)  # One for all tests, in a library of nothing else.
      file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/test_headers.cc CONTENT "")
      add_library(signpost_test_headers OBJECT ${PROJECT_BINARY_DIR}/test_headers.cc)
      signpost_compile_options(signpost_test_headers)
      target_link_libraries(signpost_test_headers PRIVATE signpost PkgConfig::re2 GTest::gmock GTest::gtest GTest::gtest_main)
      signpost_precompile(signpost_test_headers <gmock/gmock.h> <gtest/gtest.h>)
    endif()
    target_precompile_headers(${name} REUSE_FROM signpost_test_headers)
    target_link_libraries(${name} PRIVATE signpost PkgConfig::re2)
  endif()
  target_compile_definitions(${name} PRIVATE SIGNPOST_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ${arg_DEFINITIONS})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${arg_TIMEOUT})
endfunction()

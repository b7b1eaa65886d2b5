# SPDX-License-Identifier: Apache-2.0
# Finds what signpost::signpost needs; the parent's targets first, then the system's.
find_package(Threads REQUIRED)
if(NOT TARGET absl::status)
  find_package(absl REQUIRED)
endif()
if(NOT TARGET protobuf::libprotobuf)
  # Debian's Protobuf ships no CMake config, later ones ship no usable module.
  set(CMAKE_FIND_PACKAGE_PREFER_CONFIG ON)
  find_package(Protobuf REQUIRED)
  unset(CMAKE_FIND_PACKAGE_PREFER_CONFIG)
endif()
if(NOT TARGET PkgConfig::re2)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(re2 REQUIRED IMPORTED_TARGET GLOBAL re2)
endif()

# SPDX-License-Identifier: Apache-2.0
# cmake --install: headers, libraries, command line, CMake package and pkg-config files.
include(CMakePackageConfigHelpers)
set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/signpost)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/signpost DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${SIGNPOST_GENERATED_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/signpost/v1)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/proto/signpost DESTINATION ${CMAKE_INSTALL_DATADIR}/signpost/proto
  FILES_MATCHING PATTERN "*.proto")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Core in an export set of its own: who uses only that needs neither Protobuf nor Abseil.
install(TARGETS signpost_core EXPORT signpostCoreTargets)
install(TARGETS signpost signpost_proto EXPORT signpostTargets)
if(TARGET signpost_cli)
  install(TARGETS signpost_cli)
endif()
foreach(set IN ITEMS Core "")
  install(EXPORT signpost${set}Targets NAMESPACE signpost:: DESTINATION ${package_directory})
endforeach()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/signpostConfig.cmake.in
  ${PROJECT_BINARY_DIR}/signpostConfig.cmake INSTALL_DESTINATION ${package_directory})
# Before 1.0 a minor version may break what the one before promised.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/signpostConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/signpostConfig.cmake ${PROJECT_BINARY_DIR}/signpostConfigVersion.cmake
  DESTINATION ${package_directory})

file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
foreach(name IN ITEMS signpost signpost-core)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${name}.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

# The CMake package: lib/cmake/Shunt in an installed tree.
include(CMakePackageConfigHelpers)

set(SHUNT_LIB_DIR lib)
set(SHUNT_SHARE_DIR share/shunt)
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/ShuntConfig.cmake.in
  ${CMAKE_BINARY_DIR}/cmake/ShuntConfig.cmake
  INSTALL_DESTINATION lib/cmake/Shunt
  PATH_VARS SHUNT_LIB_DIR SHUNT_SHARE_DIR)
write_basic_package_version_file(
  ${CMAKE_BINARY_DIR}/cmake/ShuntConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_BINARY_DIR}/cmake/ShuntConfig.cmake
  ${CMAKE_BINARY_DIR}/cmake/ShuntConfigVersion.cmake
  DESTINATION lib/cmake/Shunt)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/shunt)

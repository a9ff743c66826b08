# How every library of the project is compiled: one place for flags, so that a
# folder's CMakeLists.txt says only what its files are and what they depend on.

find_program(SHUNT_CCACHE ccache)
if(SHUNT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache needs to know of a precompiled header: its content counts, not
  # its time. Its key comes from the files that the compiler names, since running
  # the preprocessor first takes as long as compiling.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_DEPEND=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${SHUNT_CCACHE})
endif()

separate_arguments(SHUNT_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
add_definitions(${SHUNT_LLVM_DEFINITIONS})
add_compile_options(-Wall -Wextra -Wno-unused-parameter
                    "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>"
                    -ffunction-sections -fdata-sections
                    -fvisibility=hidden -fvisibility-inlines-hidden)
if(SHUNT_WERROR)
  add_compile_options(-Werror)
endif()
# What LLVM was built with; its headers' vtables must match.
if(NOT LLVM_ENABLE_EH)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endif()
if(NOT LLVM_ENABLE_RTTI)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()
if(SHUNT_LTO)
  add_compile_options(-flto=thin)
  # The tools share most of what they link, so they share its code too.
  add_link_options(-flto=thin
                   -Wl,--thinlto-cache-dir=${CMAKE_BINARY_DIR}/thinlto-cache)
endif()
if(SHUNT_CHECK_ALLOCATION)
  add_compile_definitions(SHUNT_CHECK_ALLOCATION)
endif()
if(SHUNT_SANITIZE)
  add_compile_options(-fsanitize=${SHUNT_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize=vptr)
  add_link_options(-fsanitize=${SHUNT_SANITIZE})
endif()
add_link_options(-fuse-ld=lld --ld-path=/usr/bin/ld.lld-22 -Wl,--gc-sections)

# shunt_library(NAME SOURCES... DEPENDS libs... GENERATED tablegen-targets...)
# A static library; everything ends up in the plugin and the tools. One that
# depends on ShuntDialect shares a precompiled ShuntOps.h: parsing MLIR's headers
# takes most of the time that a source file takes.
function(shunt_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;GENERATED" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS})
  if(ARG_GENERATED)
    add_dependencies(${name} ${ARG_GENERATED})
  endif()
  if("ShuntDialect" IN_LIST ARG_DEPENDS)
    target_precompile_headers(${name} REUSE_FROM ShuntPrecompiled)
  endif()
endfunction()

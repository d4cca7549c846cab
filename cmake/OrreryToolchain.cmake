# Compiler and linker settings shared by every target.

option(ORRERY_PORTABLE "No CPU- or OS-specific code paths" OFF)
option(ORRERY_TRACING "Runs can be looked at from inside; builds without are there to measure what that costs" ON)
option(ORRERY_FUZZ "Build libFuzzer targets" OFF)
option(ORRERY_TOGETHER "Compile files in groups: quicker from scratch, slower after a change" OFF)
find_program(ORRERY_PYTHON python3 REQUIRED)

set(ORRERY_SANITIZE "" CACHE STRING "Comma-separated sanitizers, empty for none")

# Profile-guided optimization, of clang's intermediate representation: `make release` builds the preset `training` (COLLECT), runs
# tools/train, and builds the preset `trained` with what that has written (docs/adr/0044-profile-guided-optimization.md).
set(ORRERY_PROFILE "" CACHE STRING "Empty, COLLECT (programs write profiles of their runs), or the .profdata file to optimize by")
if(ORRERY_PROFILE AND NOT ORRERY_PROFILE STREQUAL "COLLECT")
  if(NOT ORRERY_PROFILE MATCHES "\\.profdata$" OR NOT IS_ABSOLUTE "${ORRERY_PROFILE}")
    message(FATAL_ERROR "ORRERY_PROFILE is '${ORRERY_PROFILE}': it must be empty, COLLECT or the full path of a .profdata file")
  endif()
  if(NOT EXISTS "${ORRERY_PROFILE}")
    message(FATAL_ERROR "There is no profile ${ORRERY_PROFILE}; `make release` makes one")
  endif()
  set(ORRERY_PROFILE_FILE ${ORRERY_PROFILE})
endif()
if(ORRERY_PROFILE AND (ORRERY_SANITIZE OR NOT CMAKE_BUILD_TYPE STREQUAL "Release"))
  message(FATAL_ERROR "ORRERY_PROFILE is for release builds without sanitizers")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -flto=thin")
string(JOIN " " CMAKE_EXE_LINKER_FLAGS_RELEASE
  -flto=thin -Wl,--thinlto-cache-dir=${CMAKE_BINARY_DIR}/thinlto-cache
  -Wl,-O2 -Wl,--icf=safe -Wl,--gc-sections -Wl,--strip-debug)

find_program(CCACHE ccache)
if(CCACHE)
  # What ccache must overlook to see through a precompiled header. clang's -fno-pch-timestamp (below) is the other
  # half: without it every rebuilt header would be another one.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(orrery_options INTERFACE)
target_compile_options(orrery_options INTERFACE
  -fno-exceptions -fno-rtti -ffp-contract=off -ffunction-sections -fdata-sections
  -Wall -Wextra -Wconversion -Wshadow -Wimplicit-fallthrough -Wnon-virtual-dtor -Werror
  -fcolor-diagnostics "SHELL:-Xclang -fno-pch-timestamp"
  # Binaries name files as they are in the repository: the same from any checkout.
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
target_include_directories(orrery_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
# {fmt} without the process's locale; see fmt.cpp.
target_compile_definitions(orrery_options INTERFACE "FMT_STATIC_THOUSANDS_SEPARATOR=','")
target_link_options(orrery_options INTERFACE -fuse-ld=lld-19 -static-libstdc++ -static-libgcc)

# Does the garbage collector look for cells on the machine stack? If not, it runs only where no native frame is live.
if(ORRERY_PORTABLE)
  target_compile_definitions(orrery_options INTERFACE ORRERY_PORTABLE=1 ORRERY_SCAN_STACK=0)
else()
  target_compile_definitions(orrery_options INTERFACE ORRERY_SCAN_STACK=1)
endif()
# Machine code is made of what clang makes of the interpreter, for the one CPU whose relocations are known.
if(ORRERY_PORTABLE OR NOT CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  set(ORRERY_JIT OFF)
else()
  option(ORRERY_JIT "Functions that run much are compiled to machine code" ON)
endif()
if(ORRERY_JIT)
  target_compile_definitions(orrery_options INTERFACE ORRERY_JIT=1)
endif()
if(NOT ORRERY_TRACING)
  target_compile_definitions(orrery_options INTERFACE ORRERY_NO_TRACING=1)
endif()
if(ORRERY_SANITIZE)
  target_compile_options(orrery_options INTERFACE -fsanitize=${ORRERY_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(orrery_options INTERFACE -fsanitize=${ORRERY_SANITIZE})
  if(ORRERY_SANITIZE MATCHES address)
    # Locals must lie on the machine stack, where the collector looks for cells.
    target_compile_options(orrery_options INTERFACE -fsanitize-address-use-after-return=never)
  endif()
endif()
if(ORRERY_PROFILE STREQUAL "COLLECT")
  # Without link-time optimization, before which profiles are taken and used anyway.
  target_compile_options(orrery_options INTERFACE -fprofile-generate -fno-lto)
  target_link_options(orrery_options INTERFACE -fprofile-generate -Wl,--icf=none)
elseif(ORRERY_PROFILE_FILE)
  target_compile_options(orrery_options INTERFACE -fprofile-use=${ORRERY_PROFILE_FILE})
endif()
if(ORRERY_FUZZ)
  target_compile_options(orrery_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Compiles all of a target anew when the profile has changed: what was made by two profiles cannot be linked.
function(orrery_depend_on_profile target)
  if(ORRERY_PROFILE_FILE)
    get_target_property(sources ${target} SOURCES)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS ${ORRERY_PROFILE_FILE})
  endif()
endfunction()

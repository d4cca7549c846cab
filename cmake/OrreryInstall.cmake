# What `cmake --install` puts where: the program, the public headers, and the library with its CMake package, so that
# others can say find_package(Orrery) and link Orrery::orrery. `make install PREFIX=...` builds what it needs.
#
# The library is one object file in an archive. Its only global symbols are those of the public classes: the rest,
# {fmt} and double-conversion among it, cannot meet the names of the program that it is linked to. Where the engine is
# compiled for link-time optimization, that happens here, and any linker takes the result.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

find_program(ORRERY_LLD ld.lld-19 REQUIRED)
find_program(ORRERY_OBJCOPY llvm-objcopy-19 REQUIRED)
mark_as_advanced(ORRERY_LLD ORRERY_OBJCOPY)

# The folders' libraries that `target` needs, itself included, in `result`.
function(orrery_static_libraries target result)
  set(found ${${result}})
  get_target_property(dependencies ${target} LINK_LIBRARIES)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL STATIC_LIBRARY)
    list(APPEND found ${target})
  endif()
  foreach(dependency IN LISTS dependencies)
    if(dependency STREQUAL "fmt::fmt")
      set(dependency orrery_fmt)
    endif()
    if(dependency MATCHES "^orrery_" AND NOT dependency IN_LIST found AND TARGET ${dependency})
      orrery_static_libraries(${dependency} found)
    endif()
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# Wildcards for the mangled names of what is ORRERY_API, as options of objcopy.
function(orrery_public_symbols result)
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/orrery/*.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})
  set(options)
  foreach(header IN LISTS headers)
    file(STRINGS ${header} lines REGEX "^(class|struct) ORRERY_API ")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^(class|struct) ORRERY_API ([A-Za-z]+).*" "\\2" name "${line}")
      string(LENGTH ${name} length)
      foreach(namespace IN ITEMS 6orrery 6orrery6detail)
        foreach(prefix IN ITEMS _ZN _ZNK _ZTVN)
          list(APPEND options "--keep-global-symbol=${prefix}${namespace}${length}${name}*")
        endforeach()
      endforeach()
    endforeach()
  endforeach()
  set(${result} ${options} PARENT_SCOPE)
endfunction()

set(libraries)
foreach(target IN ITEMS orrery_engine orrery_machine)
  orrery_static_libraries(${target} libraries)
endforeach()
list(TRANSFORM libraries REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE archives)
get_target_property(double_conversion double-conversion::double-conversion IMPORTED_LOCATION)
orrery_public_symbols(public_symbols)
set(archive ${PROJECT_BINARY_DIR}/liborrery.a)
set(all_symbols ${PROJECT_BINARY_DIR}/orrery_all_symbols.o)
set(object ${PROJECT_BINARY_DIR}/orrery.o)
add_custom_command(OUTPUT ${archive}
  COMMAND ${ORRERY_LLD} -r --force-group-allocation --thinlto-cache-dir=${PROJECT_BINARY_DIR}/thinlto-cache
    --whole-archive ${archives} --no-whole-archive ${double_conversion} -o ${all_symbols}
  COMMAND ${ORRERY_OBJCOPY} --wildcard ${public_symbols} ${all_symbols} ${object}
  COMMAND ${CMAKE_COMMAND} -E rm -f ${archive}
  COMMAND ${CMAKE_AR} rcs ${archive} ${object}
  COMMAND ${CMAKE_COMMAND} -E rm -f ${all_symbols} ${object}
  DEPENDS ${libraries} ${archives}
  COMMENT "Linking liborrery.a"
  VERBATIM)
add_custom_target(orrery_library ALL DEPENDS ${archive})

install(TARGETS orrery RUNTIME)
install(FILES ${archive} DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/orrery DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Orrery)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/OrreryConfig.cmake.in
  ${PROJECT_BINARY_DIR}/OrreryConfig.cmake INSTALL_DESTINATION ${package}
  PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/OrreryConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/OrreryConfig.cmake ${PROJECT_BINARY_DIR}/OrreryConfigVersion.cmake
  DESTINATION ${package})

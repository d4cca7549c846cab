# The libraries that Orrery uses, all from Debian packages, under their usual target names: for LIBRARIES in
# orrery_library(). No other file calls find_package().
#
# Start-up is a linking decision: what every run needs is linked statically, so that `orrery` itself depends on
# libc and libm alone (docs/adr/0001-build-and-toolchain.md). Debian's CMake files would give shared libraries,
# hence the targets made here.

add_library(orrery_fmt STATIC ${PROJECT_SOURCE_DIR}/cmake/fmt.cpp)
target_link_libraries(orrery_fmt PUBLIC orrery_options)
orrery_depend_on_profile(orrery_fmt)
add_library(fmt::fmt ALIAS orrery_fmt)

find_library(ORRERY_DOUBLE_CONVERSION libdouble-conversion.a REQUIRED)
mark_as_advanced(ORRERY_DOUBLE_CONVERSION)
add_library(double-conversion::double-conversion STATIC IMPORTED GLOBAL)
set_target_properties(double-conversion::double-conversion PROPERTIES
  IMPORTED_LOCATION ${ORRERY_DOUBLE_CONVERSION})

find_library(ORRERY_GMP libgmp.a REQUIRED)
find_library(ORRERY_GMP_SHARED libgmp.so REQUIRED)
mark_as_advanced(ORRERY_GMP ORRERY_GMP_SHARED)
# Debian's archive is not position-independent: shared libraries (examples/embedding) take the shared one.
add_library(GMP::gmp INTERFACE IMPORTED GLOBAL)
target_link_libraries(GMP::gmp INTERFACE
  $<IF:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>,${ORRERY_GMP},${ORRERY_GMP_SHARED}>)

# Its archive is position-independent.
find_library(ORRERY_UV libuv_a.a REQUIRED)
find_package(Threads REQUIRED)
mark_as_advanced(ORRERY_UV)
add_library(uv::uv INTERFACE IMPORTED GLOBAL)
target_link_libraries(uv::uv INTERFACE ${ORRERY_UV} Threads::Threads ${CMAKE_DL_LIBS})

# For tests alone, and with GMP in any preset.
find_library(ORRERY_MPFR libmpfr.a REQUIRED)
mark_as_advanced(ORRERY_MPFR)
add_library(MPFR::mpfr INTERFACE IMPORTED GLOBAL)
target_link_libraries(MPFR::mpfr INTERFACE ${ORRERY_MPFR} GMP::gmp)

# Headers only.
find_package(FastFloat REQUIRED)  # FastFloat::fast_float
find_package(CLI11 REQUIRED)      # CLI11::CLI11

find_package(GTest REQUIRED)      # GTest::gtest
find_package(benchmark REQUIRED)  # benchmark::benchmark

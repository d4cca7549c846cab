#pragma once

namespace orrery::base {

/// Whether runs of this build can be looked at from inside (CMake's ORRERY_TRACING). A build without is there
/// to compare with: bench/tracing_suite.py says what being able to look costs a run that nobody looks at.
#ifdef ORRERY_NO_TRACING
constexpr bool k_has_tracing = false;
#else
constexpr bool k_has_tracing = true;
#endif

}  // namespace orrery::base

#pragma once

#include "vm/bigint/bigint_kernels.h"

namespace orrery::vm {

/// The Number nearest to a natural number, ties to even; zeros at the top are allowed.
double limbs_to_number(kernels::Limbs limbs);

}  // namespace orrery::vm

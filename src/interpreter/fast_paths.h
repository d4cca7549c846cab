#pragma once

// The fast paths of instructions, in the groups of bytecode/opcodes.def: HANDLER(Name) { … }. Dense on
// purpose: each is meant to be read beside its machine code. Included twice: by handlers.cpp, whose macros
// (dispatch.h) make the interpreter of them, and by jit/stencils.cpp, whose macros (jit/stencil_dispatch.h)
// make stencils.
//
// Whoever includes this has declared HandlerOf, which HANDLER() specializes.

#include "interpreter/fast/calls.h"
#include "interpreter/fast/elements.h"
#include "interpreter/fast/environments.h"
#include "interpreter/fast/globals.h"
#include "interpreter/fast/jumps.h"
#include "interpreter/fast/literals.h"
#include "interpreter/fast/operators.h"
#include "interpreter/fast/properties.h"
#include "interpreter/fast/values.h"

#pragma once

#include "vm/functions/builtin.h"

namespace orrery::builtins {

// https://tc39.es/ecma262/#sec-control-abstraction-objects, an object table for each intrinsic of that
// chapter. Those of functions (GeneratorFunction and its kin) are in builtins/fundamental, those of Iterator
// in iterators/.

extern const vm::ObjectTable k_async_iterator_prototype;
extern const vm::ObjectTable k_async_from_sync_iterator_prototype;
extern const vm::ObjectTable k_promise;
extern const vm::ObjectTable k_promise_prototype;
extern const vm::ObjectTable k_generator_prototype;
extern const vm::ObjectTable k_async_generator_prototype;
extern const vm::ObjectTable k_disposable_stack;
extern const vm::ObjectTable k_disposable_stack_prototype;
extern const vm::ObjectTable k_disposable_stack_prototype_dispose;
extern const vm::ObjectTable k_async_disposable_stack;
extern const vm::ObjectTable k_async_disposable_stack_prototype;
extern const vm::ObjectTable k_async_disposable_stack_prototype_dispose_async;

}  // namespace orrery::builtins

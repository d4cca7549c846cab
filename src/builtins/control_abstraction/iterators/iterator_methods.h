#pragma once

#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/iteration/iteration.h"
#include "vm/iteration/iterator_helper.h"

// The functions of Iterator.prototype by the files that they are in; iterator_prototype.cpp has the table.

namespace orrery::builtins {

// lazy_methods.cpp: those that give another iterator
vm::Completion<vm::Value> iterator_prototype_drop(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_filter(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_flat_map(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_map(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_take(vm::Agent& agent, vm::NativeFrame& frame);

// chunking.cpp: those that give an iterator of arrays
vm::Completion<vm::Value> iterator_prototype_chunks(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_windows(vm::Agent& agent, vm::NativeFrame& frame);

// zip.cpp: functions of Iterator
vm::Completion<vm::Value> iterator_zip(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_zip_keyed(vm::Agent& agent, vm::NativeFrame& frame);

// eager_methods.cpp: those that use the iterator up
vm::Completion<vm::Value> iterator_prototype_every(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_find(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_for_each(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_includes(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_join(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_reduce(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_some(vm::Agent& agent, vm::NativeFrame& frame);
vm::Completion<vm::Value> iterator_prototype_to_array(vm::Agent& agent, vm::NativeFrame& frame);

/// `this`, which is an object.
vm::Completion<vm::Object*> this_iterator(vm::Agent& agent, const vm::NativeFrame& frame,
                                          std::string_view method);
/// GetIteratorDirect(this value), after the callback was looked at: if that cannot be called, the iterator is
/// closed.
vm::Completion<vm::IteratorRecord> iterate_this_with(vm::Agent& agent, const vm::NativeFrame& frame,
                                                     std::string_view method);

/// One step of an iterator helper: the next value, or nothing when it is done.
vm::Completion<std::optional<vm::Value>> iterator_helper_step(vm::Agent& agent, vm::IteratorHelper* helper);
/// The same of a helper of that sort.
vm::Completion<std::optional<vm::Value>> chunks_step(vm::Agent& agent, vm::IteratorHelper* helper);
vm::Completion<std::optional<vm::Value>> windows_step(vm::Agent& agent, vm::IteratorHelper* helper);
vm::Completion<std::optional<vm::Value>> zip_step(vm::Agent& agent, vm::IteratorHelper* helper);
/// https://tc39.es/ecma262/#sec-iteratorcloseall of the iterators that a Zip still reads.
vm::Completion<void> close_zipped(vm::Agent& agent, const vm::IteratorHelper* helper);
/// A new one.
vm::IteratorHelper* make_iterator_helper(vm::Agent& agent, vm::IteratorHelper::Sort sort);

}  // namespace orrery::builtins

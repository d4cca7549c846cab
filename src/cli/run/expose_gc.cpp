#include "cli/run/expose_gc.h"

#include <string_view>

#include "loop/event_loop.h"
#include "vm/execution/frame.h"
#include "vm/functions/builtin.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/promises/promise.h"
#include "vm/strings/property_key.h"
#include "vm/strings/string.h"

namespace orrery::cli {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// Whether the options say `wanted` of `name`; what they say else counts for nothing.
Completion<bool> says(Agent& agent, vm::Object* options, std::string_view name, std::string_view wanted) {
  const Value value = TRY(vm::get(agent, options, vm::PropertyKey::atom(vm::intern(agent, name))));
  return value.is_string() && value.as_string()->to_utf8() == wanted;
}

void fulfill(loop::EventLoop& loop, const loop::Task& task) {
  vm::fulfill_promise(loop.agent(), static_cast<vm::Promise*>(task.value.as_object()), Value::undefined());
}

// As V8 reads them: what is no object and true means a minor collection.
Completion<Value> collect_garbage(Agent& agent, vm::NativeFrame& frame) {
  const Value argument = frame.argument(0);
  vm::Object* options = argument.is_object() ? argument.as_object() : nullptr;
  const bool is_minor =
      options == nullptr ? vm::to_boolean(argument) : TRY(says(agent, options, "type", "minor"));
  const bool is_async = options != nullptr && TRY(says(agent, options, "execution", "async"));
  // Builds that see no machine stack collect when this task is over.
  if constexpr (ORRERY_SCAN_STACK != 0)
    agent.heap().collect(is_minor ? gc::Heap::Collection::Minor : gc::Heap::Collection::Major);
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  if (!is_minor) loop.request_weak_clearing();
  if (!is_async) return Value::undefined();
  vm::Promise* promise = vm::new_promise(agent);
  loop.queue_task({.source = loop::TaskSource::JavaScriptEngine, .steps = fulfill, .value = promise});
  return promise;
}

constexpr vm::LazyRow k_rows[] = {
    vm::lazy_builtin(vm::operation("gc", 0, collect_garbage)),
};

}  // namespace

void add_gc_function(Agent& agent, vm::Realm& realm) {
  vm::add_global_rows(agent, realm, k_rows);
}

}  // namespace orrery::cli

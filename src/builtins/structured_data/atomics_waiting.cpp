// Atomics.wait, Atomics.waitAsync and Atomics.notify.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "builtins/structured_data/atomic_access.h"
#include "gc/external_memory.h"
#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/function.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/well_known.h"

namespace orrery::builtins {

using namespace vm;

namespace {

constexpr double k_nanoseconds_per_ms = 1e6;

/// The arguments of wait and waitAsync.
struct WaitArguments {
  TypedArray* array;
  std::shared_ptr<SharedDataBlock> block;
  std::size_t byte_index;  // in the block
  std::int64_t expected;   // of an Int32Array, too
  double timeout_ms;       // not negative; perhaps infinite
};

/// https://tc39.es/ecma262/#sec-dowait, steps 1 to 7.
Completion<WaitArguments> wait_arguments(Agent& agent, const NativeFrame& frame) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::Waitable, AccessMode::Read));
  // 2.
  if (!array->buffer()->is_shared())
    return agent.throw_type_error("Atomics.wait needs a typed array over a SharedArrayBuffer");
  // 3.
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 4., 5.
  std::int64_t expected = 0;
  if (array->element_type() == ElementType::BigInt64) {
    expected = static_cast<std::int64_t>(TRY(to_bigint(agent, frame.argument(2)))->low_bits());
  } else {
    expected = TRY(to_int32(agent, frame.argument(2)));
  }
  // 6., 7.
  const double timeout = TRY(to_number(agent, frame.argument(3))).as_number();
  return WaitArguments{
      .array = array,
      .block = static_cast<SharedArrayBuffer*>(array->buffer())->block(),
      .byte_index = array->byte_offset() + index * array->element_size(),
      .expected = expected,
      .timeout_ms = std::isnan(timeout) ? std::numeric_limits<double>::infinity() : std::max(timeout, 0.0)};
}

/// Steps 17 to 20: whether the place still holds what is expected there.
bool holds_expected(const WaitArguments& wait) {
  const std::byte* address = wait.block->block.bytes() + wait.byte_index;
  if (wait.array->element_type() == ElementType::BigInt64)
    return __atomic_load_n(reinterpret_cast<const std::int64_t*>(address), __ATOMIC_SEQ_CST) == wait.expected;
  return __atomic_load_n(reinterpret_cast<const std::int32_t*>(address), __ATOMIC_SEQ_CST) == wait.expected;
}

/// Waits until somebody notifies the waiter, or the time is over, or the script is to end.
/// \return whether it was notified
Completion<bool> suspend(Agent& agent, const WaitArguments& wait, const std::shared_ptr<Waiter>& waiter,
                         std::unique_lock<std::mutex>& lock) {
  // A time of 290 years is for ever.
  const double timeout_ns = wait.timeout_ms * k_nanoseconds_per_ms;
  const bool is_endless = timeout_ns >= 0x1p63;
  const std::uint64_t start = agent.door().monotonic_ns();
  const std::uint64_t limit = is_endless ? 0 : static_cast<std::uint64_t>(timeout_ns);
  while (!waiter->is_notified) {
    std::uint64_t rest = std::numeric_limits<std::uint64_t>::max();
    if (!is_endless) {
      const std::uint64_t passed = agent.door().monotonic_ns() - start;
      if (passed >= limit) return false;
      rest = limit - passed;
    }
    agent.hooks().block(agent, lock, wait.block->waiters.notified(), rest);
    TRY(check_interrupt(agent));
  }
  return true;
}

}  // namespace

// https://tc39.es/ecma262/#sec-atomics.wait
Completion<Value> atomics_wait(Agent& agent, NativeFrame& frame) {
  const WaitArguments wait = TRY(wait_arguments(agent, frame));
  // 8.
  if (agent.hooks().block == nullptr)
    return agent.throw_type_error("Atomics.wait cannot be called in this context");
  // 16. - 20.
  WaiterLists& lists = wait.block->waiters;
  std::unique_lock<std::mutex> lock = lists.enter();
  if (!holds_expected(wait)) {
    lock.unlock();  // nothing is allocated in the critical section: others wait for it
    return make_ascii_string(agent, "not-equal");
  }
  // 23. - 32.
  const auto waiter = std::make_shared<Waiter>(Waiter{.byte_index = wait.byte_index});
  lists.add(waiter);
  const Completion<bool> notified = suspend(agent, wait, waiter, lock);
  lists.remove(waiter);
  lock.unlock();
  if (notified.is_thrown()) return Thrown{};
  return make_ascii_string(agent, waiter->is_notified ? "ok" : "timed-out");
}

namespace {

/// What a timeout of waitAsync calls: its data is the ticket.
Completion<Value> time_out(Agent& agent, NativeFrame& frame) {
  const auto* function = static_cast<NativeFunction*>(frame.callee());
  agent.async_waiters().time_out(agent, static_cast<std::uint64_t>(function->data().as_number()));
  return Value::undefined();
}

/// { async, value }
Completion<Value> wait_result(Agent& agent, bool is_async, Value value) {
  Object* result = ordinary_object_create(agent, agent.intrinsic(Intrinsic::ObjectPrototype));
  MUST(create_data_property(agent, result, PropertyKey::atom(intern(agent, "async")),
                            Value::boolean(is_async)));
  MUST(create_data_property(agent, result, agent.names().value, value));
  return result;
}

/// https://tc39.es/ecma262/#sec-enqueueatomicswaitasynctimeoutjob
void set_timeout(Agent& agent, std::uint64_t ticket, double timeout_ms) {
  if (agent.hooks().set_timeout == nullptr || std::isinf(timeout_ms)) return;
  NativeFunction* function = create_builtin_function(agent, time_out, 0, agent.names().empty);
  function->set_data(Value::number(static_cast<double>(ticket)));
  constexpr double k_most = std::numeric_limits<std::uint32_t>::max();
  const auto milliseconds = static_cast<std::uint32_t>(std::min(std::ceil(timeout_ms), k_most));
  agent.async_waiters().set_timeout(ticket, agent.hooks().set_timeout(agent, function, milliseconds));
}

}  // namespace

// https://tc39.es/ecma262/#sec-atomics.waitasync
Completion<Value> atomics_wait_async(Agent& agent, NativeFrame& frame) {
  const WaitArguments wait = TRY(wait_arguments(agent, frame));
  // 14., 15.
  Promise* promise = new_promise(agent);
  auto memory = gc::ExternalMemory::try_make(agent.heap(), AsyncWaiters::bytes_of_waiter());
  if (!memory) return agent.throw_range_error("Out of memory: there is no room for another waiter");
  JobOrigin* origin =
      agent.hooks().origin_of_generic_job == nullptr ? nullptr : agent.hooks().origin_of_generic_job(agent);
  bool is_equal = false;
  std::uint64_t ticket = 0;  // 0: it does not wait
  {
    // 16. - 22.
    const std::unique_lock<std::mutex> lock = wait.block->waiters.enter();
    is_equal = holds_expected(wait);
    // 23. - 27.
    if (is_equal && wait.timeout_ms > 0)
      ticket = agent.async_waiters().add(wait.block, wait.byte_index, promise, *std::move(memory), origin);
  }
  if (ticket == 0)
    return wait_result(agent, false, make_ascii_string(agent, is_equal ? "timed-out" : "not-equal"));
  // 28. - 30.
  set_timeout(agent, ticket, wait.timeout_ms);
  return wait_result(agent, true, promise);
}

// https://tc39.es/ecma262/#sec-atomics.notify
Completion<Value> atomics_notify(Agent& agent, NativeFrame& frame) {
  // 1.
  TypedArray* array =
      TRY(validate_integer_typed_array(agent, frame.argument(0), AtomicArrays::Waitable, AccessMode::Read));
  const std::size_t index = TRY(validate_atomic_access(agent, array, frame.argument(1)));
  // 2., 3.
  double count = std::numeric_limits<double>::infinity();
  if (!frame.argument(2).is_undefined())
    count = std::max(TRY(to_integer_or_infinity(agent, frame.argument(2))), 0.0);
  // 4. - 6.
  if (!array->buffer()->is_shared()) return Value::int32(0);
  // 7. - 11.
  const std::shared_ptr<SharedDataBlock>& block = static_cast<SharedArrayBuffer*>(array->buffer())->block();
  const std::size_t byte_index = array->byte_offset() + index * array->element_size();
  const std::unique_lock<std::mutex> lock = block->waiters.enter();
  return Value::number(block->waiters.notify(byte_index, count));
}

}  // namespace orrery::builtins

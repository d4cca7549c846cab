// Private names, `super`, and what else the code of classes and functions asks for.

#include <algorithm>
#include <cstdint>
#include <string>

#include "interpreter/describe.h"
#include "interpreter/reference_errors.h"
#include "interpreter/slow_paths.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/functions/function.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/private_elements.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::interpreter {

using vm::Agent;
using vm::Completion;
using vm::FrameWords;
using vm::Function;
using vm::Object;
using vm::PropertyKey;
using vm::Symbol;
using vm::Value;

// Private names ---------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::CreatePrivateName(Agent& agent, const Operands& operands, Value) {
  return Value(vm::make_symbol(agent, Symbol::Sort::Private, operands.constant(0).as_string()));
}

// https://tc39.es/ecma262/#sec-relational-operators-runtime-semantics-evaluation, `#x in y`
Completion<Value> SlowPaths::HasPrivate(Agent& agent, const Operands& operands, Value acc) {
  Symbol* name = operands.in(0).as_symbol();
  if (!acc.is_object()) {
    return agent.throw_type_error("Cannot use 'in' operator to search for '" +
                                  name->description()->to_utf8() + "' in " + vm::describe_value(agent, acc));
  }
  return Value::boolean(vm::private_element_find(agent, acc.as_object(), name).has_value());
}

namespace {

/// The base of `base.#x`. What is no object has no private elements.
Completion<Object*> private_base(Agent& agent, Value base, Symbol* name, const char* verb,
                                 const char* participle) {
  if (base.is_nullish()) {
    return agent.throw_type_error(std::string("Cannot ") + verb + " properties of " +
                                  (base.is_null() ? "null" : "undefined") + " (" + participle + " '" +
                                  name->description()->to_utf8() + "')");
  }
  return vm::to_object(agent, base);
}

}  // namespace

Completion<Value> SlowPaths::GetPrivate(Agent& agent, const Operands& operands, Value) {
  Symbol* name = operands.in(1).as_symbol();
  Object* base = TRY(private_base(agent, operands.in(0), name, "read", "reading"));
  return vm::private_get(agent, base, name);
}

Completion<Value> SlowPaths::SetPrivate(Agent& agent, const Operands& operands, Value acc) {
  Symbol* name = operands.in(1).as_symbol();
  Object* base = TRY(private_base(agent, operands.in(0), name, "set", "setting"));
  TRY(vm::private_set(agent, base, name, acc));
  return acc;
}

// super -----------------------------------------------------------------------------------------------------

namespace {

/// https://tc39.es/ecma262/#sec-getsuperbase of the environment of a method
Completion<Value> super_base(Agent& agent, Value method) {
  Object* home = static_cast<Function*>(method.as_object())->home_object();
  if (home == nullptr) return Value::undefined();
  return vm::internal_get_prototype_of(agent, home);
}

/// GetValue or PutValue of a super reference, up to the property's key.
Completion<PropertyKey> super_key(Agent& agent, Value base, Value name, const char* verb,
                                  const char* participle) {
  if (base.is_object()) return vm::to_property_key(agent, name);
  const std::string key = describe_key(agent, name);
  if (agent.is_terminating()) return vm::Thrown{};
  const std::string detail = key.empty() ? "" : std::string(" (") + participle + " " + key + ")";
  return agent.throw_type_error(std::string("Cannot ") + verb + " properties of " +
                                (base.is_null() ? "null" : "undefined") + detail);
}

}  // namespace

Completion<Value> SlowPaths::LoadHomePrototype(Agent& agent, const Operands& operands, Value) {
  return super_base(agent, operands.fp()[FrameWords::k_callee]);
}

Completion<Value> SlowPaths::LoadHomePrototypeOf(Agent& agent, const Operands&, Value acc) {
  return super_base(agent, acc);
}

// https://tc39.es/ecma262/#sec-getsuperconstructor. Whether it is a constructor is asked when the arguments
// are there.
Completion<Value> SlowPaths::LoadSuperConstructor(Agent& agent, const Operands&, Value acc) {
  return vm::internal_get_prototype_of(agent, acc.as_object());
}

// https://tc39.es/ecma262/#sec-getvalue, 3.
Completion<Value> SlowPaths::GetSuper(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  const PropertyKey key = TRY(super_key(agent, base, acc, "read", "reading"));
  return vm::internal_get(agent, base.as_object(), key, operands.in(1));
}

// https://tc39.es/ecma262/#sec-putvalue, 3.
Completion<Value> SlowPaths::SetSuper(Agent& agent, const Operands& operands, Value acc) {
  const Value base = operands.in(0);
  const PropertyKey key = TRY(super_key(agent, base, operands.in(1), "set", "setting"));
  const bool success = TRY(vm::internal_set(agent, base.as_object(), key, acc, operands.in(2)));
  if (!success && operands.executable()->header().is_strict)
    return agent.throw_type_error("Cannot assign to property " + vm::describe(key) + " of super");
  return acc;
}

// Returning and throwing ------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-ecmascript-function-objects-construct-argumentslist-newtarget, 10. - 14.
Completion<Value> SlowPaths::ReturnFromDerived(Agent& agent, const Operands& operands, Value acc) {
  if (!acc.is_object()) {
    // The constructor has ended: these are errors of who called it.
    if (!acc.is_undefined()) {
      return throw_error_of_caller(agent, vm::ErrorType::TypeError,
                                   "Derived constructors may only return object or undefined");
    }
    acc = operands.in(0);
    if (acc.is_empty())
      return throw_error_of_caller(agent, vm::ErrorType::ReferenceError, k_super_not_called);
  }
  agent.execution.result = acc;
  return Control::end_frame();
}

Completion<Value> SlowPaths::Throw(Agent& agent, const Operands& operands, Value acc) {
  // What goes on behind a `finally` has been thrown before: such instructions have no position of their own.
  const auto offset = static_cast<std::uint32_t>(agent.execution.pc - operands.executable()->code_start());
  if (std::ranges::binary_search(operands.executable()->code().positions, offset, {},
                                 &bytecode::Position::offset))
    vm::note_thrown_here(agent, acc);
  return agent.throw_value(acc);
}

Completion<Value> SlowPaths::ThrowError(Agent& agent, const Operands& operands, Value) {
  using vm::ErrorType;
  static_assert(static_cast<int>(bytecode::ErrorKind::Error) == static_cast<int>(ErrorType::Error) &&
                static_cast<int>(bytecode::ErrorKind::URIError) == static_cast<int>(ErrorType::URIError));
  return agent.throw_error(static_cast<ErrorType>(operands.number(0)),
                           operands.constant(1).as_string()->to_utf8());
}

// Requirements ----------------------------------------------------------------------------------------------

Completion<Value> SlowPaths::RequireObject(Agent& agent, const Operands& operands, Value acc) {
  using bytecode::NotAnObject;
  if (acc.is_object()) return acc;
  switch (static_cast<NotAnObject>(operands.number(0))) {
    case NotAnObject::IteratorResult:
    case NotAnObject::IteratorReturnResult:
      return agent.throw_type_error("Iterator result " + vm::describe_value(agent, acc) +
                                    " is not an object");
    case NotAnObject::Iterator:
      return agent.throw_type_error("Result of the Symbol.iterator method is not an object");
    case NotAnObject::ThrowMethodResult:
      break;
  }
  return agent.throw_type_error(vm::describe_value(agent, acc) + " is not an object");
}

// https://tc39.es/ecma262/#sec-destructuring-binding-patterns-runtime-semantics-bindinginitialization
Completion<Value> SlowPaths::RequireObjectCoercible(Agent& agent, const Operands&, Value acc) {
  if (!acc.is_nullish()) return acc;
  return throw_cannot_destructure(agent, acc);
}

}  // namespace orrery::interpreter

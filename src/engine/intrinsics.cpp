#include "engine/intrinsics.h"

#include "builtins/control_abstraction/iterators/tables.h"
#include "builtins/control_abstraction/tables.h"
#include "builtins/dates/tables.h"
#include "builtins/fundamental/tables.h"
#include "builtins/global_object/tables.h"
#include "builtins/indexed_collections/tables.h"
#include "builtins/keyed_collections/tables.h"
#include "builtins/managing_memory/tables.h"
#include "builtins/numbers/tables.h"
#include "builtins/reflection/tables.h"
#include "builtins/structured_data/tables.h"
#include "builtins/text_processing/tables.h"
#include "vm/errors/error_object.h"

namespace orrery::engine {

using vm::Agent;
using vm::Intrinsic;
using vm::Object;
using vm::ObjectTable;
using vm::Realm;

const ObjectTable& table_of(Intrinsic intrinsic) {
  // Without a default: -Wswitch finds what is missing.
  switch (intrinsic) {
    case Intrinsic::ObjectPrototype:
      return builtins::k_object_prototype;
    case Intrinsic::Object:
      return builtins::k_object;
    case Intrinsic::ObjectPrototypeToString:
      return builtins::k_object_prototype_to_string;
    case Intrinsic::FunctionPrototype:
      return builtins::k_function_prototype;
    case Intrinsic::Function:
      return builtins::k_function;
    case Intrinsic::ThrowTypeError:
      return builtins::k_throw_type_error;
    case Intrinsic::Eval:
      return builtins::k_eval;
    case Intrinsic::BooleanPrototype:
      return builtins::k_boolean_prototype;
    case Intrinsic::Boolean:
      return builtins::k_boolean;
    case Intrinsic::SymbolPrototype:
      return builtins::k_symbol_prototype;
    case Intrinsic::Symbol:
      return builtins::k_symbol;
    case Intrinsic::ErrorPrototype:
      return builtins::k_error_prototype;
    case Intrinsic::Error:
      return builtins::k_error;
    case Intrinsic::EvalErrorPrototype:
      return builtins::k_eval_error_prototype;
    case Intrinsic::EvalError:
      return builtins::k_eval_error;
    case Intrinsic::RangeErrorPrototype:
      return builtins::k_range_error_prototype;
    case Intrinsic::RangeError:
      return builtins::k_range_error;
    case Intrinsic::ReferenceErrorPrototype:
      return builtins::k_reference_error_prototype;
    case Intrinsic::ReferenceError:
      return builtins::k_reference_error;
    case Intrinsic::SyntaxErrorPrototype:
      return builtins::k_syntax_error_prototype;
    case Intrinsic::SyntaxError:
      return builtins::k_syntax_error;
    case Intrinsic::TypeErrorPrototype:
      return builtins::k_type_error_prototype;
    case Intrinsic::TypeError:
      return builtins::k_type_error;
    case Intrinsic::URIErrorPrototype:
      return builtins::k_uri_error_prototype;
    case Intrinsic::URIError:
      return builtins::k_uri_error;
    case Intrinsic::AggregateErrorPrototype:
      return builtins::k_aggregate_error_prototype;
    case Intrinsic::AggregateError:
      return builtins::k_aggregate_error;
    case Intrinsic::SuppressedErrorPrototype:
      return builtins::k_suppressed_error_prototype;
    case Intrinsic::SuppressedError:
      return builtins::k_suppressed_error;
    case Intrinsic::CapturedStackGet:
      return builtins::k_captured_stack_get;
    case Intrinsic::CapturedStackSet:
      return builtins::k_captured_stack_set;
    case Intrinsic::CallSitePrototype:
      return builtins::k_call_site_prototype;
    case Intrinsic::CallSite:
      return builtins::k_call_site;
    case Intrinsic::NumberPrototype:
      return builtins::k_number_prototype;
    case Intrinsic::Number:
      return builtins::k_number;
    case Intrinsic::BigIntPrototype:
      return builtins::k_bigint_prototype;
    case Intrinsic::BigInt:
      return builtins::k_bigint;
    case Intrinsic::Math:
      return builtins::k_math;
    case Intrinsic::DatePrototype:
      return builtins::k_date_prototype;
    case Intrinsic::Date:
      return builtins::k_date;
    case Intrinsic::DatePrototypeToUTCString:
      return builtins::k_date_prototype_to_utc_string;
    case Intrinsic::ParseFloat:
      return builtins::k_parse_float;
    case Intrinsic::ParseInt:
      return builtins::k_parse_int;
    case Intrinsic::StringPrototype:
      return builtins::k_string_prototype;
    case Intrinsic::String:
      return builtins::k_string;
    case Intrinsic::StringPrototypeTrimStart:
      return builtins::k_string_prototype_trim_start;
    case Intrinsic::StringPrototypeTrimEnd:
      return builtins::k_string_prototype_trim_end;
    case Intrinsic::StringIteratorPrototype:
      return builtins::k_string_iterator_prototype;
    case Intrinsic::RegExpPrototype:
      return builtins::k_regexp_prototype;
    case Intrinsic::RegExp:
      return builtins::k_regexp;
    case Intrinsic::RegExpStringIteratorPrototype:
      return builtins::k_regexp_string_iterator_prototype;
    case Intrinsic::ArrayPrototype:
      return builtins::k_array_prototype;
    case Intrinsic::Array:
      return builtins::k_array;
    case Intrinsic::ArrayIteratorPrototype:
      return builtins::k_array_iterator_prototype;
    case Intrinsic::ArrayPrototypeValues:
      return builtins::k_array_prototype_values;
    case Intrinsic::ArrayPrototypeToString:
      return builtins::k_array_prototype_to_string;
    case Intrinsic::ArrayPrototypeUnscopables:
      return builtins::k_array_prototype_unscopables;
    case Intrinsic::TypedArrayPrototype:
      return builtins::k_typed_array_prototype;
    case Intrinsic::TypedArray:
      return builtins::k_typed_array;
    case Intrinsic::TypedArrayPrototypeValues:
      return builtins::k_typed_array_prototype_values;
#define ELEMENT_TYPE(Name, Storage, Content)                                                    \
  case Intrinsic::Name##ArrayPrototype:                                                         \
    return builtins::k_typed_array_prototypes[static_cast<std::size_t>(vm::ElementType::Name)]; \
  case Intrinsic::Name##Array:                                                                  \
    return builtins::k_typed_array_constructors[static_cast<std::size_t>(vm::ElementType::Name)];
#include "vm/binary_data/element_types.def"
#undef ELEMENT_TYPE
    case Intrinsic::MapPrototype:
      return builtins::k_map_prototype;
    case Intrinsic::Map:
      return builtins::k_map;
    case Intrinsic::MapPrototypeEntries:
      return builtins::k_map_prototype_entries;
    case Intrinsic::MapIteratorPrototype:
      return builtins::k_map_iterator_prototype;
    case Intrinsic::SetPrototype:
      return builtins::k_set_prototype;
    case Intrinsic::Set:
      return builtins::k_set;
    case Intrinsic::SetIteratorPrototype:
      return builtins::k_set_iterator_prototype;
    case Intrinsic::SetPrototypeValues:
      return builtins::k_set_prototype_values;
    case Intrinsic::WeakMapPrototype:
      return builtins::k_weak_map_prototype;
    case Intrinsic::WeakMap:
      return builtins::k_weak_map;
    case Intrinsic::WeakSetPrototype:
      return builtins::k_weak_set_prototype;
    case Intrinsic::WeakSet:
      return builtins::k_weak_set;
    case Intrinsic::WeakRefPrototype:
      return builtins::k_weak_ref_prototype;
    case Intrinsic::WeakRef:
      return builtins::k_weak_ref;
    case Intrinsic::FinalizationRegistryPrototype:
      return builtins::k_finalization_registry_prototype;
    case Intrinsic::FinalizationRegistry:
      return builtins::k_finalization_registry;
    case Intrinsic::ArrayBufferPrototype:
      return builtins::k_array_buffer_prototype;
    case Intrinsic::ArrayBuffer:
      return builtins::k_array_buffer;
    case Intrinsic::SharedArrayBufferPrototype:
      return builtins::k_shared_array_buffer_prototype;
    case Intrinsic::SharedArrayBuffer:
      return builtins::k_shared_array_buffer;
    case Intrinsic::DataViewPrototype:
      return builtins::k_data_view_prototype;
    case Intrinsic::DataView:
      return builtins::k_data_view;
    case Intrinsic::Atomics:
      return builtins::k_atomics;
    case Intrinsic::JSON:
      return builtins::k_json;
    case Intrinsic::IteratorPrototype:
      return builtins::k_iterator_prototype;
    case Intrinsic::Iterator:
      return builtins::k_iterator;
    case Intrinsic::IteratorHelperPrototype:
      return builtins::k_iterator_helper_prototype;
    case Intrinsic::WrapForValidIteratorPrototype:
      return builtins::k_wrap_for_valid_iterator_prototype;
    case Intrinsic::AsyncIteratorPrototype:
      return builtins::k_async_iterator_prototype;
    case Intrinsic::AsyncFromSyncIteratorPrototype:
      return builtins::k_async_from_sync_iterator_prototype;
    case Intrinsic::GeneratorFunctionPrototype:
      return builtins::k_generator_function_prototype;
    case Intrinsic::GeneratorFunction:
      return builtins::k_generator_function;
    case Intrinsic::GeneratorPrototype:
      return builtins::k_generator_prototype;
    case Intrinsic::AsyncFunctionPrototype:
      return builtins::k_async_function_prototype;
    case Intrinsic::AsyncFunction:
      return builtins::k_async_function;
    case Intrinsic::AsyncGeneratorFunctionPrototype:
      return builtins::k_async_generator_function_prototype;
    case Intrinsic::AsyncGeneratorFunction:
      return builtins::k_async_generator_function;
    case Intrinsic::AsyncGeneratorPrototype:
      return builtins::k_async_generator_prototype;
    case Intrinsic::PromisePrototype:
      return builtins::k_promise_prototype;
    case Intrinsic::Promise:
      return builtins::k_promise;
    case Intrinsic::DisposableStackPrototype:
      return builtins::k_disposable_stack_prototype;
    case Intrinsic::DisposableStack:
      return builtins::k_disposable_stack;
    case Intrinsic::DisposableStackPrototypeDispose:
      return builtins::k_disposable_stack_prototype_dispose;
    case Intrinsic::AsyncDisposableStackPrototype:
      return builtins::k_async_disposable_stack_prototype;
    case Intrinsic::AsyncDisposableStack:
      return builtins::k_async_disposable_stack;
    case Intrinsic::AsyncDisposableStackPrototypeDisposeAsync:
      return builtins::k_async_disposable_stack_prototype_dispose_async;
    case Intrinsic::Reflect:
      return builtins::k_reflect;
    case Intrinsic::ShadowRealmPrototype:
      return builtins::k_shadow_realm_prototype;
    case Intrinsic::ShadowRealm:
      return builtins::k_shadow_realm;
    case Intrinsic::Proxy:
      return builtins::k_proxy;
  }
  __builtin_unreachable();
}

namespace {

Object* intrinsic(Agent& agent, Intrinsic which) {
  return agent.realm().intrinsic(agent, which);
}

Object* make_intrinsic(Agent& agent, Realm& realm, Intrinsic which) {
  return vm::make_builtin_object(agent, realm, table_of(which));
}

const ObjectTable& builtin_table(Realm& realm, Object* holder) {
  for (std::size_t i = 0; i < vm::k_intrinsic_count; i++) {
    const auto which = static_cast<Intrinsic>(i);
    if (realm.made_intrinsic(which) == holder) return table_of(which);
  }
  assert(holder == realm.global_object());
  return builtins::k_global_object;
}

vm::Value make_error(Agent& agent, vm::ErrorType type, vm::String* message) {
  return vm::make_error(agent, type, message);
}

}  // namespace

void install_builtins(Agent& agent) {
  vm::Hooks& hooks = agent.hooks();
  hooks.intrinsic = intrinsic;
  hooks.make_intrinsic = make_intrinsic;
  hooks.builtin_table = builtin_table;
  hooks.make_lazy_property = vm::make_lazy_property;
  hooks.make_error = make_error;
}

void add_global_properties(Agent& agent, Realm& realm) {
  vm::add_builtin_rows(agent, realm, realm.global_object(), builtins::k_global_object.rows);
}

}  // namespace orrery::engine

#include "webidl/dom_exception.h"

#include <algorithm>
#include <array>

#include "vm/agent.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

// https://webidl.spec.whatwg.org/#dfn-error-names-table; the codes in their order first, for the constants.
constexpr DomExceptionName k_names[] = {
    {"IndexSizeError", 1, "INDEX_SIZE_ERR"},
    {"", 2, "DOMSTRING_SIZE_ERR"},
    {"HierarchyRequestError", 3, "HIERARCHY_REQUEST_ERR"},
    {"WrongDocumentError", 4, "WRONG_DOCUMENT_ERR"},
    {"InvalidCharacterError", 5, "INVALID_CHARACTER_ERR"},
    {"", 6, "NO_DATA_ALLOWED_ERR"},
    {"NoModificationAllowedError", 7, "NO_MODIFICATION_ALLOWED_ERR"},
    {"NotFoundError", 8, "NOT_FOUND_ERR"},
    {"NotSupportedError", 9, "NOT_SUPPORTED_ERR"},
    {"InUseAttributeError", 10, "INUSE_ATTRIBUTE_ERR"},
    {"InvalidStateError", 11, "INVALID_STATE_ERR"},
    {"SyntaxError", 12, "SYNTAX_ERR"},
    {"InvalidModificationError", 13, "INVALID_MODIFICATION_ERR"},
    {"NamespaceError", 14, "NAMESPACE_ERR"},
    {"InvalidAccessError", 15, "INVALID_ACCESS_ERR"},
    {"", 16, "VALIDATION_ERR"},
    {"TypeMismatchError", 17, "TYPE_MISMATCH_ERR"},
    {"SecurityError", 18, "SECURITY_ERR"},
    {"NetworkError", 19, "NETWORK_ERR"},
    {"AbortError", 20, "ABORT_ERR"},
    {"URLMismatchError", 21, "URL_MISMATCH_ERR"},
    {"QuotaExceededError", 22, "QUOTA_EXCEEDED_ERR"},
    {"TimeoutError", 23, "TIMEOUT_ERR"},
    {"InvalidNodeTypeError", 24, "INVALID_NODE_TYPE_ERR"},
    {"DataCloneError", 25, "DATA_CLONE_ERR"},
};

Completion<vm::ErrorObject*> this_exception(Agent& agent, const NativeFrame& frame) {
  vm::ErrorObject* exception = as_dom_exception(frame.this_value());
  if (exception == nullptr) return vm::throw_illegal_invocation(agent, k_dom_exception.name);
  return exception;
}

vm::ErrorObject* make(Agent& agent, vm::Shape* shape, vm::String* name, vm::String* message,
                      vm::Object* above) {
  return make_exception_object(agent, shape, agent.heap().make<vm::ErrorDescription>(0, name, message),
                               above);
}

/// Where there is one in a realm, its DOMException takes options.
class DomExceptionOptions final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "DomExceptionOptions";
  DomExceptionOptions(Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<DomExceptionOptions>) {}
  void visit(gc::Visitor&) {}
  static bool are_taken_in(const vm::Realm& realm) {
    return vm::find_platform_state(realm, &vm::k_platform_cell_type<DomExceptionOptions>) != nullptr;
  }
};

/// What the second argument says.
struct SecondArgument {
  vm::String* name;
  Value cause;  // empty: none
};
Completion<SecondArgument> read_second(Agent& agent, Value argument) {
  if (argument.is_undefined()) return SecondArgument{vm::intern(agent, "Error"), Value::empty()};
  if (!argument.is_object() || !DomExceptionOptions::are_taken_in(agent.realm()))
    return SecondArgument{TRY(vm::to_string(agent, argument)), Value::empty()};
  vm::Object* options = argument.as_object();
  const auto key = [&](std::string_view name) { return vm::PropertyKey::atom(vm::intern(agent, name)); };
  vm::String* name = TRY(vm::to_string(agent, TRY(vm::get(agent, options, key("name")))));
  const bool has_cause = TRY(vm::has_property(agent, options, key("cause")));
  return SecondArgument{name, has_cause ? TRY(vm::get(agent, options, key("cause"))) : Value::empty()};
}

/// https://webidl.spec.whatwg.org/#dom-domexception-domexception
Completion<Value> construct(Agent& agent, NativeFrame& frame) {
  vm::String* message = vm::empty_string(agent);
  if (!frame.argument(0).is_undefined()) message = TRY(vm::to_string(agent, frame.argument(0)));
  const SecondArgument second = TRY(read_second(agent, frame.argument(1)));
  const Value data = static_cast<vm::NativeFunction*>(frame.callee())->data();
  auto* interface = static_cast<vm::RealmInterface*>(data.as_cell());
  vm::Shape* shape = TRY(interface->shape_for_new(agent, frame.new_target()));
  vm::ErrorObject* exception = make(agent, shape, second.name, message, frame.callee());
  if (!second.cause.is_empty()) {
    agent.shapes().add(exception, vm::PropertyKey::atom(vm::intern(agent, "cause")), second.cause,
                       vm::k_hidden_attributes);
  }
  return exception;
}

Completion<Value> get_name(Agent& agent, NativeFrame& frame) {
  return Value(TRY(this_exception(agent, frame))->description()->name());
}
Completion<Value> get_message(Agent& agent, NativeFrame& frame) {
  return Value(TRY(this_exception(agent, frame))->description()->message());
}
Completion<Value> get_code(Agent& agent, NativeFrame& frame) {
  return Value::int32(legacy_code_of(TRY(this_exception(agent, frame))->description()->name()));
}

constexpr auto k_constants = [] {
  std::array<vm::BuiltinRow, std::size(k_names)> rows{};
  for (std::size_t i = 0; i < rows.size(); i++) rows[i] = vm::constant(k_names[i].constant, k_names[i].code);
  return rows;
}();

constexpr vm::BuiltinRow k_members[] = {
    vm::attribute("name", get_name),
    vm::attribute("message", get_message),
    vm::attribute("code", get_code),
};

}  // namespace

constinit const vm::Interface k_dom_exception = {
    .name = "DOMException",
    .constructor = construct,
    .constants = k_constants,
    .members = k_members,
    .prototype_parent = vm::Intrinsic::ErrorPrototype,
    .object_kind = vm::CellKind::Error,
};

void let_dom_exceptions_take_options(Agent& agent, vm::Realm& realm) {
  (void)vm::platform_state<DomExceptionOptions>(agent, realm);
}

vm::ErrorObject* make_exception_object(Agent& agent, vm::Shape* shape, vm::ErrorDescription* description,
                                       vm::Object* above) {
  auto* exception = agent.heap().make<vm::ErrorObject>(0, shape);
  exception->set_description(description);
  exception->set_stack(Value::cell(vm::capture_stack_trace(agent, exception, above)));
  return exception;
}

std::uint8_t legacy_code_of(vm::String* name) {
  const std::string text = name->to_utf8();
  if (text.empty()) return 0;
  const auto* const row = std::ranges::find(k_names, text, &DomExceptionName::name);
  return row == std::end(k_names) ? 0 : row->code;
}

vm::ErrorObject* as_dom_exception(Value value) {
  if (!value.is_cell_of(vm::CellKind::Error)) return nullptr;
  auto* error = static_cast<vm::ErrorObject*>(value.as_object());
  return error->description() == nullptr ? nullptr : error;
}

vm::ErrorObject* make_dom_exception(Agent& agent, vm::Realm& realm, vm::String* name, vm::String* message) {
  vm::Shape* shape = vm::RealmInterface::of(agent, realm, k_dom_exception).instance_shape(agent);
  return make(agent, shape, name, message, nullptr);
}

vm::ErrorObject* make_dom_exception(Agent& agent, vm::Realm& realm, std::string_view name,
                                    std::string_view message) {
  return make_dom_exception(agent, realm, vm::intern(agent, name),
                            MUST(vm::make_string_from_utf8(agent, message)));
}

vm::Thrown throw_dom_exception(Agent& agent, std::string_view name, std::string_view message) {
  // Where the heap is full that ends the script.
  if (agent.is_terminating() || agent.heap().is_over_limit())
    return agent.throw_error(vm::ErrorType::Error, message);
  return agent.throw_value(make_dom_exception(agent, agent.realm(), name, message));
}

}  // namespace orrery::webidl

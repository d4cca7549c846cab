#pragma once

#include <cstdint>
#include <string_view>

#include "vm/errors/error_object.h"
#include "vm/objects/platform_object.h"

namespace orrery::webidl {

/// https://webidl.spec.whatwg.org/#idl-DOMException. Its objects are errors ([[ErrorData]]) with a
/// vm::ErrorDescription, so that they have a stack and are shown as errors are. What of them goes through
/// structured clones is that description.
extern const vm::Interface k_dom_exception;

/// A row of https://webidl.spec.whatwg.org/#dfn-error-names-table
struct DomExceptionName {
  std::string_view name;
  std::uint8_t code;               // 0: none
  std::string_view constant = {};  // NOLINT(readability-redundant-member-init): empty: none
};

/// A new DOMException with its stack. \param name  ASCII \param message  UTF-8
vm::ErrorObject* make_dom_exception(vm::Agent& agent, vm::Realm& realm, std::string_view name,
                                    std::string_view message);
vm::ErrorObject* make_dom_exception(vm::Agent& agent, vm::Realm& realm, vm::String* name,
                                    vm::String* message);
vm::Thrown throw_dom_exception(vm::Agent& agent, std::string_view name, std::string_view message);
/// An exception of an interface that inherits from DOMException, or of that itself. \param shape  of that
/// interface's objects \param above  the function whose frame and those above it its stack leaves out; null:
/// none
vm::ErrorObject* make_exception_object(vm::Agent& agent, vm::Shape* shape, vm::ErrorDescription* description,
                                       vm::Object* above);
/// INTEROP: from now on the second argument of the realm's DOMException may be an object with `name` and
/// `cause`, as in Node.
void let_dom_exceptions_take_options(vm::Agent& agent, vm::Realm& realm);
/// Null: it is no DOMException.
vm::ErrorObject* as_dom_exception(vm::Value value);
/// https://webidl.spec.whatwg.org/#dom-domexception-code
std::uint8_t legacy_code_of(vm::String* name);

}  // namespace orrery::webidl

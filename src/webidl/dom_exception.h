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
/// Null: it is no DOMException.
vm::ErrorObject* as_dom_exception(vm::Value value);
/// https://webidl.spec.whatwg.org/#dom-domexception-code
std::uint8_t legacy_code_of(vm::String* name);

}  // namespace orrery::webidl

#include "webidl/exception.h"

#include "vm/agent.h"
#include "vm/objects/platform_errors.h"
#include "webidl/dom_exception.h"

namespace orrery::webidl {

vm::Value make_exception(vm::Agent& agent, const Exception& exception) {
  if (exception.kind == Exception::Kind::DOMException)
    return make_dom_exception(agent, agent.realm(), exception.name, exception.message);
  const bool is_type_error = exception.kind == Exception::Kind::TypeError;
  return vm::make_platform_error(agent, is_type_error ? vm::ErrorType::TypeError : vm::ErrorType::RangeError,
                                 exception.code, exception.message);
}

vm::Thrown throw_exception(vm::Agent& agent, const Exception& exception) {
  if (exception.kind == Exception::Kind::Pending) return {};
  return agent.throw_value(make_exception(agent, exception));
}

}  // namespace orrery::webidl

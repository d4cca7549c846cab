// What sloppy evals declare in the variable environment around them, and what is deleted of that: see
// fine_tracer.h. The interpreter finds such variables by name (interpreter/dynamic_names.h), and so does
// this.

#include <algorithm>
#include <optional>

#include "inspect/trace/fine_tracer.h"
#include "inspect/trace/looking.h"
#include "vm/functions/environment.h"
#include "vm/functions/executable.h"
#include "vm/objects/object.h"
#include "vm/realm.h"
#include "vm/shapes/shape.h"

namespace orrery::inspect {

namespace events = trace::trace_events;
using bytecode::Instruction;
using bytecode::ScopeVariable;
using vm::Environment;
using vm::Value;

namespace {

/// Null: the Global Environment Record.
Environment* environment_in(Value word) {
  const bool is_environment = word.bits() != 0 && word.is_cell_of(vm::CellKind::Environment);
  return is_environment ? static_cast<Environment*>(word.as_cell()) : nullptr;
}

/// Where the `var`s of sloppy code go whose innermost environment is this one.
Environment* variable_environment(Environment* environment) {
  while (environment != nullptr && (environment->is_with() || !environment->scope().is_variable_scope))
    environment = environment->outer();
  return environment;
}

std::optional<Value> look_at_named(const vm::Object* object, std::string_view name) {
  if (object == nullptr) return std::nullopt;
  const vm::Shape& shape = *object->shape();
  for (std::uint32_t slot = 0; slot < shape.slot_count(); ++slot) {
    const auto key = shape.key_of(slot);
    if (key && key->is_string() && start_of(key->as_atom(), name.size() + 1) == name)
      return look_at_own(object, *key);
  }
  return std::nullopt;
}

const ScopeVariable* find_slot(const Environment& environment, std::string_view name) {
  const bytecode::CodeBlock& code = environment.executable()->code();
  const auto found = std::ranges::find_if(environment.scope().variables, [&](const ScopeVariable& variable) {
    return variable.place == ScopeVariable::Place::Slot && code.program->string(variable.name) == name;
  });
  return found == environment.scope().variables.end() ? nullptr : &*found;
}

/// The value of the `var`, or of what is in its place. Nothing: there is none.
std::optional<Value> look_at_variable(const Environment* environment, const vm::Realm& realm,
                                      std::string_view name) {
  if (environment == nullptr) {
    const std::optional<Value> lexical = look_at_named(realm.global_lexicals(), name);
    return lexical ? lexical : look_at_named(realm.global_object(), name);
  }
  if (const ScopeVariable* variable = find_slot(*environment, name))
    return environment->slot(variable->index);
  return look_at_named(environment->object(), name);
}

std::string_view name_constant(const bytecode::CodeBlock& code, std::uint32_t constant) {
  return code.program->string(std::get<bytecode::StringId>(code.constants[constant]));
}

}  // namespace

FineTracer::Number FineTracer::variable_number(Environment* environment, vm::Executable* executable) {
  return environment == nullptr ? global_number(executable) : number_of(environment, executable);
}

/// Which names are not there yet. Functions are told of when they have been made.
void FineTracer::begin_eval_declarations(Frame& frame, const Instruction& instruction) {
  frame.later = Later::EvalDeclarations;
  frame.names.clear();
  const bytecode::CodeBlock& code = *frame.code->code;
  const auto& declarations = std::get<bytecode::Declarations>(code.constants[instruction.value(1)]);
  const Environment* target = variable_environment(environment_in(frame.fp[instruction.value(0)]));
  for (const auto* list : {&declarations.variables, &declarations.hoisted_functions}) {
    for (const bytecode::StringId id : *list) {
      const std::string_view name = code.program->string(id);
      if (!look_at_variable(target, *frame.executable->realm(), name)) frame.names.emplace_back(name);
    }
  }
}

/// https://tc39.es/ecma262/#sec-evaldeclarationinstantiation
void FineTracer::tell_eval_declarations(Frame& frame, const Instruction& instruction) {
  Environment* target = variable_environment(environment_in(frame.fp[instruction.value(0)]));
  for (const std::string& name : frame.names) {
    // Some are left out, where a lexical declaration stands in their way.
    const auto value = look_at_variable(target, *frame.executable->realm(), name);
    if (value) tell_binding(variable_number(target, frame.executable), name, *value, false, true);
  }
}

void FineTracer::begin_dynamic_var(Frame& frame, const Instruction& instruction) {
  frame.later = Later::DynamicVar;
  const std::string_view name = name_constant(*frame.code->code, instruction.value(1));
  const Environment* target = variable_environment(environment_in(frame.fp[instruction.value(0)]));
  const auto before = look_at_variable(target, *frame.executable->realm(), name);
  frame.had_property = before && !before->is_undefined() && !before->is_empty();
}

/// A function's value. It is not written where a lexical declaration stands in its way.
void FineTracer::tell_dynamic_var(Frame& frame, const Instruction& instruction, Value value) {
  const std::string_view name = name_constant(*frame.code->code, instruction.value(1));
  Environment* target = variable_environment(environment_in(frame.fp[instruction.value(0)]));
  const auto now = look_at_variable(target, *frame.executable->realm(), name);
  if (!now || !now->is_identical(value)) return;
  tell_binding(variable_number(target, frame.executable), name, value, false, !frame.had_property);
}

/// Of the variables that can be deleted, which are those of evals, it is the innermost of that name, unless a
/// `with` has it.
void FineTracer::begin_dynamic_deletion(Frame& frame, const Instruction& instruction) {
  frame.later = Later::DynamicDeletion;
  frame.holder = nullptr;
  const std::string_view name = name_constant(*frame.code->code, instruction.value(1));
  for (Environment* each = environment_in(frame.fp[instruction.value(0)]); each != nullptr;
       each = each->outer()) {
    if (each->is_with()) continue;
    if (find_slot(*each, name) != nullptr) return;
    if (look_at_named(each->object(), name)) {
      frame.holder = each;
      return;
    }
  }
}

void FineTracer::tell_dynamic_deletion(Frame& frame, const Instruction& instruction) {
  for (const Environment* each = environment_in(frame.fp[instruction.value(0)]); each != nullptr;
       each = each->outer()) {
    if (each->is_with()) objects_.look_again(each->object());
  }
  const std::string_view name = name_constant(*frame.code->code, instruction.value(1));
  if (frame.holder == nullptr || look_at_named(frame.holder->object(), name)) return;
  const Number number = number_of(frame.holder, frame.executable);
  tell(events::BindingDeleted{.environment = number, .name = definitions_.name(name)});
}

}  // namespace orrery::inspect

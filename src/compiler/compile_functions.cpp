// Functions: https://tc39.es/ecma262/#sec-ecmascript-function-objects

#include <algorithm>
#include <cassert>

#include "compiler/function_compiler.h"

namespace orrery::compiler {

namespace {

bytecode::FunctionKind kind_of(syntax::FunctionKind kind) {
  switch (kind) {
    case syntax::FunctionKind::TopLevel:
      return bytecode::FunctionKind::Script;
    case syntax::FunctionKind::Normal:
      return bytecode::FunctionKind::Normal;
    case syntax::FunctionKind::Arrow:
      return bytecode::FunctionKind::Arrow;
    case syntax::FunctionKind::Method:
      return bytecode::FunctionKind::Method;
    case syntax::FunctionKind::Getter:
    case syntax::FunctionKind::Setter:
      return bytecode::FunctionKind::Accessor;
    case syntax::FunctionKind::ClassConstructor:
      return bytecode::FunctionKind::ClassConstructor;
    case syntax::FunctionKind::DerivedConstructor:
      return bytecode::FunctionKind::DerivedConstructor;
    case syntax::FunctionKind::ClassFieldInitializer:
      return bytecode::FunctionKind::ClassFieldInitializer;
    case syntax::FunctionKind::ClassStaticBlock:
      return bytecode::FunctionKind::ClassStaticBlock;
  }
  std::unreachable();
}

struct FunctionView {
  const syntax::FunctionInfo* info;
  const Node* id;
  const Node* body;
  const NodeList& params;
};

FunctionView view_of(const Node* node) {
  if (const auto* function = try_as<syntax::FunctionExpression>(node))
    return {function->info, function->id, function->body, function->params};
  if (const auto* function = try_as<syntax::FunctionDeclaration>(node))
    return {function->info, function->id, function->body, function->params};
  const auto& function = as<syntax::ArrowFunctionExpression>(node);
  return {function.info, function.id, function.body, function.params};
}

}  // namespace

// Closures --------------------------------------------------------------------------------------------------

bytecode::FunctionHeader FunctionCompiler::header_for(const syntax::FunctionInfo& info, Name name) {
  return {.kind = kind_of(info.kind),
          .is_async = info.is_async,
          .is_generator = info.is_generator,
          .is_strict = info.is_strict,
          .uses_this = info.mentions.has(syntax::Mention::This),
          .has_fields = false,
          .name = string_id(name),
          .length = info.length,
          .parameter_count = info.parameter_count,
          .source_start = info.source_range.start,
          .source_end = info.source_range.end,
          .index = info.index};
}

void FunctionCompiler::create_closure(const bytecode::FunctionHeader& header) {
  emit<Op::CreateClosure>(builder_.function(header), environment_register());
}

void FunctionCompiler::compile_closure(const Node* function, const FunctionName& name) {
  const FunctionView view = view_of(function);
  const auto* id = try_as<syntax::Identifier>(view.id);
  create_closure(header_for(*view.info, id != nullptr ? id->name : name.name));
  if (id == nullptr && name.key) emit<Op::SetFunctionName>(*name.key, name.prefix);
}

/// https://tc39.es/ecma262/#sec-runtime-semantics-instantiatefunctionobject of all functions declared
/// directly in a list of statements
void FunctionCompiler::declare_functions(const NodeList& statements) {
  for (const Node* statement : statements) {
    while (is<syntax::LabeledStatement>(statement)) statement = as<syntax::LabeledStatement>(statement).body;
    if (const auto* exported = try_as<syntax::ExportNamedDeclaration>(statement)) {
      statement = exported->declaration;
      if (statement == nullptr) continue;
    }
    const auto* function = try_as<syntax::FunctionDeclaration>(statement);
    if (function == nullptr) continue;
    compile_closure(function, {});
    initialize_variable(*as<syntax::Identifier>(function->id).variable);
  }
}

// Registers -------------------------------------------------------------------------------------------------

/// Parameters that are names stay where they were passed; other variables get registers behind.
void FunctionCompiler::assign_registers(const NodeList& parameters) {
  constexpr auto k_unassigned = static_cast<Register>(~0u);
  variable_registers_.assign(info_->register_count, k_unassigned);
  next_register_ = 1 + header_.parameter_count;
  std::uint32_t position = 1;
  for (const Node* parameter : parameters) {
    if (const auto* rest = try_as<syntax::RestElement>(parameter)) parameter = rest->argument;
    const auto* identifier = try_as<syntax::Identifier>(parameter);
    // Of parameters with the same name the last one counts.
    if (identifier != nullptr && identifier->variable->location == VariableLocation::Register)
      variable_registers_[identifier->variable->index] = static_cast<Register>(position);
    ++position;
  }
  for (Register& place : variable_registers_) {
    if (place == k_unassigned) place = allocate();
  }
  callee_environment_ = allocate();
}

// The prologue ----------------------------------------------------------------------------------------------

std::optional<Register> FunctionCompiler::find_rest_register(const NodeList& parameters,
                                                             std::uint32_t& index) const {
  if (parameters.empty() || !is<syntax::RestElement>(parameters.back())) return std::nullopt;
  index = static_cast<std::uint32_t>(parameters.size() - 1);
  return static_cast<Register>(index + 1);
}

/// The arguments object, which stays in acc, and the rest parameter's array, where it would have been passed.
void FunctionCompiler::create_arguments(const NodeList& parameters) {
  const Variable* arguments = info_->scope->first_variable;
  while (arguments != nullptr && arguments->kind != VariableKind::Arguments) arguments = arguments->next;
  std::uint32_t rest_index = 0;
  const std::optional<Register> rest = find_rest_register(parameters, rest_index);
  const bool is_mapped = !info_->is_strict && info_->has_simple_parameters;
  const auto kind = is_mapped ? bytecode::ArgumentsKind::Mapped : bytecode::ArgumentsKind::Unmapped;
  needs_all_arguments_ = arguments != nullptr || rest;
  if (arguments != nullptr && rest) {
    emit<Op::CreateArgumentsAndRest>(kind, Register{0}, rest_index, *rest);
  } else if (arguments != nullptr) {
    emit<Op::CreateArguments>(kind, Register{0});
  } else if (rest) {
    emit<Op::CreateRest>(rest_index);
    return store(*rest);
  }
  if (arguments == nullptr) return;

  // Then the function's scope may open.
  const bool is_in_register = arguments->location == VariableLocation::Register;
  const Register place = is_in_register ? variable_register(*arguments) : keep();
  if (is_in_register) store(place);
  arguments_ = {.variable = arguments, .place = place, .is_mapped = is_mapped};
}

/// What inner arrow functions and evals take from this function.
void FunctionCompiler::lend_this(const syntax::Scope& scope) {
  const bytecode::Scope& description = builder_.scope(0);
  auto lend = [&](std::uint32_t slot) {
    const SlotPlace place = place_of(&scope, slot);
    emit<Op::StoreSlot>(place.environment, place.hops, place.slot);
  };
  // A derived constructor's is not there yet.
  if (description.this_slot != bytecode::Scope::k_none &&
      header_.kind != bytecode::FunctionKind::DerivedConstructor) {
    load(Register{0});
    lend(description.this_slot);
  }
  if (description.function_slot != bytecode::Scope::k_none) {
    emit<Op::LoadCallee>();
    lend(description.function_slot);
  }
  if (description.new_target_slot != bytecode::Scope::k_none) {
    emit<Op::LoadNewTarget>();
    lend(description.new_target_slot);
  }
}

/// Up to the body's first statement.
/// https://tc39.es/ecma262/#sec-functiondeclarationinstantiation
void FunctionCompiler::open_function(OpenScope& open, const NodeList& parameters) {
  assign_registers(parameters);
  if (header_.is_async && !header_.is_generator) {
    emit<Op::StartAsync>();
    begin_async_body();
  }
  create_arguments(parameters);
  callee_environment_at_ = builder_.offset();

  open_scope(open, info_->scope);
  const bool is_method_like = header_.kind == bytecode::FunctionKind::Normal ||
                              header_.kind == bytecode::FunctionKind::Method ||
                              header_.kind == bytecode::FunctionKind::Accessor;
  if (is_method_like && !is_strict() && header_.uses_this) {
    load(Register{0});
    emit<Op::ToThis>();
    store(Register{0});
  }
  lend_this(*info_->scope);
  if (header_.kind == bytecode::FunctionKind::ClassConstructor && header_.has_fields) {
    Temporaries temporaries(*this);
    emit<Op::LoadCallee>();
    const Register constructor = keep();
    load(Register{0});
    at(header_.source_start, header_.source_end);
    emit<Op::InitializeInstance>(constructor);
  }
  bind_parameters(parameters);
}

void FunctionCompiler::bind_parameters(const NodeList& parameters) {
  for (const Variable* variable = info_->scope->first_variable; variable != nullptr;
       variable = variable->next) {
    if (variable->kind == VariableKind::FunctionName && variable->location != VariableLocation::Register) {
      emit<Op::LoadCallee>();
      initialize_variable(*variable);
    }
  }
  if (arguments_.variable != nullptr && arguments_.variable->location != VariableLocation::Register) {
    load(arguments_.place);
    initialize_variable(*arguments_.variable);
  }
  initialize_vars(*info_->scope, nullptr);

  std::uint32_t position = 1;
  for (const Node* parameter : parameters) {
    const auto source = static_cast<Register>(position++);
    if (const auto* rest = try_as<syntax::RestElement>(parameter)) parameter = rest->argument;
    const auto* identifier = try_as<syntax::Identifier>(parameter);
    const bool is_in_place = identifier != nullptr &&
                             identifier->variable->location == VariableLocation::Register &&
                             variable_register(*identifier->variable) == source;
    if (is_in_place) {
      initialized_[identifier->variable] = 0;  // it comes so
      continue;
    }
    // An earlier one of the same name.
    if (identifier != nullptr && identifier->variable->location == VariableLocation::Register &&
        info_->has_simple_parameters)
      continue;
    load(source);
    assign_target(parameter, Binding::Initialize);
  }
  if (arguments_.variable != nullptr && arguments_.is_mapped) map_arguments(parameters);
}

/// https://tc39.es/ecma262/#sec-createmappedargumentsobject
void FunctionCompiler::map_arguments(const NodeList& parameters) {
  bytecode::Scope& description = builder_.scope(scope_->index);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Variable* variable = as<syntax::Identifier>(parameters[i]).variable;
    const bool is_last = std::none_of(parameters.begin() + i + 1, parameters.end(), [&](const Node* other) {
      return as<syntax::Identifier>(other).variable == variable;
    });
    description.parameter_slots.push_back(is_last ? variable->index : bytecode::Scope::k_none);
  }
  if (!parameters.empty()) emit<Op::MapArguments>(arguments_.place, *scope_->environment);
}

/// The `var`s of a scope become undefined, or where they share a name with a parameter or `arguments`, what
/// that is.
/// \param parameters  the scope of parameters that have expressions, or null
void FunctionCompiler::initialize_vars(const syntax::Scope& scope, const syntax::Scope* parameters) {
  bool is_undefined = false;  // acc
  for (const Variable* variable = scope.first_variable; variable != nullptr; variable = variable->next) {
    // Functions get their values right behind this.
    if (variable->kind != VariableKind::Var) continue;
    const Variable* same = parameters != nullptr ? parameters->first_variable : nullptr;
    while (same != nullptr && (same->name != variable->name || same->kind == VariableKind::FunctionName))
      same = same->next;
    if (same != nullptr) {
      load_resolved_variable(*same);
    } else if (!is_undefined) {
      emit<Op::LoadUndefined>();
    }
    is_undefined = same == nullptr;
    initialize_variable(*variable);
  }
}

// Bodies ----------------------------------------------------------------------------------------------------

/// Of an async function or generator: what it throws rejects its promise.
void FunctionCompiler::begin_async_body() {
  async_body_.emplace(Control{.kind = Control::Kind::Handler});
  push(*async_body_);
}

void FunctionCompiler::end_async_body() {
  if (!async_body_) return;
  pop(*async_body_);
  builder_.bind(async_body_->handler);
  emit<Op::RejectAsync>();
}

std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::compile_function(const Node* node) {
  const FunctionView view = view_of(node);
  OpenScope function_scope;
  open_function(function_scope, view.params);

  OpenScope body_scope;
  open_scope(body_scope, info_->body_scope);
  if (info_->body_scope != nullptr) initialize_vars(*info_->body_scope, info_->scope);
  const auto* block = try_as<syntax::BlockStatement>(view.body);
  if (block != nullptr) declare_functions(block->body);
  if (header_.is_generator) {
    emit<Op::CreateGenerator>();
    if (header_.is_async) begin_async_body();
  }

  if (block != nullptr) {
    statement_list(block->body);
    end_function(view.body);
  } else {
    note_statement(view.body->range());
    is_tail_call_allowed_ = true;
    value(view.body);
    is_tail_call_allowed_ = false;
    return_accumulator();
  }
  close_scope(body_scope);
  close_scope(function_scope);
  end_async_body();
  return finish();
}

/// The value of a field, or a static block:
/// https://tc39.es/ecma262/#sec-runtime-semantics-classfielddefinitionevaluation
std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::compile_initializer(const Node* node) {
  OpenScope open;
  open_function(open, {});
  if (const auto* block = try_as<syntax::StaticBlock>(node)) {
    declare_functions(block->body);
    statement_list(block->body);
    end_function(node);
  } else {
    const auto& field = as<syntax::PropertyDefinition>(node);
    note_statement(node->range());
    named_value(field.value, {.name = field.computed ? Name::none : name_of_key(field.key)});
    return_accumulator();
  }
  close_scope(open);
  return finish();
}

/// https://tc39.es/ecma262/#sec-runtime-semantics-classdefinitionevaluation, step 14: the constructor of a
/// class that declares none.
std::shared_ptr<const bytecode::CodeBlock> FunctionCompiler::compile_default_constructor() {
  next_register_ = 1;
  register_count_ = 1;
  callee_environment_ = allocate();
  at(header_.source_start, header_.source_end);
  if (header_.kind == bytecode::FunctionKind::DerivedConstructor) {
    needs_all_arguments_ = true;
    emit<Op::CreateRest>(std::uint32_t{0});
    const Register base = begin_call();
    const Register list = keep();
    emit<Op::LoadCallee>();
    emit<Op::LoadSuperConstructor>();
    store(base + bytecode::k_callee_in_call);
    emit<Op::LoadNewTarget>();
    store(base + bytecode::k_new_target_in_call);
    (void)list;
    emit<Op::ConstructWithList>(base);
    store(Register{0});
  }
  if (header_.has_fields) {
    emit<Op::LoadCallee>();
    const Register constructor = keep();
    load(Register{0});
    emit<Op::InitializeInstance>(constructor);
  }
  if (header_.kind == bytecode::FunctionKind::DerivedConstructor) {
    load(Register{0});
  } else {
    emit<Op::LoadUndefined>();
  }
  emit<Op::Return>();
  return finish();
}

}  // namespace orrery::compiler

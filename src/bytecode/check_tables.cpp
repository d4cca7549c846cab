#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "bytecode/names.h"
#include "bytecode/validation.h"

namespace orrery::bytecode {

namespace {

class TableChecks {
 public:
  explicit TableChecks(Validation& validation)
      : validation_(validation), code_block_(validation.code_block()) {}

  void check_header(const FunctionHeader& header, std::string_view what);
  void check_registers();
  void check_constants();
  void check_feedback();
  void check_positions();
  void check_handlers();
  void check_nesting_of_handlers();
  void check_scopes();

 private:
  template <typename... Arguments>
  void require(bool holds, fmt::format_string<Arguments...> message, Arguments&&... arguments) {
    if (!holds) validation_.report(fmt::format(message, std::forward<Arguments>(arguments)...));
  }
  void check_scope(const Scope& scope, std::size_t index);
  void check_function_of_scope(const Scope& scope, std::size_t index);
  void check_variable(const ScopeVariable& variable, const Scope& scope, std::size_t index);

  void check_constant(double, std::size_t) {}
  void check_constant(StringId id, std::size_t index) { check_string(id, "constant", index); }
  void check_constant(const BigIntLiteral& literal, std::size_t index);
  void check_constant(FunctionReference reference, std::size_t index) {
    require(reference.index < code_block_.functions.size(), "constant {}: there is no function {}", index,
            reference.index);
  }
  void check_constant(ScopeReference reference, std::size_t index) {
    require(reference.index < code_block_.scopes.size(), "constant {}: there is no scope {}", index,
            reference.index);
  }
  void check_constant(const Declarations& declarations, std::size_t index);
  void check_constant(const TemplateLiteral& literal, std::size_t index);
  void check_constant(const JumpTable& table, std::size_t index);
  void check_string(StringId id, std::string_view what, std::size_t index) {
    require(validation_.is_string(id), "{} {}: there is no string {}", what, index,
            static_cast<std::uint32_t>(id));
  }

  Validation& validation_;
  const CodeBlock& code_block_;
};

// Header ----------------------------------------------------------------------------------------------------

void TableChecks::check_header(const FunctionHeader& header, std::string_view what) {
  require(validation_.is_string(header.name), "{}: its name is no string of the program", what);
  require(validation_.is_in_source(header.source_start, header.source_end),
          "{}: its source, {} to {}, is not in the program's", what, header.source_start, header.source_end);
}

void TableChecks::check_registers() {
  require(code_block_.register_count > code_block_.header.parameter_count,
          "header: {} registers do not hold `this` and {} parameters", code_block_.register_count,
          code_block_.header.parameter_count);
  bool takes_all_arguments = false;
  for (const Instruction& instruction : Instructions(code_block_.code)) {
    const Opcode opcode = instruction.opcode();
    takes_all_arguments |= opcode == Opcode::CreateArguments || opcode == Opcode::CreateRest ||
                           opcode == Opcode::CreateArgumentsAndRest;
  }
  require(code_block_.needs_all_arguments == takes_all_arguments,
          "header: needs_all_arguments is {}, the instructions say otherwise",
          code_block_.needs_all_arguments);
}

// Constants -------------------------------------------------------------------------------------------------

void TableChecks::check_constants() {
  for (std::size_t i = 0; i < code_block_.constants.size(); ++i)
    std::visit([&](const auto& constant) { check_constant(constant, i); }, code_block_.constants[i]);
}

bool is_digit(char c, unsigned radix) {
  const unsigned value = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                         : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A') + 10
                                                : radix;
  return value < radix;
}

bool is_bigint(std::string_view digits) {
  unsigned radix = 10;
  for (const auto& [prefix, its_radix] : {std::pair("0x", 16u), {"0o", 8u}, {"0b", 2u}})
    if (digits.starts_with(prefix)) radix = its_radix;
  if (radix != 10) digits.remove_prefix(2);
  return !digits.empty() && std::ranges::all_of(digits, [radix](char c) { return is_digit(c, radix); });
}

void TableChecks::check_constant(const BigIntLiteral& literal, std::size_t index) {
  check_string(literal.digits, "constant", index);
  if (validation_.is_string(literal.digits))
    require(is_bigint(code_block_.program->string(literal.digits)), "constant {}: not the digits of a BigInt",
            index);
}

void TableChecks::check_constant(const Declarations& declarations, std::size_t index) {
  for (const auto* names :
       {&declarations.variables, &declarations.functions, &declarations.hoisted_functions})
    for (StringId name : *names) check_string(name, "constant", index);
  for (const Declarations::Lexical& lexical : declarations.lexicals)
    check_string(lexical.name, "constant", index);
}

void TableChecks::check_constant(const TemplateLiteral& literal, std::size_t index) {
  require(!literal.parts.empty(), "constant {}: a template without parts", index);
  for (const TemplateLiteral::Part& part : literal.parts) {
    check_string(part.raw, "constant", index);
    if (part.has_cooked) check_string(part.cooked, "constant", index);
  }
}

void TableChecks::check_constant(const JumpTable& table, std::size_t index) {
  require(
      std::int64_t{table.first} + static_cast<std::int64_t>(table.targets.size()) <= std::int64_t{1} << 31,
      "constant {}: its last value is too large", index);
  for (std::uint32_t target : table.targets)
    require(target == 0 || validation_.is_instruction(target), "constant {}: {:04} is no instruction", index,
            target);
}

// Feedback --------------------------------------------------------------------------------------------------

void TableChecks::check_feedback() {
  std::uint64_t words = 0;
  for (std::size_t i = 0; i < code_block_.feedback.size(); ++i) {
    const FeedbackSite& site = code_block_.feedback[i];
    require(site.first_word == words, "feedback site {}: begins at word {} instead of {}", i, site.first_word,
            words);
    words += feedback_words(site.kind);
  }
  require(code_block_.feedback_word_count == words, "feedback: {} words, the sites have {}",
          code_block_.feedback_word_count, words);
}

// Positions -------------------------------------------------------------------------------------------------

void TableChecks::check_positions() {
  std::int64_t last = -1;
  for (std::size_t i = 0; i < code_block_.positions.size(); ++i) {
    const Position& position = code_block_.positions[i];
    require(position.offset > last, "position {}: {:04} is not behind the one before", i, position.offset);
    require(validation_.is_instruction(position.offset), "position {}: {:04} is no instruction", i,
            position.offset);
    require(validation_.is_in_source(position.source_start, position.source_end),
            "position {}: {} to {} is not in the source", i, position.source_start, position.source_end);
    require(position.point <= position.source_end - position.source_start,
            "position {}: it points {} bytes behind {}, and so behind its end", i, position.point,
            position.source_start);
    last = position.offset;
  }
}

// Handlers --------------------------------------------------------------------------------------------------

void TableChecks::check_handlers() {
  for (std::size_t i = 0; i < code_block_.handlers.size(); ++i) {
    const Handler& handler = code_block_.handlers[i];
    require(handler.start < handler.end, "handler {}: covers nothing", i);
    require(validation_.is_instruction(handler.start) && validation_.is_boundary(handler.end),
            "handler {}: {:04} to {:04} does not begin and end with instructions", i, handler.start,
            handler.end);
    require(validation_.is_instruction(handler.target), "handler {}: its target, {:04}, is no instruction", i,
            handler.target);
    // Else something that throws again and again would be a loop without a poll.
    require(handler.target >= handler.end, "handler {}: its target, {:04}, is not behind what it covers", i,
            handler.target);
  }
  if (!validation_.has_problems()) check_nesting_of_handlers();
}

void TableChecks::check_nesting_of_handlers() {
  const std::vector<Handler>& handlers = code_block_.handlers;
  std::vector<std::size_t> order(handlers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Outer before inner: of two that begin together, the longer one; of two alike, the later one.
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (handlers[a].start != handlers[b].start) return handlers[a].start < handlers[b].start;
    if (handlers[a].end != handlers[b].end) return handlers[a].end > handlers[b].end;
    return a > b;
  });
  std::vector<std::size_t> around;
  for (std::size_t index : order) {
    while (!around.empty() && handlers[around.back()].end <= handlers[index].start) around.pop_back();
    if (!around.empty()) {
      const std::size_t outer = around.back();
      const bool is_inside = handlers[index].end <= handlers[outer].end;
      require(is_inside, "handlers {} and {} overlap", outer, index);
      require(!is_inside || index < outer, "handler {}: stands before {}, which is inside it", outer, index);
    }
    around.push_back(index);
  }
}

// Scopes ----------------------------------------------------------------------------------------------------

void TableChecks::check_scopes() {
  for (std::size_t i = 0; i < code_block_.scopes.size(); ++i) check_scope(code_block_.scopes[i], i);
}

void TableChecks::check_scope(const Scope& scope, std::size_t index) {
  require(
      scope.start <= scope.end && validation_.is_boundary(scope.start) && validation_.is_boundary(scope.end),
      "scope {}: {:04} to {:04} does not begin and end with instructions", index, scope.start, scope.end);
  if (scope.parent != Scope::k_none) {
    require(scope.parent < index, "scope {}: its parent, {}, is not before it", index, scope.parent);
    if (scope.parent < index) {
      const Scope& parent = code_block_.scopes[scope.parent];
      require(parent.start <= scope.start && scope.end <= parent.end,
              "scope {}: is not within its parent, {}", index, scope.parent);
    }
  }
  const bool has_environment = scope.environment != Scope::k_none;
  require(!has_environment || scope.environment < code_block_.register_count,
          "scope {}: there is no register {} for its environment", index, scope.environment);
  require(has_environment || scope.slot_count == 0, "scope {}: has slots, but no environment", index);
  require(scope.environment_at <= scope.end && validation_.is_boundary(scope.environment_at),
          "scope {}: its environment is there from {:04} on, which is no instruction of it", index,
          scope.environment_at);
  for (std::uint32_t slot : {scope.this_slot, scope.function_slot, scope.new_target_slot})
    require(slot == Scope::k_none || slot < scope.slot_count, "scope {}: there is no slot {}", index, slot);
  check_function_of_scope(scope, index);
  for (const ScopeVariable& variable : scope.variables) check_variable(variable, scope, index);
  for (const ScopeVariable& name : scope.private_names) check_variable(name, scope, index);
}

/// What evals and MapArguments take from a function's scope.
void TableChecks::check_function_of_scope(const Scope& scope, std::size_t index) {
  const bool is_of_function = scope.kind == ScopeKind::Function;
  require(!is_of_function || scope.function_kind == code_block_.header.kind,
          "scope {}: is of a function of kind {}, which this is not", index, to_string(scope.function_kind));
  require(scope.parameter_slots.empty() ||
              (is_of_function && scope.parameter_slots.size() == code_block_.header.parameter_count),
          "scope {}: has slots of {} parameters", index, scope.parameter_slots.size());
  for (std::uint32_t slot : scope.parameter_slots)
    require(slot == Scope::k_none || slot < scope.slot_count, "scope {}: there is no slot {}", index, slot);
}

void TableChecks::check_variable(const ScopeVariable& variable, const Scope& scope, std::size_t index) {
  check_string(variable.name, "scope", index);
  const bool in_register = variable.place == ScopeVariable::Place::Register;
  require(variable.index < (in_register ? code_block_.register_count : scope.slot_count),
          "scope {}: a variable is in {} {}, which does not exist", index, to_string(variable.place),
          variable.index);
  require(variable.initialized_at <= scope.end && validation_.is_boundary(variable.initialized_at),
          "scope {}: a variable is initialised from {:04} on, which is no instruction of it", index,
          variable.initialized_at);
}

}  // namespace

void check_tables(Validation& validation) {
  const CodeBlock& code_block = validation.code_block();
  TableChecks checks(validation);
  checks.check_header(code_block.header, "header");
  for (std::size_t i = 0; i < code_block.functions.size(); ++i)
    checks.check_header(code_block.functions[i], fmt::format("function {}", i));
  checks.check_registers();
  checks.check_constants();
  checks.check_feedback();
  checks.check_positions();
  checks.check_handlers();
  checks.check_scopes();
}

}  // namespace orrery::bytecode

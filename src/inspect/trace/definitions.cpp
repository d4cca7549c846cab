#include "inspect/trace/definitions.h"

#include <algorithm>
#include <iterator>

#include "bytecode/code_block.h"
#include "compiler/compiler.h"
#include "engine/compilation.h"
#include "inspect/trace/looking.h"
#include "vm/execution/activation.h"
#include "vm/functions/calls.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/bound_function.h"
#include "vm/promises/promise.h"

namespace orrery::inspect {

namespace events = trace::trace_events;

namespace {

bool is_top_level(bytecode::FunctionKind kind) {
  return kind == bytecode::FunctionKind::Script || kind == bytecode::FunctionKind::Module ||
         kind == bytecode::FunctionKind::Eval;
}

std::uintptr_t address_of(const void* code) {
  return reinterpret_cast<std::uintptr_t>(code);
}

std::string_view goal_of(const compiler::Unit& unit) {
  if (unit.is_eval()) return "eval";
  if (unit.is_function_body()) return "body";
  return unit.is_module() ? "module" : "script";
}

/// The name that the text gives a function.
std::string name_in_text(const vm::Executable& executable) {
  const bytecode::FunctionHeader& header = executable.header();
  if (is_top_level(header.kind) || header.name == bytecode::StringId::none) return "";
  return std::string(executable.source()->program().string(header.name));
}

}  // namespace

std::size_t Definitions::KeyHash::operator()(const Key& key) const {
  constexpr std::uint64_t k_scatter = 0x9e37'79b9'7f4a'7c15;
  return ((key.first >> 4) ^ key.second * k_scatter) * k_scatter >> 20;
}

Definitions::Definitions(vm::Agent& agent, trace::TraceSink& sink)
    : sink_(sink), kept_(agent.heap()), promises_(agent.heap()), objects_(agent.heap()) {}

Definitions::Name Definitions::name(std::string_view text) {
  if (text.empty()) return {};
  if (const auto found = names_.find(text); found != names_.end()) return {found->second, found->first};
  const std::string& kept = texts_.emplace_back(text);
  names_.emplace(kept, texts_.size());
  sink_.on(events::NameText{.text = kept});
  return {texts_.size(), kept};
}

void Definitions::program(std::string_view url, std::string_view text) {
  program_ = {tell_script(url, false, text), name(url).text, std::string(text)};
}

Definitions::Number Definitions::tell_script(std::string_view url, bool is_internal, std::string_view text) {
  sink_.on(events::Script{.script = ++last_script_,
                          .url = name(url.empty() ? "<anonymous>" : url),
                          .is_internal = is_internal,
                          .source = text});
  return last_script_;
}

Definitions::Number Definitions::script(vm::ScriptSource* source) {
  const auto [found, is_new] = scripts_.try_emplace(source, 0);
  if (!is_new) return found->second;
  kept_.items().push_back(source);
  const bytecode::Program& text = source->program();
  const bool is_told = program_ && program_->url == text.file_name() && program_->text == text.source();
  const Number number =
      is_told ? program_->script : tell_script(text.file_name(), source->is_internal(), text.source());
  found->second = number;
  if (is_told) program_.reset();
  sink_.on(events::ScriptGoal{.script = number, .goal = name(goal_of(engine::unit_of(*source)))});
  return number;
}

// Functions -------------------------------------------------------------------------------------------------

Definitions::Number Definitions::function(std::uintptr_t code, vm::Executable* executable,
                                          const std::string& name_text) {
  const Name known_as = name(name_text);
  const auto [found, is_new] = functions_.try_emplace({code, known_as.number}, last_function_ + 1);
  if (!is_new) return found->second;
  const Number number = ++last_function_;
  events::Function event{.function = number, .name = known_as};
  if (executable != nullptr) {
    kept_.items().push_back(executable);
    // Who names the code and not a closure means the first.
    quick_functions_.try_emplace({code, vm::Value::empty().bits()}, number);
    const bytecode::FunctionHeader& header = executable->header();
    vm::ScriptSource* source = executable->source();
    const bool is_all = is_top_level(header.kind);
    const Place text =
        place(source, is_all ? 0 : header.source_start,
              is_all ? static_cast<std::uint32_t>(source->program().source().size()) : header.source_end);
    event.script = text.script;
    event.start = text.start;
    event.end = text.end;
  }
  sink_.on(event);
  if (executable != nullptr) tell_captures(number, *executable);
  return number;
}

/// Of the host's own code nobody asks.
void Definitions::tell_captures(Number function, const vm::Executable& executable) {
  if (executable.source()->is_internal()) return;
  compiler::Unit& unit = engine::unit_of(*executable.source());
  for (const std::string_view captured : compiler::captured_names(unit, executable.header()))
    sink_.on(events::Capture{.function = function, .name = name(captured)});
}

Definitions::Number Definitions::known_function(const vm::Executable* code) const {
  const auto found = quick_functions_.find({address_of(code), vm::Value::empty().bits()});
  return found == quick_functions_.end() ? 0 : found->second;
}

Definitions::Number Definitions::function(vm::Executable* code) {
  const Key key{address_of(code), vm::Value::empty().bits()};
  if (const auto found = quick_functions_.find(key); found != quick_functions_.end()) return found->second;
  const Number number = function(key.first, code, name_in_text(*code));
  return number;
}

Definitions::Number Definitions::function(vm::Object* callable) {
  vm::Object* target = callable;
  while (target->kind() == vm::CellKind::BoundFunction)
    target = static_cast<vm::BoundFunction*>(target)->target();
  if (target->kind() != vm::CellKind::Function) {
    const std::string text = name_of(callable);
    if (text.empty()) return 0;
    const bool is_native = target->kind() == vm::CellKind::NativeFunction;
    return function(
        is_native
            ? address_of(reinterpret_cast<const void*>(static_cast<vm::NativeFunction*>(target)->code()))
            : 0,
        nullptr, text);
  }
  auto* closure = static_cast<vm::Function*>(target);
  if (target != callable)
    return function(address_of(closure->executable()), closure->executable(), name_of(callable));
  if (closure->given_name().is_empty()) return function(closure->executable());
  const Key key{address_of(closure->executable()), closure->given_name().bits()};
  if (const auto found = quick_functions_.find(key); found != quick_functions_.end()) return found->second;
  const Number number = function(key.first, closure->executable(), name_of(closure));
  // Its address stays the name's.
  if (closure->given_name().is_cell()) kept_.items().push_back(closure->given_name().as_cell());
  quick_functions_.emplace(key, number);
  return number;
}

Definitions::Number Definitions::function(vm::Value callback) {
  if (!vm::is_callable(callback)) return 0;
  if (vm::promise_to_settle(callback) != nullptr)
    return function(0, nullptr, "a promise's resolving function");
  return function(callback.as_object());
}

// Places ----------------------------------------------------------------------------------------------------

Definitions::Place Definitions::place(vm::ScriptSource* source, std::uint32_t start, std::uint32_t end) {
  const Number number = script(source);
  const base::LineMap& map = source->line_map();
  return {.script = number, .start = map.utf16_offset(start), .end = map.utf16_offset(end)};
}

Definitions::Place Definitions::place(vm::Executable* code, std::uint32_t offset) {
  function(code);
  if (code->is_prepared()) {
    const std::vector<bytecode::Position>& positions = code->code().positions;
    const auto behind = std::ranges::upper_bound(positions, offset, {}, &bytecode::Position::offset);
    if (behind != positions.begin()) {
      const bytecode::Position& found = *std::prev(behind);
      return place(code->source(), found.source_start + found.point, found.source_end);
    }
  }
  return place(code->source(), is_top_level(code->header().kind) ? 0 : code->header().source_start, 0);
}

Definitions::Place Definitions::place(const vm::CodePlace& place_in_code) {
  if (place_in_code.code == nullptr) return {};
  return place(place_in_code.code, place_in_code.offset);
}

Definitions::Place Definitions::place(const vm::Activation& activation) {
  return place(activation.executable(), activation.offset());
}

Definitions::Number Definitions::promise(vm::Promise* promise) {
  return promises_.of(promise).number;
}

}  // namespace orrery::inspect

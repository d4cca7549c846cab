// https://tc39.es/ecma262/#sec-LoadRequestedModules: the modules that a module names, and those that they
// name.

#include "vm/modules/loading.h"

#include <algorithm>

#include <fmt/format.h>

#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/execution/frame.h"
#include "vm/modules/dynamic_import.h"
#include "vm/modules/source_text_module.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::vm {

ModuleLoad::ModuleLoad(Realm* realm, Value referrer, std::uint32_t request, String* specifier,
                       ValueList* attributes, bytecode::ImportPhase phase, gc::Cell* payload)
    : Cell(static_cast<std::uint8_t>(k_kind)),
      phase_(phase),
      request_(request),
      realm_(realm),
      referrer_(referrer),
      specifier_(specifier),
      attributes_(attributes),
      payload_(payload) {}

Value ModuleLoad::referrer_host_defined() const {
  if (!referrer().is_cell_of(CellKind::SourceTextModule)) return referrer();
  return static_cast<SourceTextModule*>(referrer().as_cell())->host_defined();
}

void ModuleLoad::visit(gc::Visitor& visitor) {
  if (referrer().is_cell()) visitor.visit(referrer().as_cell());
  visitor.visit(realm_);
  visitor.visit(specifier_);
  visitor.visit(attributes_);
  visitor.visit(payload_);
}

GraphLoading::GraphLoading(Promise* promise) : Cell(static_cast<std::uint8_t>(k_kind)), promise_(promise) {}

void GraphLoading::visit(gc::Visitor& visitor) {
  for (Module* module : visited_) visitor.visit(module);
  visitor.visit(promise_);
}

Completion<void> check_import_attributes(Agent& agent, const ValueList& attributes, ErrorType error) {
  const auto supports = agent.hooks().supports_import_attribute;
  for (std::uint32_t i = 0; i < attributes.size(); i += 2) {
    String* key = attributes.at(i).as_string();
    if (supports != nullptr && supports(agent, key)) continue;
    return agent.throw_error(error, fmt::format("Import attribute \"{}\" with value \"{}\" is not supported",
                                                key->to_utf8(), attributes.at(i + 1).as_string()->to_utf8()));
  }
  return {};
}

struct ModuleLoading {
  using Status = SourceTextModule::Status;

  /// The attributes of a request, in the order of their keys.
  static ValueList* attributes_of(Agent& agent, const SourceTextModule* module,
                                  const bytecode::ModuleRequest& request) {
    const bytecode::Program& program = module->executable()->source()->program();
    std::vector<bytecode::ModuleRequest::Attribute> sorted = request.attributes;
    // https://tc39.es/ecma262/#sec-static-semantics-withclausetoattributes: by code units, as bytes of ASCII
    // are; no key of a supported attribute is anything else.
    std::ranges::sort(sorted, {}, [&](const auto& attribute) { return program.string(attribute.key); });
    ValueList* list = ValueList::make(agent.heap());
    for (const bytecode::ModuleRequest::Attribute& attribute : sorted) {
      for (const bytecode::StringId text : {attribute.key, attribute.value})
        list->append(agent.heap(), Executable::string_constant(agent, program, text));
    }
    return list;
  }

  /// Asks the host for what a module requests, or fails because nobody can load it.
  static void load_request(Agent& agent, GraphLoading* state, SourceTextModule* module, std::uint32_t index) {
    const bytecode::ModuleRequest& request = module->requests()[index];
    ValueList* attributes = attributes_of(agent, module, request);
    if (check_import_attributes(agent, *attributes, ErrorType::SyntaxError).is_thrown()) {
      name_request(agent, module, request);
      return fail(agent, state, {});
    }
    if (Module* loaded = module->loaded_module(index))
      return continue_module_loading(agent, state, request.phase, loaded);
    const NativeEntry entry(agent);
    if (entry.check().is_thrown()) return fail(agent, state, {});
    const Value specifier =
        Executable::string_constant(agent, module->executable()->source()->program(), request.specifier);
    auto* load = agent.heap().make<ModuleLoad>(0, module->realm(), Value::cell(module), index,
                                               specifier.as_string(), attributes, request.phase, state);
    request_from_host(agent, load);
  }

  static void request_from_host(Agent& agent, ModuleLoad* load) {
    if (agent.hooks().load_imported_module != nullptr) return agent.hooks().load_imported_module(agent, load);
    finish_loading_imported_module(agent, load, agent.throw_type_error("This host has no modules"));
  }

  /// https://tc39.es/ecma262/#sec-InnerModuleLoading
  static void inner_module_loading(Agent& agent, GraphLoading* state, Module* module) {
    // 2.
    if (module->kind() == CellKind::SourceTextModule) {
      auto* text = static_cast<SourceTextModule*>(module);
      const bool is_visited = std::ranges::find(state->visited_, module) != state->visited_.end();
      if (text->status() == Status::New && !is_visited) {
        state->visited_.push_back(module);
        gc::write_barrier(state);
        state->pending_count_ += text->requests().size();
        for (std::uint32_t i = 0; i < text->requests().size(); i++) {
          load_request(agent, state, text, i);
          // The host may have run a script, which was ended.
          if (!state->is_loading_ || agent.is_terminating()) return;
        }
      }
    }
    finish_one(agent, state);
  }

  /// Steps 4 and 5.
  static void finish_one(Agent& agent, GraphLoading* state) {
    state->pending_count_--;
    if (state->pending_count_ > 0) return;
    state->is_loading_ = false;
    for (Module* each : state->visited_) {
      auto* loaded = static_cast<SourceTextModule*>(each);
      if (loaded->status() == Status::New) loaded->set_status(Status::Unlinked);
    }
    fulfill_promise(agent, state->promise_.get(), Value::undefined());
  }

  /// Lets the pending error's stack begin with the request that failed, if it does not with another: hosts
  /// may throw one error again and again.
  static void name_request(Agent& agent, SourceTextModule* module, const bytecode::ModuleRequest& request) {
    if (agent.is_terminating()) return;
    const Value exception = agent.take_exception();
    if (exception.is_cell_of(CellKind::Error)) {
      auto* error = static_cast<ErrorObject*>(exception.as_object());
      if (error->stack().is_cell_of(CellKind::StackTrace)) {
        const auto* trace = static_cast<StackTrace*>(error->stack().as_cell());
        const bool has_request = !trace->entries().empty() && trace->entries().front().is_request;
        if (!has_request)
          error->set_stack(
              Value::cell(trace_from_request(agent, *trace, module->executable(), request.source_start)));
      }
    }
    (void)agent.throw_value(exception);
  }

  static void fail(Agent& agent, GraphLoading* state, Thrown thrown) {
    continue_module_loading(agent, state, bytecode::ImportPhase::Evaluation, thrown);
  }

  /// https://tc39.es/ecma262/#sec-ContinueModuleLoading
  static void continue_module_loading(Agent& agent, GraphLoading* state, bytecode::ImportPhase phase,
                                      Completion<Module*> result) {
    if (agent.is_terminating()) return;
    const Value error = result.is_thrown() ? agent.take_exception() : Value::empty();
    // 1.
    if (!state->is_loading_) return;
    // 2. A module of which only the source is wanted needs no others.
    if (!result.is_thrown()) {
      if (phase == bytecode::ImportPhase::Source) return finish_one(agent, state);
      return inner_module_loading(agent, state, result.value());
    }
    // 3.
    state->is_loading_ = false;
    reject_promise(agent, state->promise_.get(), error);
  }

  /// https://tc39.es/ecma262/#sec-FinishLoadingImportedModule
  static void finish(Agent& agent, ModuleLoad* load, Completion<Module*> result) {
    // 1.
    if (load->request_ != ModuleLoad::k_dynamic) {
      auto* referrer = static_cast<SourceTextModule*>(load->referrer().as_cell());
      if (result.is_thrown()) {
        name_request(agent, referrer, referrer->requests()[load->request_]);
      } else {
        referrer->set_loaded_module(load->request_, result.value());
      }
    }
    // 2., 3.
    if (kind_of(load->payload_.get()) == CellKind::GraphLoading) {
      continue_module_loading(agent, static_cast<GraphLoading*>(load->payload_.get()), load->phase_, result);
    } else {
      continue_dynamic_import(agent, static_cast<Promise*>(load->payload_.get()), load->phase_,
                              load->specifier(), result);
    }
  }

  static void load_dynamically(Agent& agent, Value referrer, String* specifier, ValueList* attributes,
                               bytecode::ImportPhase phase, Promise* promise) {
    request_from_host(agent, agent.heap().make<ModuleLoad>(0, &agent.realm(), referrer, ModuleLoad::k_dynamic,
                                                           specifier, attributes, phase, promise));
  }
};

Value active_host_defined(const Agent& agent) {
  for (FrameIterator frame(agent); !frame.is_at_end(); frame.next()) {
    if (frame.executable() != nullptr) return frame.executable()->source()->host_defined();
  }
  return Value::undefined();
}

Promise* load_requested_modules(Agent& agent, Module* module) {
  Promise* promise = new_promise(agent);
  auto* state = agent.heap().make<GraphLoading>(0, promise);
  ModuleLoading::inner_module_loading(agent, state, module);
  return promise;
}

void finish_loading_imported_module(Agent& agent, ModuleLoad* load, Completion<Module*> result) {
  ModuleLoading::finish(agent, load, result);
}

void load_dynamically(Agent& agent, Value referrer, String* specifier, ValueList* attributes,
                      bytecode::ImportPhase phase, Promise* promise) {
  ModuleLoading::load_dynamically(agent, referrer, specifier, attributes, phase, promise);
}

}  // namespace orrery::vm

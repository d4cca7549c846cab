#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "gc/roots.h"
#include "inspect/trace/ordinals.h"
#include "loop/trace_names.h"
#include "trace/trace_sink.h"
#include "vm/agent.h"

namespace orrery::vm {
class Executable;
class Object;
class ScriptSource;
}  // namespace orrery::vm

namespace orrery::inspect {

/// [DOC] What a trace names
///
/// The numbers by which the events of a trace name scripts, functions, promises, objects and texts: given in
/// the order in which somebody first asks, which is the same in each replay of a recording. Scripts,
/// functions and texts are defined to the sink before their number is given.
///
/// Scripts and functions that were named stay alive; promises and objects do not.
class Definitions final : public loop::TraceNames {
 public:
  using Number = trace::trace_events::Number;
  using Name = trace::trace_events::Name;
  using Place = trace::trace_events::Place;

  /// Both must outlive it.
  Definitions(vm::Agent& agent, trace::TraceSink& sink);

  /// The text in it lives as long as this.
  Name name(std::string_view text) override;
  Number script(vm::ScriptSource* source);
  /// The program's own text, before it is parsed: people are shown it although it may never run. What is made
  /// of it is the same script.
  void program(std::string_view url, std::string_view text);

  /// A function of a program by its code, under the name that its text gives it; or a top level.
  Number function(vm::Executable* code);
  /// Anything that can be called, under the name that it has; of what is bound the target's. 0: it is built
  /// in and has no name.
  Number function(vm::Object* callable);
  Number function(vm::Value callback) override;
  Number known_function(const vm::Executable* code) const override;

  /// source[start, end) in bytes.
  Place place(vm::ScriptSource* source, std::uint32_t start, std::uint32_t end);
  /// Of an instruction. The function is defined, too.
  Place place(vm::Executable* code, std::uint32_t offset);
  Place place(const vm::CodePlace& place) override;
  Place place(const vm::Activation& activation) override;

  Number promise(vm::Promise* promise) override;
  /// Objects that are no promises have numbers of their own, and promises have such numbers, too.
  Ordinals& objects() { return objects_; }

 private:
  /// The address of a function's code (its Executable, or C++'s), and a number that tells names apart.
  using Key = std::pair<std::uintptr_t, std::uint64_t>;
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  /// \param executable  null: it is written in C++
  Number function(std::uintptr_t code, vm::Executable* executable, const std::string& name);
  void tell_captures(Number function, const vm::Executable& executable);
  Number tell_script(std::string_view url, bool is_internal, std::string_view text);

  trace::TraceSink& sink_;
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, Number> names_;
  std::unordered_map<const vm::ScriptSource*, Number> scripts_;
  Number last_script_ = 0;
  /// Of the program's text, until it was parsed.
  struct Program {
    Number script;
    std::string_view url;
    std::string text;
  };
  std::optional<Program> program_;
  std::unordered_map<Key, Number, KeyHash> functions_;        // by their names' numbers
  std::unordered_map<Key, Number, KeyHash> quick_functions_;  // by what their closures say of the name
  Number last_function_ = 0;
  gc::RootVector<gc::Cell> kept_;  // what the tables have addresses of
  Ordinals promises_;
  Ordinals objects_;
};

}  // namespace orrery::inspect

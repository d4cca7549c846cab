#pragma once

#include <string_view>

#include "trace/trace_events.h"
#include "vm/execution/origin.h"
#include "vm/value.h"

namespace orrery::vm {
class Activation;
class Executable;
class Promise;
}  // namespace orrery::vm

namespace orrery::loop {

/// Who gives out the numbers by which trace events name things (inspect::Definitions does). Defines what it
/// is asked for, where that is due, before it answers.
class TraceNames {
 public:
  virtual trace::trace_events::Name name(std::string_view text) = 0;
  /// Of something that can be called; 0: nothing that has code of its own or a name.
  virtual trace::trace_events::Number function(vm::Value callback) = 0;
  /// Of code that has been named before; 0: it has not. Defines nothing.
  virtual trace::trace_events::Number known_function(const vm::Executable* code) const = 0;
  virtual trace::trace_events::Place place(const vm::CodePlace& place) = 0;
  /// Where a generator or an async function goes on.
  virtual trace::trace_events::Place place(const vm::Activation& activation) = 0;
  virtual trace::trace_events::Number promise(vm::Promise* promise) = 0;

 protected:
  ~TraceNames() = default;
};

}  // namespace orrery::loop

#include "inspect/state_dump.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/output_buffer.h"
#include "inspect/trace/looking.h"
#include "loop/pending.h"
#include "vm/agent.h"
#include "vm/errors/places.h"
#include "vm/execution/activation.h"
#include "vm/execution/execution_context.h"
#include "vm/execution/frame.h"
#include "vm/functions/executable.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"
#include "vm/shapes/shape.h"

namespace orrery::inspect {

namespace {

using loop::TaskSource;

std::string name_of_callback(vm::Value callback) {
  return callback.is_object() ? name_of(callback.as_object()) : "";
}

StateDump::Frame dump_frame(const vm::FrameIterator& frame) {
  StateDump::Frame dump{.function = name_of(frame.callee())};
  const vm::Executable* executable = frame.executable();
  if (executable == nullptr) return dump;
  dump.line = vm::place_in_code(*executable, frame.offset()).line;
  dump.is_own = !executable->source()->is_internal();
  return dump;
}

StateDump::Microtask dump_microtask(const vm::Job& job) {
  using Sort = vm::JobSubject::Sort;
  const vm::JobSubject subject = vm::subject_of(job);
  const vm::Object* function =
      subject.activation != nullptr ? subject.activation->callee() : subject.function;
  StateDump::Microtask dump{.sort = "job", .function = function == nullptr ? "" : name_of(function)};
  if (subject.sort == Sort::Reaction) dump.sort = "reaction";
  if (subject.sort == Sort::Await) dump.sort = "await";
  if (subject.sort == Sort::Thenable) dump.sort = "thenable";
  return dump;
}

/// What has an id is in the background, and has no task yet.
void dump_pending(const loop::Pending& pending, StateDump& dump) {
  std::string function = name_of_callback(pending.callback);
  if (pending.id == 0)
    dump.tasks[static_cast<std::size_t>(pending.source)].push_back(std::move(function));
  else if (pending.is_in_background)
    dump.operations.push_back(pending.id);
  else if (pending.source == TaskSource::Rendering)
    dump.frames.push_back(std::move(function));
  else if (pending.source == TaskSource::IdleTask)
    dump.idle.push_back(std::move(function));
  else
    dump.timers.push_back({pending.id, pending.due_ns.value_or(0), std::move(function)});
}

class Members {
 public:
  explicit Members(base::OutputBuffer& output) : output_(output) {}
  void name(std::string_view name) {
    if (!std::exchange(is_first_, false)) output_.append(",");
    string(name);
    output_.append(":");
  }
  /// \param write  appends one
  template <typename Items, typename Write>
  void list(const Items& items, Write write) {
    output_.append("[");
    bool is_first = true;
    for (const auto& item : items) {
      if (!std::exchange(is_first, false)) output_.append(",");
      write(item);
    }
    output_.append("]");
  }
  void string(std::string_view string) { base::append_json_string(output_, string); }
  void strings(const std::vector<std::string>& all) {
    list(all, [this](const std::string& each) { string(each); });
  }
  void number(std::uint64_t number) { output_.append(std::to_string(number)); }

 private:
  base::OutputBuffer& output_;
  bool is_first_ = true;
};

void write_waiting(const StateDump& dump, base::OutputBuffer& output) {
  Members members(output);
  members.name("microtasks");
  members.list(dump.microtasks, [&](const StateDump::Microtask& job) {
    output.append(fmt::format(R"({{"sort":"{}","function":)", job.sort));
    members.string(job.function);
    output.append("}");
  });
  members.name("ticks");
  members.strings(dump.ticks);
  members.name("tasks");
  output.append("{");
  Members sources(output);
  for (std::size_t i = 0; i < dump.tasks.size(); i++) {
    if (dump.tasks[i].empty()) continue;
    sources.name(loop::name_of(static_cast<TaskSource>(i)));
    sources.strings(dump.tasks[i]);
  }
  output.append("}");
}

void write_background(const StateDump& dump, base::OutputBuffer& output) {
  Members members(output);
  members.name("timers");
  members.list(dump.timers, [&](const StateDump::Timer& timer) {
    output.append(fmt::format(R"({{"id":{},"due":{},"function":)", timer.id, timer.due_ns));
    members.string(timer.function);
    output.append("}");
  });
  members.name("operations");
  members.list(dump.operations, [&](std::uint64_t id) { members.number(id); });
  members.name("frames");
  members.strings(dump.frames);
  members.name("idle");
  members.strings(dump.idle);
  members.name("ports");
  members.number(dump.ports);
}

}  // namespace

// Execution contexts ----------------------------------------------------------------------------------------

namespace {

constexpr auto k_kinds =
    std::to_array<std::string_view>({"Declarative", "Function", "Module", "Object", "Global"});

ContextDump::Environment dump_environment(const vm::ContextEnvironment& record) {
  using Kind = vm::ContextEnvironment::Kind;
  ContextDump::Environment dump;
  dump.kind = k_kinds[static_cast<std::size_t>(record.kind)];
  if (record.kind == Kind::Object || record.kind == Kind::Global) return dump;
  for (const vm::ContextBinding& binding : record.bindings)
    (binding.is_initialized() ? dump.initialized : dump.uninitialized).push_back(binding.name);
  // What evals have declared there.
  const vm::Object* variables = record.object;
  for (std::uint32_t slot = 0; variables != nullptr && slot < variables->shape()->slot_count(); ++slot) {
    if (const auto key = variables->shape()->key_of(slot))
      dump.initialized.push_back(start_of(key->as_atom(), 200));
  }
  return dump;
}

}  // namespace

ContextDump dump_context(vm::Agent& agent) {
  ContextDump dump;
  const vm::FrameIterator frame(agent);
  if (frame.is_at_end()) return dump;
  const vm::ExecutionContext context = vm::execution_context(frame);
  for (const vm::ContextEnvironment& record : context.environments)
    dump.environments.push_back(dump_environment(record));
  dump.variable_environment = context.variable_environment;
  return dump;
}

std::string ContextDump::to_json() const {
  std::string text;
  {
    base::OutputBuffer output([&](std::string_view part) { text += part; });
    output.append("{");
    Members members(output);
    members.name("environments");
    members.list(environments, [&](const Environment& environment) {
      output.append(fmt::format(R"({{"kind":"{}",)", environment.kind));
      Members bindings(output);
      bindings.name("initialized");
      bindings.strings(environment.initialized);
      bindings.name("uninitialized");
      bindings.strings(environment.uninitialized);
      output.append("}");
    });
    members.name("variable");
    members.number(variable_environment);
    output.append("}");
  }
  return text;
}

// The stack and the queues ----------------------------------------------------------------------------------

StateDump dump_state(vm::Agent& agent, loop::EventLoop& loop) {
  StateDump dump;
  for (vm::FrameIterator frame(agent); !frame.is_at_end(); frame.next())
    dump.stack.push_back(dump_frame(frame));
  std::ranges::reverse(dump.stack);
  for (std::size_t i = 0; i < loop.microtasks().size(); i++)
    dump.microtasks.push_back(dump_microtask(*loop.microtasks().at(i)));
  const loop::PendingList pending = loop.pending(0, loop::PendingList::k_most_counted);
  for (const vm::Value tick : pending.tick_callbacks) dump.ticks.push_back(name_of_callback(tick));
  for (const loop::Pending& item : pending.items()) dump_pending(item, dump);
  dump.ports = pending.handles;
  return dump;
}

std::string StateDump::to_json() const {
  std::string text;
  {
    base::OutputBuffer output([&](std::string_view part) { text += part; });
    Members members(output);
    members.name("stack");
    members.list(stack, [&](const Frame& frame) {
      output.append("{\"function\":");
      members.string(frame.function);
      output.append(fmt::format(R"(,"line":{},"own":{}}})", frame.line, frame.is_own));
    });
    output.append(",");
    write_waiting(*this, output);
    output.append(",");
    write_background(*this, output);
  }
  return text;
}

}  // namespace orrery::inspect

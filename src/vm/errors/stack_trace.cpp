// Stack traces: which frames there are, and the text of all.

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "base/line_map.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/frame_text.h"
#include "vm/errors/inspection.h"
#include "vm/errors/places.h"
#include "vm/execution/frame.h"
#include "vm/execution/generator.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/combination.h"
#include "vm/promises/promise.h"
#include "vm/strings/string_builder.h"

namespace orrery::vm {

StackTrace::StackTrace(Value header, std::span<const Entry> entries)
    : Cell(static_cast<std::uint8_t>(k_kind)), count_(entries.size()), header_(header) {
  std::ranges::uninitialized_copy(entries, std::span(reinterpret_cast<Entry*>(this + 1), count_));
}

void StackTrace::visit(gc::Visitor& visitor) {
  if (header().is_cell()) visitor.visit(header().as_cell());
  for (const Entry& entry : entries()) {
    visitor.visit(entry.executable);
    visitor.visit(entry.callee);
    if (entry.this_value.is_cell()) visitor.visit(entry.this_value.as_cell());
  }
}

SourcePlace StackTrace::place() const {
  for (const Entry& entry : entries()) {
    if (entry.executable == nullptr) continue;
    const std::optional<std::uint32_t> offset = frame_source_offset(entry);
    return offset ? SourcePlace{entry.executable, *offset} : SourcePlace{};
  }
  return {};
}

// Which frames ----------------------------------------------------------------------------------------------

namespace {

/// https://v8.dev/docs/stack-trace-api#basic-stack-traces: the realm's Error.stackTraceLimit. What is no
/// number means no frames.
std::size_t stack_trace_limit(Agent& agent) {
  Object* error = agent.intrinsic(Intrinsic::Error);
  OwnProperty found;
  if (!error->methods().find_own_property(agent, error, agent.names().stackTraceLimit, &found)) return 0;
  if (found.attributes.is_accessor() || !found.value.is_number()) return 0;
  const double limit = found.value.as_number();
  if (!(limit > 0)) return 0;
  return limit < 0x1p30 ? static_cast<std::size_t>(limit) : std::size_t{1} << 30;
}

StackTrace::Entry entry_of(const FrameIterator& frame) {
  Executable* executable = frame.executable();
  const Value* fp = frame.fp();
  const bool is_construct =
      executable == nullptr ? NativeFrame(frame.fp()).is_construct() : frame.is_construct();
  return {.executable = executable,
          .callee = frame.callee(),
          // Of natives that construct nobody has written it.
          .this_value = is_construct ? Value::undefined() : fp[0],
          .offset = executable == nullptr ? 0 : frame.offset(),
          .is_construct = is_construct,
          .is_async = false};
}

/// Of a frame: the activation of a generator or an async function, or null.
Activation* activation_of(const Value* fp) {
  const Value value = fp[FrameWords::k_new_target];
  return value.is_cell_of(CellKind::Activation) ? static_cast<Activation*>(value.as_cell()) : nullptr;
}

/// The promise that is settled when the activation is done, or, of an async generator, when it yields; or
/// null.
Promise* promise_of(const Activation* activation) {
  Object* owner = activation->owner();
  if (owner == nullptr) return nullptr;
  if (owner->kind() == CellKind::AsyncGenerator) {
    const AsyncGeneratorRequest* request = static_cast<AsyncGenerator*>(owner)->first_request();
    owner = request == nullptr ? nullptr : request->promise();
  }
  return owner != nullptr && owner->kind() == CellKind::Promise ? static_cast<Promise*>(owner) : nullptr;
}

StackTrace::Entry entry_of(const Activation* activation) {
  return {.executable = activation->executable(),
          .callee = activation->callee(),
          .this_value = activation->this_value(),
          .offset = activation->offset(),
          .is_construct = false,
          .is_async = true};
}

StackTrace::Entry entry_of(const CombinationElement& element) {
  return {.executable = nullptr,
          .callee = nullptr,
          .this_value = Value::undefined(),
          .offset = element.index,
          .is_construct = false,
          .is_async = true,
          .combinator = element.function};
}

Promise* as_promise(Value value) {
  return value.is_cell_of(CellKind::Promise) ? static_cast<Promise*>(value.as_object()) : nullptr;
}

/// The element that a promise is of a call of Promise.all or its kin, if its handlers are those of one.
std::optional<CombinationElement> element_of(const PromiseReaction* reaction) {
  if (std::optional<CombinationElement> element = combination_element(reaction->on_fulfilled()))
    return element;
  return combination_element(reaction->on_rejected());
}

/// The async functions that wait for `activation`, the innermost first, as far as there is room for them:
/// maybe through promises made by `then`, or through Promise.all and its kin. What has several that wait for
/// it has none that could be told.
void append_awaiting(std::vector<StackTrace::Entry>& entries, const Activation* activation,
                     std::size_t limit) {
  constexpr std::size_t k_most = 1000;
  constexpr int k_longest_chain = 100;
  limit = std::min(limit, entries.size() + k_most);
  Promise* promise = promise_of(activation);
  for (int i = 0; promise != nullptr && entries.size() < limit && i < k_longest_chain; i++) {
    const PromiseReaction* reaction = promise->only_reaction();
    if (reaction == nullptr) return;
    const Value waiting = reaction->waiting();
    if (waiting.is_cell_of(CellKind::Activation)) {
      activation = static_cast<Activation*>(waiting.as_cell());
      entries.push_back(entry_of(activation));
      promise = promise_of(activation);
      i = 0;
    } else if (const std::optional<CombinationElement> element = element_of(reaction)) {
      entries.push_back(entry_of(*element));
      promise = as_promise(element->promise);
    } else if (Promise* settled = promise_to_settle(reaction->on_fulfilled())) {
      promise = settled;
    } else {
      promise = as_promise(waiting);
    }
  }
}

/// Off the heap, as long as nothing is allocated: frames and promises keep alive what is in it.
std::vector<StackTrace::Entry> running_entries(Agent& agent, std::size_t limit, const Object* above) {
  std::vector<StackTrace::Entry> entries;
  FrameIterator frame(agent);
  if (above != nullptr) {
    while (!frame.is_at_end() && frame.callee() != above) frame.next();
    if (!frame.is_at_end()) frame.next();
  }
  const Value* outermost = nullptr;
  for (; !frame.is_at_end() && entries.size() < limit; frame.next()) {
    entries.push_back(entry_of(frame));
    outermost = frame.fp();
  }
  const Activation* activation =
      outermost == nullptr || !frame.is_at_end() ? nullptr : activation_of(outermost);
  if (activation != nullptr) append_awaiting(entries, activation, limit);
  return entries;
}

}  // namespace

StackTrace* capture_stack_trace(Agent& agent, Value header, Object* above, std::optional<std::size_t> limit) {
  const std::vector<StackTrace::Entry> entries =
      running_entries(agent, limit.value_or(stack_trace_limit(agent)), above);
  return agent.heap().make<StackTrace>(entries.size() * sizeof(StackTrace::Entry), header, entries);
}

StackTrace* trace_from_request(Agent& agent, const StackTrace& trace, Executable* executable,
                               std::uint32_t offset) {
  std::vector<StackTrace::Entry> entries;
  entries.push_back({.executable = executable,
                     .callee = nullptr,
                     .this_value = Value::undefined(),
                     .offset = offset,
                     .is_construct = false,
                     .is_async = false,
                     .is_request = true});
  entries.insert(entries.end(), trace.entries().begin(), trace.entries().end());
  return agent.heap().make<StackTrace>(entries.size() * sizeof(StackTrace::Entry), trace.header(), entries);
}

// Text ------------------------------------------------------------------------------------------------------

String* stack_text(Agent& agent, const StackTrace& trace) {
  String* header =
      trace.header().is_string() ? trace.header().as_string() : error_text(agent, trace.header().as_object());
  StringBuilder builder(agent);
  builder.append(header);
  for (const StackTrace::Entry& entry : trace.entries()) {
    const Completion<String*> line =
        make_string_from_utf8(agent, "\n    at " + frame_text(agent, entry, FileNames::Full));
    if (!line.is_thrown()) builder.append(line.value());
  }
  const Completion<String*> text = builder.finish();
  if (!text.is_thrown()) return text.value();
  if (!agent.is_terminating()) (void)agent.take_exception();
  return header;
}

std::vector<std::string> running_frames(Agent& agent, std::size_t limit) {
  std::vector<std::string> lines;
  for (const StackTrace::Entry& entry : running_entries(agent, limit, nullptr))
    lines.push_back(frame_text(agent, entry, FileNames::Shown));
  return lines;
}

std::string eval_file_name(Agent& agent) {
  FrameIterator frame(agent);
  while (!frame.is_at_end() && frame.executable() == nullptr) frame.next();
  if (frame.is_at_end()) return "<anonymous>";
  const StackTrace::Entry entry = entry_of(frame);
  const std::string function = frame_function_name(agent, entry);
  return std::string(k_eval_prefix) + (function.empty() ? "<anonymous>" : function) + " (" +
         frame_location(entry, FileNames::Shown) + "), <anonymous>";
}

}  // namespace orrery::vm

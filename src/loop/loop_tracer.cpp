#include "loop/loop_tracer.h"

#include <algorithm>
#include <utility>

#include "loop/event_loop.h"
#include "vm/agent.h"
#include "vm/execution/activation.h"
#include "vm/functions/executable.h"
#include "vm/promises/job.h"
#include "vm/promises/promise.h"

namespace orrery::loop {

namespace events = trace::trace_events;

namespace {

/// Of MicrotaskQueued::sort
events::Number sort_of(const vm::JobSubject& subject) {
  switch (subject.sort) {
    case vm::JobSubject::Sort::Other:
      return 0;
    case vm::JobSubject::Sort::Reaction:
      return subject.is_rejection ? 2 : 1;
    case vm::JobSubject::Sort::Await:
      return subject.is_rejection ? 4 : 3;
    case vm::JobSubject::Sort::Thenable:
      return 5;
  }
  return 0;
}

std::string_view name_of(LoopTracer::Handle sort) {
  switch (sort) {
    case LoopTracer::Handle::Frame:
      return "animation frame";
    case LoopTracer::Handle::Idle:
      return "idle callback";
    case LoopTracer::Handle::Port:
      return "port";
    case LoopTracer::Handle::Input:
      return "input pad";
  }
  return "";
}

constexpr std::uintptr_t handle_key(LoopTracer::Handle sort, std::uintptr_t key) {
  return key << 2 | static_cast<std::uintptr_t>(sort);
}

}  // namespace

LoopTracer::LoopTracer(EventLoop& loop, trace::TraceSink& sink, TraceNames& names)
    : RootBase(loop.agent().heap()), loop_(loop), sink_(sink), names_(names) {
  for (std::size_t i = 0; i < k_task_source_count; i++) {
    const auto source = static_cast<TaskSource>(i);
    const events::Name name = names.name(loop::name_of(source));
    sink.on(events::TaskSource{.source = code_of(source), .name = name});
  }
  loop.set_tracer(this);
  auto& compile = loop.agent().hooks().compile_to_machine_code;
  if (loop.tracer() == this && compile != nullptr) compile_ = std::exchange(compile, compile_to_machine_code);
}

LoopTracer::~LoopTracer() {
  if (compile_ != nullptr) loop_.agent().hooks().compile_to_machine_code = compile_;
  loop_.set_tracer(nullptr);
}

LoopTracer::Place LoopTracer::place_here() {
  return names_.place(vm::running_code(loop_.agent()));
}

LoopTracer::Request LoopTracer::request_here(const vm::JobOrigin* origin) {
  return {running_job(), origin == nullptr ? Place() : names_.place(origin->place())};
}

// Turns -----------------------------------------------------------------------------------------------------

void LoopTracer::tell_phase() {
  if (phase_ == told_phase_) return;
  told_phase_ = phase_;
  sink_.on(events::Phase{.name = names_.name(phase_)});
}

void LoopTracer::begin_turn(Number turn, Number time_ns) {
  tell_phase();
  // Where a recording has ended the door knows of no time, here and below.
  last_time_ns_ = std::max(last_time_ns_, time_ns);
  sink_.on(events::TurnBegin{.turn = turn, .time_ns = last_time_ns_});
}

void LoopTracer::end_turn(Number turn, Number time_ns) {
  last_time_ns_ = std::max(last_time_ns_, time_ns);
  sink_.on(events::TurnEnd{.turn = turn, .time_ns = last_time_ns_});
}

void LoopTracer::begin_wait(Number time_ns, Number until_ns) {
  tell_phase();
  last_time_ns_ = std::max(last_time_ns_, time_ns);
  sink_.on(events::WaitBegin{.time_ns = last_time_ns_, .until_ns = until_ns});
}

void LoopTracer::end_wait(Number time_ns) {
  last_time_ns_ = std::max(last_time_ns_, time_ns);
  sink_.on(events::WaitEnd{.time_ns = last_time_ns_});
}

// Tasks -----------------------------------------------------------------------------------------------------

LoopTracer::Job LoopTracer::queue(TaskSource source, Number callback, std::string_view what,
                                  const Request& request) {
  const Job job{.number = ++last_job_, .request = request};
  sink_.on(events::TaskQueued{.job = job.number,
                              .source = code_of(source),
                              .callback = callback,
                              .what = what,
                              .by = request.by,
                              .place = request.place});
  return job;
}

void LoopTracer::queue_task(const Task& task) {
  const Number callback = names_.function(loop_.callback_of(task));
  tasks_[task.sequence] = queue(task.source, callback, EventLoop::text_of(task), request_here(task.origin));
}

void LoopTracer::queue_input(const Task& task, std::string_view what) {
  tasks_[task.sequence] = queue(task.source, 0, what, {});
}

void LoopTracer::begin_job(const Job& job) {
  sink_.on(events::JobBegin{.job = job.number});
  running_.push_back(job);
}

void LoopTracer::begin_task(const Task& task) {
  if (!tasks_.contains(task.sequence)) {
    const Request request{0, task.origin == nullptr ? Place() : names_.place(task.origin->place())};
    tasks_[task.sequence] = queue(task.source, 0, "", request);
  }
  const auto found = tasks_.find(task.sequence);
  const Job job = found->second;
  tasks_.erase(found);
  begin_job(job);
}

void LoopTracer::end_job() {
  if (running_.empty()) return;
  sink_.on(events::JobEnd{.job = running_.back().number});
  running_.pop_back();
}

void LoopTracer::queue_item(const void* item, TaskSource source, vm::Value callback,
                            const vm::JobOrigin* origin) {
  const Number function = names_.function(callback);
  items_[item] = queue(source, function, "", request_here(origin));
}

void LoopTracer::drop_item(const void* item) {
  const auto found = items_.find(item);
  if (found == items_.end()) return;
  sink_.on(events::JobDropped{.job = found->second.number});
  items_.erase(found);
}

void LoopTracer::take_item(const void* item, const Task& task) {
  const auto found = items_.find(item);
  if (found == items_.end()) return;
  tasks_[task.sequence] = found->second;
  items_.erase(found);
}

// Microtasks and ticks --------------------------------------------------------------------------------------

bool LoopTracer::note_settled(Number promise) {
  if (promise >= settled_.size()) settled_.resize(2 * promise + 1);
  if (settled_[promise]) return false;
  settled_[promise] = true;
  return true;
}

void LoopTracer::settle(vm::Promise* promise) {
  const Number number = names_.promise(promise);
  if (!note_settled(number)) return;
  const bool is_fulfilled = promise->state() == vm::Promise::State::Fulfilled;
  const Place place = place_here();
  sink_.on(events::PromiseSettled{
      .promise = number, .state = is_fulfilled ? Number{1} : Number{2}, .by = running_job(), .place = place});
}

void LoopTracer::queue_microtask(const vm::Job& job, vm::Promise* cause) {
  if (cause != nullptr && cause->state() != vm::Promise::State::Pending) settle(cause);
  const vm::JobSubject subject = vm::subject_of(job);
  events::MicrotaskQueued event{.sort = sort_of(subject), .by = running_job(), .place = place_here()};
  if (cause != nullptr) event.promise = names_.promise(cause);
  if (subject.activation != nullptr) {
    event.goes_on = names_.place(*subject.activation);
    event.callback =
        names_.function(subject.activation->callee() == nullptr ? vm::Value::undefined()
                                                                : vm::Value(subject.activation->callee()));
  } else if (subject.function != nullptr) {
    event.callback = names_.function(subject.function);
  }
  event.job = ++last_job_;
  microtasks_.push_back({.number = event.job, .request = {event.by, event.place}});
  sink_.on(event);
}

void LoopTracer::begin_microtask() {
  set_phase("microtasks");
  tell_phase();
  // One that was queued before anybody looked.
  if (microtasks_.empty()) return begin_job({.number = ++last_job_});
  const Job job = microtasks_.front();
  microtasks_.pop_front();
  begin_job(job);
}

void LoopTracer::drop_all(std::deque<Job>& jobs) {
  for (const Job& job : jobs) sink_.on(events::JobDropped{.job = job.number});
  jobs.clear();
}

void LoopTracer::drop_microtasks() {
  drop_all(microtasks_);
}

void LoopTracer::queue_tick(vm::Value callback, const vm::JobOrigin* origin) {
  const Request request = request_here(origin);
  const Number function = names_.function(callback);
  const Job job{.number = ++last_job_, .request = request};
  ticks_.push_back(job);
  sink_.on(
      events::TickQueued{.job = job.number, .callback = function, .by = request.by, .place = request.place});
}

void LoopTracer::begin_tick() {
  set_phase("ticks");
  tell_phase();
  if (ticks_.empty()) return begin_job({.number = ++last_job_});
  const Job job = ticks_.front();
  ticks_.pop_front();
  begin_job(job);
}

void LoopTracer::drop_ticks() {
  drop_all(ticks_);
}

// Callbacks -------------------------------------------------------------------------------------------------

void LoopTracer::begin_callback(vm::Value callback, std::string_view what, const vm::JobOrigin* origin) {
  Request request;
  if (next_callback_) {
    request = *std::exchange(next_callback_, std::nullopt);
  } else {
    if (what.empty() && !running_.empty()) request.by = running_.back().request.by;
    if (origin != nullptr) request.place = names_.place(origin->place());
  }
  const Number function = names_.function(callback);
  sink_.on(
      events::CallbackBegin{.callback = function, .what = what, .by = request.by, .place = request.place});
}

void LoopTracer::end_callback() {
  sink_.on(events::CallbackEnd{});
}

// In the background -----------------------------------------------------------------------------------------

void LoopTracer::set_timer(std::uintptr_t key, const TimerTraits& traits, vm::Value callback,
                           const vm::JobOrigin* origin) {
  const auto [found, is_new] = timers_.try_emplace(key);
  Timer& timer = found->second;
  if (is_new) {
    timer.number = ++last_timer_;
    timer.repeats = traits.repeats;
    timer.callback = names_.function(callback);
    timer.request = request_here(origin);
  }
  timer.waits = true;
  sink_.on(events::TimerSet{.timer = timer.number,
                            .delay_ms = traits.delay_ms,
                            .due_ns = traits.due_ns,
                            .repeats = traits.repeats,
                            .callback = timer.callback,
                            .by = timer.request.by,
                            .place = timer.request.place});
}

void LoopTracer::clear_timer(std::uintptr_t key) {
  const auto found = timers_.find(key);
  if (found == timers_.end()) return;
  const Timer timer = found->second;
  timers_.erase(found);
  if (!timer.waits) return;
  const Place place = place_here();
  sink_.on(events::TimerCleared{.timer = timer.number, .by = running_job(), .place = place});
}

void LoopTracer::reference_timer(std::uintptr_t key, bool keeps_alive) {
  const auto found = timers_.find(key);
  if (found == timers_.end() || !found->second.waits) return;
  const Place place = place_here();
  sink_.on(events::TimerReferenced{
      .timer = found->second.number, .keeps_alive = keeps_alive, .by = running_job(), .place = place});
}

void LoopTracer::timer_is_due(std::uintptr_t key, const Task& task) {
  const auto found = timers_.find(key);
  if (found == timers_.end()) return;
  Timer& timer = found->second;
  const Job job = queue(task.source, timer.callback, "", timer.request);
  tasks_[task.sequence] = job;
  sink_.on(events::TimerDue{.timer = timer.number, .job = job.number});
  timer.waits = false;
  if (!timer.repeats) timers_.erase(found);
}

void LoopTracer::begin_operation(Number operation, std::string_view what, const vm::JobOrigin* origin) {
  const Request request = request_here(origin);
  operations_.emplace(operation, Operation{std::string(what), request});
  sink_.on(events::OperationBegun{
      .operation = operation, .what = what, .keeps_alive = true, .by = request.by, .place = request.place});
}

void LoopTracer::operation_is_done(Number operation, const Task& task) {
  const auto found = operations_.find(operation);
  if (found == operations_.end()) return;
  const Job job = queue(task.source, 0, found->second.what, found->second.request);
  tasks_[task.sequence] = job;
  sink_.on(events::OperationDone{.operation = operation, .job = job.number});
  operations_.erase(found);
}

void LoopTracer::cancel_operation(Number operation) {
  if (operations_.erase(operation) != 0) sink_.on(events::OperationCancelled{.operation = operation});
}

void LoopTracer::open_handle(Handle sort, std::uintptr_t key) {
  const Requested handle{.number = ++last_handle_, .request = {running_job(), place_here()}};
  handles_[handle_key(sort, key)] = handle;
  sink_.on(events::HandleOpened{.handle = handle.number,
                                .what = name_of(sort),
                                .by = handle.request.by,
                                .place = handle.request.place});
}

void LoopTracer::close_handle(Handle sort, std::uintptr_t key) {
  const auto found = handles_.find(handle_key(sort, key));
  if (found == handles_.end()) return;
  sink_.on(events::HandleClosed{.handle = found->second.number});
  handles_.erase(found);
}

void LoopTracer::request_callback(Handle sort, std::uintptr_t key, vm::Value callback,
                                  std::optional<std::uint64_t> due_ns) {
  const Number function = names_.function(callback);
  const Requested handle{.number = ++last_handle_, .request = {running_job(), place_here()}};
  handles_[handle_key(sort, key)] = handle;
  sink_.on(events::CallbackRequested{.handle = handle.number,
                                     .what = name_of(sort),
                                     .due_ns = due_ns.value_or(UINT64_MAX),
                                     .callback = function,
                                     .by = handle.request.by,
                                     .place = handle.request.place});
}

void LoopTracer::take_request(Handle sort, std::uintptr_t key) {
  const auto found = handles_.find(handle_key(sort, key));
  if (found == handles_.end()) return;
  next_callback_ = found->second.request;
  sink_.on(events::CallbackDue{.handle = found->second.number, .job = running_job()});
  handles_.erase(found);
}

// Listeners -------------------------------------------------------------------------------------------------

std::size_t LoopTracer::ListenerKeyHash::operator()(const ListenerKey& key) const {
  constexpr std::uint64_t k_multiplier = 0x9e37'79b9'7f4a'7c15;
  return (reinterpret_cast<std::uintptr_t>(key.target) ^ static_cast<std::uint32_t>(key.id)) * k_multiplier;
}

void LoopTracer::add_listener(const gc::Cell* target, std::int32_t id, std::string_view type,
                              vm::Value callback) {
  const Number function = names_.function(callback);
  const Requested listener{.number = ++last_listener_, .request = {running_job(), place_here()}};
  listeners_[{target, id}] = listener;
  sink_.on(events::ListenerAdded{.listener = listener.number,
                                 .what = type,
                                 .callback = function,
                                 .by = listener.request.by,
                                 .place = listener.request.place});
}

void LoopTracer::remove_listener(const gc::Cell* target, std::int32_t id) {
  listeners_.erase({target, id});
}

void LoopTracer::call_listener(const gc::Cell* target, std::int32_t id) {
  const auto found = listeners_.find({target, id});
  if (found == listeners_.end()) return;
  next_callback_ = found->second.request;
  sink_.on(events::ListenerCalled{.listener = found->second.number});
}

void LoopTracer::clear_dead(const gc::Liveness& liveness) {
  std::erase_if(listeners_, [&](const auto& entry) { return !liveness.is_alive(entry.first.target); });
}

// What is seen ----------------------------------------------------------------------------------------------

void LoopTracer::output(bool is_error, std::string_view method, std::string_view text) {
  const Place place = place_here();
  const trace::trace_events::Name name = method.empty() ? trace::trace_events::Name() : names_.name(method);
  sink_.on(events::Output{
      .stream = is_error ? Number{2} : Number{1}, .method = name, .text = text, .place = place});
}

void LoopTracer::uncaught(Uncaught sort, vm::Promise* promise, std::string_view text) {
  const Number number = promise == nullptr ? 0 : names_.promise(promise);
  const Place place = place_here();
  sink_.on(
      events::Uncaught{.sort = static_cast<Number>(sort), .promise = number, .text = text, .place = place});
}

void LoopTracer::end_run(int status, std::string_view why) {
  sink_.on(events::RunEnd{.time_ns = last_time_ns_, .status = static_cast<Number>(status), .why = why});
}

void LoopTracer::compile_to_machine_code(vm::Agent& agent, vm::Executable* executable) {
  LoopTracer& tracer = *EventLoop::of(agent).tracer();
  const vm::MachineCode* before = executable->machine_code();
  tracer.compile_(agent, executable);
  if (executable->machine_code() != before) tracer.note_machine_code(*executable);
}

/// It defines nothing: whether a function is compiled may depend on who looks, and numbers may not.
void LoopTracer::note_machine_code(const vm::Executable& executable) {
  const bytecode::StringId name = executable.header().name;
  const bool has_name = name != bytecode::StringId::none;
  sink_.on(events::MachineCode{.function = names_.known_function(&executable),
                               .name = has_name ? executable.source()->program().string(name) : "",
                               .bytes = executable.machine_code()->size()});
}

void LoopTracer::note_collection(const gc::CollectionReport& report) {
  sink_.on(events::Collection{.sort = report.is_major ? Number{2} : Number{1},
                              .bytes_before = report.bytes_before,
                              .bytes_after = report.bytes_after});
}

}  // namespace orrery::loop

#include "node/process/signals.h"

#include <cerrno>
#include <memory>
#include <string>

#include <signal.h>

#include "node/environment.h"
#include "node/errors.h"
#include "vm/functions/calls.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

struct NamedSignal {
  std::string_view name;
  int number;
};
/// https://nodejs.org/api/os.html#signal-constants; of those with two names the one that Node tells is the
/// first.
constexpr NamedSignal k_signals[] = {
#define SIGNAL(name) {#name, name}
    SIGNAL(SIGHUP),    SIGNAL(SIGINT),  SIGNAL(SIGQUIT), SIGNAL(SIGILL),  SIGNAL(SIGTRAP),  SIGNAL(SIGABRT),
    SIGNAL(SIGIOT),    SIGNAL(SIGBUS),  SIGNAL(SIGFPE),  SIGNAL(SIGKILL), SIGNAL(SIGUSR1),  SIGNAL(SIGSEGV),
    SIGNAL(SIGUSR2),   SIGNAL(SIGPIPE), SIGNAL(SIGALRM), SIGNAL(SIGTERM), SIGNAL(SIGCHLD),  SIGNAL(SIGCONT),
    SIGNAL(SIGSTOP),   SIGNAL(SIGTSTP), SIGNAL(SIGTTIN), SIGNAL(SIGTTOU), SIGNAL(SIGURG),   SIGNAL(SIGXCPU),
    SIGNAL(SIGXFSZ),   SIGNAL(SIGPROF), SIGNAL(SIGIO),   SIGNAL(SIGSYS),  SIGNAL(SIGWINCH), SIGNAL(SIGVTALRM),
#ifdef __linux__
    SIGNAL(SIGSTKFLT), SIGNAL(SIGPOLL), SIGNAL(SIGPWR),
#endif
#undef SIGNAL
};

std::string_view signal_name(int number) {
  for (const NamedSignal& each : k_signals) {
    if (each.number == number) return each.name;
  }
  return "";
}

/// It has no answer but that it has come.
class SignalOperation final : public loop::Operation {
 public:
  explicit SignalOperation(int signal) : signal_(signal) {}
  std::string_view kind() const override { return "signal"; }
  void perform() override {}
  int awaited_signal() const override { return signal_; }
  std::string describe() const override { return "signal " + std::string(signal_name(signal_)); }
  std::string answer_text() const override { return ""; }
  bool set_answer_text(std::string_view text) override { return text.empty(); }

 private:
  int signal_;
};

}  // namespace

int signal_number(std::string_view name) {
  for (const NamedSignal& each : k_signals) {
    if (each.name == name) return each.number;
  }
  return 0;
}

Completion<void> ListenedSignals::begin(Agent& agent, int signal) {
  if (operations_.contains(signal)) return {};
  if (signal == SIGKILL || signal == SIGSTOP)
    return agent.throw_value(make_system_error(agent, EINVAL, "uv_signal_start"));
  wait(agent, signal);
  return {};
}

void ListenedSignals::wait(Agent& agent, int signal) {
  const auto tell = [](loop::EventLoop& loop, Value about, loop::Operation&) {
    Environment& environment = Environment::of(loop.agent());
    const int number = about.as_int32();
    // What comes from now on is told, too, even while the listeners run.
    environment.signals().wait(loop.agent(), number);
    const Completion<vm::Object*> process = environment.process();
    if (process.is_thrown()) return loop.report_pending_exception();
    const Completion<Value> emit =
        vm::get(loop.agent(), process.value(), vm::PropertyKey::atom(vm::intern(loop.agent(), "emit")));
    if (emit.is_thrown()) return loop.report_pending_exception();
    const Value name = vm::intern(loop.agent(), signal_name(number));
    const Value arguments[] = {name, name, about};
    if (vm::is_callable(emit.value())) environment.call_back(loop, emit.value(), process.value(), arguments);
  };
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  const loop::OperationId id =
      loop.begin_operation(std::make_unique<SignalOperation>(signal), {.source = loop::TaskSource::Signal,
                                                                       .steps = tell,
                                                                       .about = Value::int32(signal),
                                                                       .realm = &agent.realm()});
  loop.background().set_referenced(id, false);
  operations_[signal] = id;
}

void ListenedSignals::end(Agent& agent, int signal) {
  const auto found = operations_.find(signal);
  if (found == operations_.end()) return;
  const loop::OperationId id = found->second;
  operations_.erase(found);
  loop::EventLoop::of(agent).cancel_operation(id);
}

namespace {

int signal_of_event(Value event) {
  return event.is_string() ? signal_number(event.as_string()->to_utf8()) : 0;
}

Completion<Value> hear_of_new_listener(Agent& agent, NativeFrame& frame) {
  const int signal = signal_of_event(frame.argument(0));
  if (signal != 0) TRY(Environment::of(agent).signals().begin(agent, signal));
  return Value::undefined();
}

Completion<Value> hear_of_removed_listener(Agent& agent, NativeFrame& frame) {
  const int signal = signal_of_event(frame.argument(0));
  if (signal == 0) return Value::undefined();
  Environment& environment = Environment::of(agent);
  vm::Object* process = TRY(environment.process());
  const Value count = TRY(vm::get(agent, process, vm::PropertyKey::atom(vm::intern(agent, "listenerCount"))));
  const Value arguments[] = {frame.argument(0)};
  const Value left = TRY(vm::call(agent, count, process, arguments));
  if (left.is_number() && left.as_number() == 0) environment.signals().end(agent, signal);
  return Value::undefined();
}

}  // namespace

Value make_listener_of_new_listeners(Agent& agent) {
  return vm::create_builtin_function(agent, hear_of_new_listener, 1,
                                     vm::PropertyKey::atom(vm::intern(agent, "startListeningIfSignal")));
}

Value make_listener_of_removed_listeners(Agent& agent) {
  return vm::create_builtin_function(agent, hear_of_removed_listener, 1,
                                     vm::PropertyKey::atom(vm::intern(agent, "stopListeningIfSignal")));
}

}  // namespace orrery::node

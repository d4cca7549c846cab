#include "cli/run/input_pad.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "inspect/trace/looking.h"
#include "inspect/watch/json.h"
#include "loop/job_text.h"
#include "machine/clocks.h"
#include "vm/errors/places.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/event_dispatch.h"

namespace orrery::cli {

namespace {

constexpr std::size_t k_most_types = 20;
constexpr std::size_t k_longest_type = 60;

/// It is completed by the line that describes what was done.
class InputOperation final : public loop::Operation {
 public:
  std::string_view kind() const override { return "input"; }
  void perform() override {}
  bool awaits_input() const override { return true; }
  std::string task_text() const override {
    if (!input_.keeps_running) return input_.type;
    return *input_.keeps_running ? "keep running" : "stop keeping running";
  }
  std::string describe() const override { return "input"; }
  std::string answer_text() const override { return line_; }
  bool set_answer_text(std::string_view text) override {
    std::optional<Input> input = Input::read(text);
    if (!input) return false;
    input_ = *std::move(input);
    line_ = text;
    return true;
  }
  const Input& input() const { return input_; }

 private:
  std::string line_;
  Input input_;
};

bool has_listeners(const web::EventTarget& target) {
  const web::EventListenerList& listeners = target.listeners();
  for (std::uint32_t i = 0; i < listeners.size(); i++) {
    if ((listeners.at(i).flags & web::EventListenerRecord::k_removed) == 0) return true;
  }
  return false;
}

/// The types of events that somebody listens to at the target.
std::vector<std::string> types_of(const web::EventTarget& target) {
  std::vector<std::string> types;
  const web::EventListenerList& listeners = target.listeners();
  for (std::uint32_t i = 0; i < listeners.size() && types.size() < k_most_types; i++) {
    const web::EventListenerRecord listener = listeners.at(i);
    if ((listener.flags & web::EventListenerRecord::k_removed) != 0) continue;
    const vm::PropertyKey key = vm::PropertyKey::from_bits(listener.type.bits());
    std::string type = key.is_index() ? std::to_string(key.as_index())
                                      : inspect::start_of(key.as_atom(), k_longest_type + 1);
    // Nobody types longer ones.
    if (type.size() > k_longest_type) continue;
    if (std::ranges::find(types, type) == types.end()) types.push_back(std::move(type));
  }
  return types;
}

}  // namespace

InputPad::InputPad(vm::Agent& agent, loop::EventLoop& loop, vm::Realm& realm, const RunReporter* reporter)
    : agent_(agent),
      loop_(loop),
      realm_(realm),
      reporter_(reporter),
      cells_(agent.heap()),
      origin_(agent.heap()) {
  loop.set_listener_observer(this);
}

InputPad::~InputPad() {
  loop_.set_listener_observer(nullptr);
}

void InputPad::begin(bool keeps_running) {
  origin_.set(vm::JobOrigin::make(agent_, {.sort = loop::sort_of(loop::TaskSource::UserInteraction)}, {},
                                  nullptr, 0));
  // Of a page the global object is there from the start.
  vm::PlatformObject* global = vm::global_platform_object(agent_, vm::Value(realm_.global_object()));
  if (global != nullptr && global->implements(web::EventTarget::k_interface))
    add_target(static_cast<web::EventTarget*>(global));
  for (int i = 0; i < k_operations; i++) wait_for_input();
  if (keeps_running) set_keeps_running(true);
}

// Targets ---------------------------------------------------------------------------------------------------

void InputPad::listeners_changed(vm::Object* object) {
  auto* target = static_cast<web::EventTarget*>(object);
  is_changed_ = true;
  std::vector<web::EventTarget*>& cells = cells_.items();
  const auto found = std::ranges::find(cells, target);
  const bool is_listened_to = has_listeners(*target);
  if (found == cells.end()) {
    if (is_listened_to) add_target(target);
  } else if (!is_listened_to && target->seen_by_scripts() == target) {
    targets_.erase(targets_.begin() + (found - cells.begin()));
    cells.erase(found);
  }
}

void InputPad::add_target(web::EventTarget* target) {
  is_changed_ = true;
  std::vector<web::EventTarget*>& cells = cells_.items();
  if (cells.size() >= k_most_targets) {
    cells.erase(cells.begin());
    targets_.erase(targets_.begin());
  }
  std::string place;
  if (reporter_ != nullptr) {
    const vm::CodePlace running = vm::running_code(agent_);
    if (running.code != nullptr) place = vm::place_in_code(*running.code, running.offset).to_text();
  }
  cells.push_back(target);
  targets_.push_back({.number = ++last_number_, .place = std::move(place)});
}

/// The clock is none of the program's, and nothing of it gets into a recording.
void InputPad::tell_targets_now_and_then() {
  constexpr std::uint64_t k_pause_ns = 100'000'000;
  if (is_changed_ && reporter_ != nullptr && machine::read_monotonic_ns() - told_ns_ >= k_pause_ns)
    write_targets();
}

void InputPad::write_targets() {
  is_changed_ = false;
  told_ns_ = machine::read_monotonic_ns();
  base::JsonValue list = inspect::json_of(base::JsonValue::Kind::Array);
  for (std::size_t i = 0; i < targets_.size(); i++) {
    web::EventTarget* target = cells_.items()[i];
    vm::Object* seen = target->seen_by_scripts();
    list.items.push_back(inspect::json_object(
        {{"id", inspect::json(targets_[i].number)},
         {"name", inspect::json(seen == target ? inspect::class_of(agent_, target) : "globalThis")},
         {"place", inspect::json(targets_[i].place)},
         {"types", inspect::json(types_of(*target))}}));
  }
  reporter_->tell_targets(base::to_json(list));
}

// Input -----------------------------------------------------------------------------------------------------

void InputPad::wait_for_input() {
  const auto steps = [](loop::EventLoop& loop, vm::Value, loop::Operation& operation) {
    auto& pad = static_cast<InputPad&>(*loop.listener_observer());
    pad.wait_for_input();
    pad.take(static_cast<InputOperation&>(operation).input());
  };
  const loop::OperationId id =
      loop_.begin_operation(std::make_unique<InputOperation>(), {.source = loop::TaskSource::UserInteraction,
                                                                 .steps = steps,
                                                                 .about = vm::Value::undefined(),
                                                                 .realm = &realm_,
                                                                 .origin = origin_.get()});
  loop_.background().set_referenced(id, false);
}

void InputPad::take(const Input& input) {
  if (input.keeps_running) return set_keeps_running(*input.keeps_running);
  const auto found = std::ranges::find(targets_, input.target, &Target::number);
  // Nobody listens there any more.
  if (found == targets_.end()) return;
  web::EventTarget* target = cells_.items()[static_cast<std::size_t>(found - targets_.begin())];
  if (fire(*target, input).is_thrown()) loop_.report_pending_exception();
}

vm::Completion<void> InputPad::fire(web::EventTarget& target, const Input& input) {
  web::Event* event = TRY(make_input_event(agent_, input));
  TRY(web::fire_event(agent_, target, *event));
  return {};
}

void InputPad::set_keeps_running(bool keeps_running) {
  if (keeps_running == std::exchange(keeps_running_, keeps_running)) return;
  loop::LoopTracer* tracer = loop_.tracer();
  if (keeps_running) {
    loop_.background().keep_alive();
    if (tracer != nullptr) tracer->open_handle(loop::LoopTracer::Handle::Input, 0);
  } else {
    loop_.background().let_go();
    if (tracer != nullptr) tracer->close_handle(loop::LoopTracer::Handle::Input, 0);
  }
}

}  // namespace orrery::cli

#include "web/dom/event_target.h"

#include <bit>

#include "loop/event_loop.h"
#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/abort_signal.h"
#include "web/dom/event.h"
#include "web/dom/event_dispatch.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using Record = EventListenerRecord;

std::string type_text(vm::PropertyKey type) {
  return type.is_index() ? std::to_string(type.as_index()) : type.as_atom()->to_utf8();
}

namespace {

/// Where a table of places begins to look for a listener. Addresses decide it, but nothing can tell:
/// listeners are called in the order of the list.
std::uint32_t place_of(vm::Value type, const vm::Object* callback) {
  constexpr std::uint64_t k_multiplier = 0x9e37'79b9'7f4a'7c15;
  const std::uint64_t mixed = (type.bits() * k_multiplier) ^ reinterpret_cast<std::uintptr_t>(callback);
  return static_cast<std::uint32_t>((mixed * k_multiplier) >> 32);
}

}  // namespace

// The list --------------------------------------------------------------------------------------------------

EventListenerRecord EventListenerList::at(std::uint32_t index) const {
  const std::uint32_t first = index * k_words;
  const vm::Value callback = words_->get(first + 1);
  return {words_->get(first), callback.is_object() ? callback.as_object() : nullptr,
          words_->get(first + 2).as_int32(), words_->get(first + 3).as_int32()};
}

bool EventListenerList::is_it(std::uint32_t index, vm::Value type, const vm::Object* callback,
                              std::int32_t capture) const {
  if (!is_of(index, type)) return false;
  const Record listener = at(index);
  constexpr std::int32_t k_compared = Record::k_capture | Record::k_removed | Record::k_is_handler;
  return listener.callback == callback && (listener.flags & k_compared) == capture;
}

std::uint32_t EventListenerList::find(vm::Value type, const vm::Object* callback,
                                      std::int32_t capture) const {
  if (!places_) {
    std::uint32_t i = 0;
    while (i < size_ && !is_it(i, type, callback, capture)) i++;
    return i;
  }
  const std::uint32_t mask = places_->capacity() - 1;
  for (std::uint32_t place = place_of(type, callback) & mask;; place = (place + 1) & mask) {
    const vm::Value index = places_->get(place);
    if (index.is_undefined()) return size_;
    const auto i = static_cast<std::uint32_t>(index.as_int32());
    if (is_it(i, type, callback, capture)) return i;
  }
}

std::uint32_t EventListenerList::find(std::int32_t id) const {
  std::uint32_t low = 0;
  if (size_ != 0 && at(0).id < last_id_) {
    // In the order of their ids.
    for (std::uint32_t high = size_; low < high;) {
      const std::uint32_t middle = low + (high - low) / 2;
      at(middle).id < id ? low = middle + 1 : high = middle;
    }
  } else {
    // They have come round, or there is one.
    while (low < size_ && at(low).id != id) low++;
  }
  const bool is_found = low < size_ && at(low).id == id && (at(low).flags & Record::k_removed) == 0;
  return is_found ? low : size_;
}

std::int32_t EventListenerList::append(gc::Heap& heap, gc::Cell* owner, vm::Value type, vm::Object* callback,
                                       std::int32_t flags) {
  const std::uint32_t first = size_ * k_words;
  if (!words_ || first + k_words > words_->capacity())
    words_.set(owner, vm::Slots::grow(heap, words_.get(), first + k_words));
  // It may come round after 2^31 listeners; then an old one that old may be taken for the new one.
  last_id_ = last_id_ == INT32_MAX ? 1 : last_id_ + 1;
  words_->set(first, type);
  words_->set(first + 1, vm::Value(callback));
  words_->set(first + 2, vm::Value::int32(flags));
  words_->set(first + 3, vm::Value::int32(last_id_));
  size_++;
  if (places_ && 2 * size_ <= places_->capacity()) {
    add_place(size_ - 1);
  } else if (size_ > k_longest_without_places) {
    make_places(heap, owner);
  }
  return last_id_;
}

void EventListenerList::remove(std::uint32_t index) {
  const std::uint32_t flags_word = index * k_words + 2;
  words_->set(flags_word, vm::Value::int32(words_->get(flags_word).as_int32() | Record::k_removed));
  words_->set(index * k_words + 1, vm::Value::undefined());
  removed_++;
  tidy();
}

void EventListenerList::compact() {
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < size_; i++) {
    if ((at(i).flags & Record::k_removed) != 0) continue;
    if (kept != i) {
      for (std::uint32_t word = 0; word < k_words; word++)
        words_->set(kept * k_words + word, words_->get(i * k_words + word));
    }
    kept++;
  }
  for (std::uint32_t word = kept * k_words; word < size_ * k_words; word++)
    words_->set(word, vm::Value::undefined());
  size_ = kept;
  removed_ = 0;
  if (!places_) return;
  if (size_ <= k_longest_without_places) {
    places_.clear();
  } else {
    fill_places();
  }
}

void EventListenerList::make_places(gc::Heap& heap, gc::Cell* owner) {
  places_.set(owner, vm::Slots::make(heap, std::bit_ceil(4 * size_)));
  fill_places();
}

void EventListenerList::fill_places() {
  for (std::uint32_t i = 0; i < places_->capacity(); i++) places_->set(i, vm::Value::undefined());
  for (std::uint32_t i = 0; i < size_; i++) add_place(i);
}

void EventListenerList::add_place(std::uint32_t index) {
  const Record listener = at(index);
  const std::uint32_t mask = places_->capacity() - 1;
  std::uint32_t place = place_of(listener.type, listener.callback) & mask;
  while (!places_->get(place).is_undefined()) place = (place + 1) & mask;
  places_->set(place, vm::Value::int32(static_cast<std::int32_t>(index)));
}

// Listeners -------------------------------------------------------------------------------------------------

namespace {

vm::Value word_of(vm::PropertyKey key) {
  return vm::Value::from_bits(key.bits());
}

/// https://dom.spec.whatwg.org/#concept-flatten-options
template <typename Options>
bool flatten(const std::variant<Options, bool>& options) {
  if (const bool* capture = std::get_if<bool>(&options)) return *capture;
  return std::get<Options>(options).capture;
}

/// The profile may want to know. Agents of embedders may have no loop.
void tell_policy(vm::Agent& agent, EventTarget* target, vm::PropertyKey type) {
  if (agent.hooks().event_loop == nullptr || target->listeners().size() < 2) return;
  loop::EventLoop& loop = loop::EventLoop::of(agent);
  loop.policy().listener_was_added(loop, target, type);
}

/// Agents of embedders may have no loop.
void tell_observer(vm::Agent& agent, EventTarget* target) {
  if (agent.hooks().event_loop == nullptr) return;
  loop::ListenerObserver* observer = loop::EventLoop::of(agent).listener_observer();
  if (observer != nullptr) observer->listeners_changed(target);
}

/// Null: nobody looks.
loop::LoopTracer* tracer_of(vm::Agent& agent) {
  return agent.hooks().event_loop == nullptr ? nullptr : loop::EventLoop::of(agent).tracer();
}

}  // namespace

vm::Completion<EventTarget*> EventTarget::construct(vm::Agent& agent, const vm::NativeFrame& frame) {
  return vm::construct_platform_object<EventTarget>(agent, frame);
}

bool EventTarget::has_listener_for(vm::PropertyKey type) const {
  for (std::uint32_t i = 0; i < listeners_.size(); i++) {
    if (listeners_.is_of(i, word_of(type)) && (listeners_.at(i).flags & Record::k_removed) == 0) return true;
  }
  return false;
}

void EventTarget::remove_listener(vm::Agent& agent, std::int32_t id) {
  remove_listener_at(agent, listeners_.find(id));
}

void EventTarget::remove_listener_at(vm::Agent& agent, std::uint32_t index) {
  if (index == listeners_.size()) return;
  const vm::PropertyKey type = vm::PropertyKey::from_bits(listeners_.at(index).type.bits());
  if (loop::LoopTracer* tracer = tracer_of(agent)) tracer->remove_listener(this, listeners_.at(index).id);
  listeners_.remove(index);
  tell_change(agent, type);
  tell_observer(agent, this);
}

void EventTarget::append_listener(vm::Agent& agent, vm::PropertyKey type, vm::Object* callback,
                                  std::int32_t flags) {
  const std::int32_t id = listeners_.append(agent.heap(), this, word_of(type), callback, flags);
  if (loop::LoopTracer* tracer = tracer_of(agent)) tracer->add_listener(this, id, type_text(type), callback);
  tell_change(agent, type);
  tell_observer(agent, this);
  tell_policy(agent, this, type);
}

// https://dom.spec.whatwg.org/#dom-eventtarget-addeventlistener
void EventTarget::add_event_listener(vm::Agent& agent, vm::String* type, vm::Object* callback,
                                     const AddOptions& options) {
  // 1. https://dom.spec.whatwg.org/#event-flatten-more
  std::int32_t flags = flatten(options) ? Record::k_capture : 0;
  AbortSignal* signal = nullptr;
  if (const auto* more = std::get_if<AddEventListenerOptions>(&options)) {
    if (more->once) flags |= Record::k_once;
    // The default passive value is false for everything but windows and nodes.
    if (more->passive.value_or(false)) flags |= Record::k_passive;
    signal = more->signal.value_or(nullptr);
  }
  // 2. https://dom.spec.whatwg.org/#add-an-event-listener
  // 2.2. 2.3.
  if (signal != nullptr && signal->aborted()) return;
  if (callback == nullptr) return;
  // 2.5.
  const vm::PropertyKey key = vm::to_key(agent, type);
  if (listeners_.find(word_of(key), callback, flags & Record::k_capture) != listeners_.size()) return;
  append_listener(agent, key, callback, flags);
  // 2.6.
  if (signal != nullptr)
    signal->add_algorithm(agent, make_listener_removal(agent, this, listeners_.at(listeners_.size() - 1).id));
}

// https://dom.spec.whatwg.org/#dom-eventtarget-removeeventlistener
void EventTarget::remove_event_listener(vm::Agent& agent, vm::String* type, vm::Object* callback,
                                        const RemoveOptions& options) {
  // 1.
  const std::int32_t capture = flatten(options) ? Record::k_capture : 0;
  // 2.
  if (callback == nullptr || listeners_.size() == 0) return;
  remove_listener_at(agent, listeners_.find(word_of(vm::to_key(agent, type)), callback, capture));
}

namespace {

/// INTEROP: no DOMException where errors have codes.
vm::Thrown throw_recursion(vm::Agent& agent, const Event& event) {
  if (!vm::have_platform_errors_codes(agent))
    return webidl::throw_dom_exception(agent, "InvalidStateError", "The event is already being dispatched.");
  return vm::throw_platform_error(
      agent, vm::ErrorType::Error, "ERR_EVENT_RECURSION",
      "The event \"" + event.type(agent).as_string()->to_wtf8() + "\" is already being dispatched");
}

}  // namespace

// https://dom.spec.whatwg.org/#dom-eventtarget-dispatchevent
vm::Completion<bool> EventTarget::dispatch_event(vm::Agent& agent, Event* event) {
  // 1.
  if (event->is_being_dispatched()) return throw_recursion(agent, *event);
  if (!event->is_initialized())
    return webidl::throw_dom_exception(agent, "InvalidStateError", "The event is not initialized.");
  // 2. 3.
  return EventDispatch(agent, *event).run(*this, EventDispatch::Trust::ByScript);
}

// Handlers --------------------------------------------------------------------------------------------------

std::uint32_t EventTarget::find_handler(vm::Value type) const {
  std::uint32_t i = 0;
  for (; i < listeners_.size(); i++) {
    constexpr std::int32_t k_compared = Record::k_is_handler | Record::k_removed;
    if (listeners_.is_of(i, type) && (listeners_.at(i).flags & k_compared) == Record::k_is_handler) break;
  }
  return i;
}

vm::Object* EventTarget::event_handler(vm::PropertyKey type) const {
  const std::uint32_t index = find_handler(word_of(type));
  return index == listeners_.size() ? nullptr : listeners_.at(index).callback;
}

void EventTarget::set_event_handler(vm::Agent& agent, vm::PropertyKey type, vm::Object* handler) {
  const std::uint32_t index = find_handler(word_of(type));
  const bool is_there = index != listeners_.size();
  // https://html.spec.whatwg.org/multipage/webappapis.html#deactivate-an-event-handler
  if (handler == nullptr) return remove_listener_at(agent, index);
  // The listener stays where it is as long as there is a handler.
  if (is_there) {
    listeners_.set_callback(index, handler);
    if (loop::LoopTracer* tracer = tracer_of(agent))
      tracer->add_listener(this, listeners_.at(index).id, type_text(type), handler);
  } else {
    // https://html.spec.whatwg.org/multipage/webappapis.html#activate-an-event-handler
    append_listener(agent, type, handler, Record::k_is_handler);
  }
  if (behavior_ != nullptr && behavior_->handler_was_set != nullptr)
    behavior_->handler_was_set(agent, *this, type);
}

}  // namespace orrery::web

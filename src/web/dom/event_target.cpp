#include "web/dom/event_target.h"

#include "vm/objects/realm_interface.h"
#include "web/dom/abort_signal.h"
#include "web/dom/event.h"
#include "web/dom/event_dispatch.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using Record = EventListenerRecord;

// The list --------------------------------------------------------------------------------------------------

EventListenerRecord EventListenerList::at(std::uint32_t index) const {
  const std::uint32_t first = index * k_words;
  return {words_->get(first), words_->get(first + 1).as_object(), words_->get(first + 2).as_int32(),
          words_->get(first + 3).as_int32()};
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
  return last_id_;
}

void EventListenerList::remove(std::uint32_t index) {
  const std::uint32_t flags_word = index * k_words + 2;
  words_->set(flags_word, vm::Value::int32(words_->get(flags_word).as_int32() | Record::k_removed));
  has_removed_ = true;
  if (iterations_ == 0) compact();
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
  has_removed_ = false;
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

}  // namespace

vm::Completion<EventTarget*> EventTarget::construct(vm::Agent& agent, const vm::NativeFrame& frame) {
  return vm::construct_platform_object<EventTarget>(agent, frame);
}

std::uint32_t EventTarget::find_listener(vm::Value type, const vm::Object* callback,
                                         std::int32_t capture) const {
  std::uint32_t i = 0;
  for (; i < listeners_.size(); i++) {
    if (!listeners_.is_of(i, type)) continue;
    const Record listener = listeners_.at(i);
    if (listener.callback != callback) continue;
    constexpr std::int32_t k_compared = Record::k_capture | Record::k_removed | Record::k_is_handler;
    if ((listener.flags & k_compared) == capture) break;
  }
  return i;
}

bool EventTarget::has_listener_for(vm::PropertyKey type) const {
  for (std::uint32_t i = 0; i < listeners_.size(); i++) {
    if (listeners_.is_of(i, word_of(type)) && (listeners_.at(i).flags & Record::k_removed) == 0) return true;
  }
  return false;
}

std::uint32_t EventTarget::find_listener(std::int32_t id) const {
  std::uint32_t i = 0;
  for (; i < listeners_.size(); i++) {
    const Record listener = listeners_.at(i);
    if (listener.id == id && (listener.flags & Record::k_removed) == 0) break;
  }
  return i;
}

void EventTarget::remove_listener(vm::Agent& agent, std::int32_t id) {
  const std::uint32_t index = find_listener(id);
  if (index == listeners_.size()) return;
  const vm::PropertyKey type = vm::PropertyKey::from_bits(listeners_.at(index).type.bits());
  listeners_.remove(index);
  tell_change(agent, type);
}

void EventTarget::append_listener(vm::Agent& agent, vm::PropertyKey type, vm::Object* callback,
                                  std::int32_t flags) {
  listeners_.append(agent.heap(), this, word_of(type), callback, flags);
  if (implements(AbortSignal::k_interface)) static_cast<AbortSignal*>(this)->listener_was_added(agent);
  tell_change(agent, type);
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
  if (find_listener(word_of(key), callback, flags & Record::k_capture) != listeners_.size()) return;
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
  const vm::PropertyKey key = vm::to_key(agent, type);
  const std::uint32_t index = find_listener(word_of(key), callback, capture);
  if (index == listeners_.size()) return;
  listeners_.remove(index);
  tell_change(agent, key);
}

// https://dom.spec.whatwg.org/#dom-eventtarget-dispatchevent
vm::Completion<bool> EventTarget::dispatch_event(vm::Agent& agent, Event* event) {
  // 1.
  if (event->is_being_dispatched())
    return webidl::throw_dom_exception(agent, "InvalidStateError", "The event is already being dispatched.");
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
  if (handler == nullptr) {
    if (!is_there) return;
    listeners_.remove(index);
    return tell_change(agent, type);
  }
  // The listener stays where it is as long as there is a handler.
  if (is_there) {
    listeners_.set_callback(index, handler);
  } else {
    // https://html.spec.whatwg.org/multipage/webappapis.html#activate-an-event-handler
    append_listener(agent, type, handler, Record::k_is_handler);
  }
  if (behavior_ != nullptr && behavior_->handler_was_set != nullptr)
    behavior_->handler_was_set(agent, *this, type);
}

}  // namespace orrery::web

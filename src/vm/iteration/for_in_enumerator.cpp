#include "vm/iteration/for_in_enumerator.h"

#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/internal_methods.h"
#include "vm/rooted_keys.h"
#include "vm/strings/property_key.h"

namespace orrery::vm {

ForInEnumerator* ForInEnumerator::make(Agent& agent, Object* object) {
  return agent.heap().make<ForInEnumerator>(0, object, ValueList::make(agent.heap()));
}

Completion<void> ForInEnumerator::take_keys(Agent& agent) {
  RootedKeys keys(agent);
  TRY(internal_own_property_keys(agent, object_.get(), keys.items()));
  level_start_ = position_;
  for (const PropertyKey key : keys) {
    if (!key.is_symbol()) keys_->append(agent.heap(), Value::from_bits(key.bits()));
  }
  has_keys_ = true;
  return {};
}

/// Whether an object further down has, or had, a property of that name.
bool ForInEnumerator::was_visited(PropertyKey key) {
  for (; visited_count_ < level_start_; visited_count_++) {
    const Value each = keys_->at(visited_count_);
    if (!each.is_empty()) visited_.insert(each.bits());
  }
  return visited_.contains(key.bits());
}

namespace {

enum class Presence : std::uint8_t { Absent, Hidden, Enumerable };

Presence presence(Attributes attributes) {
  return attributes.enumerable() ? Presence::Enumerable : Presence::Hidden;
}

/// https://tc39.es/ecma262/#sec-ordinarygetownproperty or what stands for it, as far as it matters here
Completion<Presence> look_at(Agent& agent, Object* object, PropertyKey key) {
  const InternalMethods& methods = object->methods();
  if (methods.has_only_shape_names && !key.is_array_index()) {
    // Lazy properties stay so.
    const std::optional<PropertyLocation> location = object->shape()->find(key);
    return location ? presence(location->attributes) : Presence::Absent;
  }
  if (methods.find_own_property != nullptr) {
    OwnProperty own;
    if (!methods.find_own_property(agent, object, key, &own)) return Presence::Absent;
    return presence(own.attributes);
  }
  const std::optional<PropertyDescriptor> own = TRY(internal_get_own_property(agent, object, key));
  if (!own) return Presence::Absent;
  return *own->enumerable ? Presence::Enumerable : Presence::Hidden;
}

}  // namespace

// https://tc39.es/ecma262/#sec-enumerate-object-properties
Completion<std::optional<String*>> ForInEnumerator::next(Agent& agent) {
  // A proxy may be above itself.
  for (NativeLoop loop(agent); object_;) {
    TRY(loop.next_round());
    if (!has_keys_) TRY(take_keys(agent));
    while (position_ < keys_->size()) {
      const std::uint32_t position = position_++;
      const PropertyKey key = PropertyKey::from_bits(keys_->at(position).bits());
      const Presence presence = TRY(look_at(agent, object_.get(), key));
      if (presence == Presence::Absent) {
        keys_->set(position, Value::empty());
      } else if (presence == Presence::Enumerable && (level_start_ == 0 || !was_visited(key))) {
        return std::optional(to_value(agent, key).as_string());
      }
    }
    const Value prototype = TRY(internal_get_prototype_of(agent, object_.get()));
    has_keys_ = false;
    if (prototype.is_null()) {
      object_.clear();
    } else {
      object_.set(this, prototype.as_object());
    }
  }
  return std::optional<String*>();
}

}  // namespace orrery::vm

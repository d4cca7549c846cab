#include "vm/regexps/regexp_statics.h"

#include <algorithm>
#include <cstring>

#include "vm/agent.h"
#include "vm/execution/property_cache.h"
#include "vm/functions/as_made.h"

namespace orrery::vm {

// What may have been replaced -------------------------------------------------------------------------------

namespace {

/// A property of %RegExp.prototype%, or of %RegExp%.
struct WatchedProperty {
  PropertyKey WellKnown::* key;
  RegExpLookUps look_up;
  bool is_of_constructor = false;
};
constexpr WatchedProperty k_watched_properties[] = {
    {&WellKnown::exec, RegExpLookUps::Exec},
    {&WellKnown::flags, RegExpLookUps::Flags},
    {&WellKnown::hasIndices, RegExpLookUps::Flags},
    {&WellKnown::global, RegExpLookUps::Flags},
    {&WellKnown::ignoreCase, RegExpLookUps::Flags},
    {&WellKnown::multiline, RegExpLookUps::Flags},
    {&WellKnown::dotAll, RegExpLookUps::Flags},
    {&WellKnown::unicode, RegExpLookUps::Flags},
    {&WellKnown::unicodeSets, RegExpLookUps::Flags},
    {&WellKnown::sticky, RegExpLookUps::Flags},
    {&WellKnown::symbol_match, RegExpLookUps::Match},
    {&WellKnown::symbol_match_all, RegExpLookUps::MatchAll},
    {&WellKnown::symbol_replace, RegExpLookUps::Replace},
    {&WellKnown::symbol_search, RegExpLookUps::Search},
    {&WellKnown::symbol_split, RegExpLookUps::Split},
    {&WellKnown::constructor, RegExpLookUps::Species},
    {&WellKnown::symbol_species, RegExpLookUps::Species, true},
};

}  // namespace

bool RegExpStatics::Seen::is_unchanged() const {
  if (!slots || object->shape() != shape.get() || shape->slot_count() != slots->capacity()) return false;
  const std::uint32_t inline_capacity = shape->inline_capacity();
  for (std::uint32_t i = 0; i < inline_capacity; i++) {
    if (!object->slot(i).is_identical(slots->get(i))) return false;
  }
  const std::span<const Value> outer = ObjectLayout::slots(object.get())->values();
  return std::memcmp(outer.data(), slots->values().data() + inline_capacity,
                     (shape->slot_count() - inline_capacity) * sizeof(Value)) == 0;
}

void RegExpStatics::Seen::look(Agent& agent, RegExpStatics* owner, Object* seen) {
  object.set(owner, seen);
  shape.set(owner, seen->shape());
  const std::uint32_t count = seen->shape()->slot_count();
  slots.set(owner, Slots::make(agent.heap(), count));
  for (std::uint32_t i = 0; i < count; i++) {
    seen->reserve_slot(agent.heap(), i);
    slots->set(i, seen->slot(i));
  }
}

bool RegExpStatics::are_untouched(Agent& agent, Realm& realm, RegExpLookUps look_ups) {
  const auto bits = static_cast<std::uint8_t>(look_ups);
  const bool needs_constructor = (bits & static_cast<std::uint8_t>(RegExpLookUps::Species)) != 0;
  if (!prototype_.is_unchanged() || (needs_constructor && !constructor_.is_unchanged())) [[unlikely]]
    look_again(agent, realm);
  return (untouched_ & bits) == bits;
}

void RegExpStatics::look_again(Agent& agent, Realm& realm) {
  prototype_.look(agent, this, realm.intrinsic(agent, Intrinsic::RegExpPrototype));
  constructor_.look(agent, this, realm.intrinsic(agent, Intrinsic::RegExp));
  untouched_ = 0;
  // Such shapes change in place, so that there is no telling what a slot will be.
  if (prototype_.shape->is_dictionary() || constructor_.shape->is_dictionary()) return;
  std::uint8_t touched = 0;
  for (const WatchedProperty& property : k_watched_properties) {
    Object* holder = (property.is_of_constructor ? constructor_ : prototype_).object.get();
    if (!is_as_made(agent, realm, holder, agent.names().*property.key))
      touched |= static_cast<std::uint8_t>(property.look_up);
  }
  untouched_ = static_cast<std::uint8_t>(~touched);
}

// The last match --------------------------------------------------------------------------------------------

void RegExpStatics::set_last_match(String* subject, std::span<const regexp::Capture> captures) {
  input_.set(this, subject);
  subject_.set(this, subject);
  capture_count_ = static_cast<std::uint32_t>(std::min(captures.size(), captures_.size()));
  std::copy_n(captures.begin(), capture_count_, captures_.begin());
  last_paren_ = captures.size() > 1 ? captures.back() : regexp::Capture();
}

void RegExpStatics::invalidate_last_match() {
  input_.set(this, Value::empty());
  subject_.clear();
}

void RegExpStatics::visit(gc::Visitor& visitor) {
  for (const Seen* seen : {&prototype_, &constructor_}) {
    visitor.visit(seen->object);
    visitor.visit(seen->shape);
    visitor.visit(seen->slots);
  }
  if (input().is_cell()) visitor.visit(input().as_cell());
  visitor.visit(subject_);
}

}  // namespace orrery::vm

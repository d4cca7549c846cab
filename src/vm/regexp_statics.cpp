#include "vm/regexp_statics.h"

#include <algorithm>

#include "vm/agent.h"
#include "vm/builtin.h"
#include "vm/function.h"

namespace orrery::vm {

// What may have been replaced -------------------------------------------------------------------------------

namespace {

/// A property of %RegExp.prototype%; the last one is %RegExp%'s.
struct WatchedProperty {
  PropertyKey WellKnown::* key;
  RegExpLookUps look_up;
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
    {&WellKnown::symbol_species, RegExpLookUps::Species},
};
constexpr std::size_t k_of_constructor = std::size(k_watched_properties) - 1;

bool contains(RegExpLookUps look_ups, RegExpLookUps wanted) {
  return (static_cast<std::uint8_t>(look_ups) & static_cast<std::uint8_t>(wanted)) != 0;
}

bool has_key(Agent& agent, const BuiltinRow& row, PropertyKey key) {
  if (row.symbol != nullptr) return agent.names().*row.symbol == key;
  return PropertyKey::atom(intern(agent, row.name)) == key;
}

bool is_function_with(Value value, const Realm& realm, NativeCode code) {
  if (!value.is_cell_of(CellKind::NativeFunction)) return false;
  const auto* function = static_cast<NativeFunction*>(value.as_object());
  return function->code() == code && function->realm() == &realm;
}

/// Whether a property still has the value that its row of the builtins' table gave it.
bool is_as_made(Agent& agent, Realm& realm, const BuiltinRow& row, Attributes attributes, Value value) {
  if (attributes.is_lazy()) return true;
  if (row.kind == BuiltinRow::Kind::Reference)
    return value.is_object() && value.as_object() == realm.intrinsic(agent, row.intrinsic);
  if (row.kind == BuiltinRow::Kind::Accessor) {
    return attributes.is_accessor() &&
           is_function_with(static_cast<Accessor*>(value.as_cell())->getter(), realm, row.code);
  }
  return is_function_with(value, realm, row.code);
}

}  // namespace

Object* RegExpStatics::holder_of(std::size_t index) const {
  return index == k_of_constructor ? constructor_.get() : prototype_.get();
}

bool RegExpStatics::are_untouched(Agent& agent, Realm& realm, RegExpLookUps look_ups) {
  static_assert(std::size(k_watched_properties) == k_watched_count);
  if (!is_as_last_seen(look_ups)) [[unlikely]]
    look_again(agent, realm);
  const auto bits = static_cast<std::uint8_t>(look_ups);
  return (untouched_ & bits) == bits;
}

bool RegExpStatics::is_as_last_seen(RegExpLookUps look_ups) const {
  // A shape tells which properties there are, but not their values.
  if (!prototype_ || prototype_->shape() != prototype_shape_.get()) return false;
  if (constructor_->shape() != constructor_shape_.get()) return false;
  for (std::size_t i = 0; i < k_watched_count; i++) {
    const Watched& watched = watched_[i];
    if (!contains(look_ups, k_watched_properties[i].look_up) || !watched.is_there) continue;
    if (!holder_of(i)->slot(watched.slot).is_identical(watched.value.get())) return false;
  }
  return true;
}

void RegExpStatics::look_again(Agent& agent, Realm& realm) {
  prototype_.set(this, realm.intrinsic(agent, Intrinsic::RegExpPrototype));
  constructor_.set(this, realm.intrinsic(agent, Intrinsic::RegExp));
  prototype_shape_.set(this, prototype_->shape());
  constructor_shape_.set(this, constructor_->shape());
  untouched_ = 0;
  // Such shapes change in place, so that there is no telling what will become of the slots.
  if (prototype_shape_->is_dictionary() || constructor_shape_->is_dictionary()) {
    for (Watched& watched : watched_) watched.is_there = false;
    return;
  }
  std::uint8_t touched = 0;
  for (std::size_t i = 0; i < k_watched_count; i++) {
    if (!look_at(agent, realm, i)) touched |= static_cast<std::uint8_t>(k_watched_properties[i].look_up);
  }
  untouched_ = static_cast<std::uint8_t>(~touched);
}

bool RegExpStatics::look_at(Agent& agent, Realm& realm, std::size_t index) {
  Object* holder = holder_of(index);
  Watched& watched = watched_[index];
  const PropertyKey key = agent.names().*k_watched_properties[index].key;
  const auto location = holder->shape()->find(key);
  watched.is_there = location.has_value();
  if (!location) return false;
  watched.slot = location->slot;
  watched.value.set(this, holder->slot(location->slot));
  const std::span<const BuiltinRow> rows = agent.hooks().builtin_table(realm, holder).rows;
  const auto row =
      std::ranges::find_if(rows, [&](const BuiltinRow& each) { return has_key(agent, each, key); });
  return row != rows.end() && is_as_made(agent, realm, *row, location->attributes, watched.value.get());
}

// The last match --------------------------------------------------------------------------------------------

void RegExpStatics::set_last_match(String* subject, std::span<const regexp::Capture> captures) {
  input_.set(this, subject);
  subject_.set(this, subject);
  const std::size_t count = std::min(captures.size(), captures_.size());
  std::copy_n(captures.begin(), count, captures_.begin());
  std::fill(captures_.begin() + static_cast<std::ptrdiff_t>(count), captures_.end(), regexp::Capture());
  last_paren_ = captures.size() > 1 ? captures.back() : regexp::Capture();
}

void RegExpStatics::invalidate_last_match() {
  input_.set(this, Value::empty());
  subject_.clear();
}

void RegExpStatics::visit(gc::Visitor& visitor) {
  visitor.visit(prototype_);
  visitor.visit(constructor_);
  visitor.visit(prototype_shape_);
  visitor.visit(constructor_shape_);
  for (const Watched& watched : watched_) {
    if (watched.value.get().is_cell()) visitor.visit(watched.value.get().as_cell());
  }
  if (input().is_cell()) visitor.visit(input().as_cell());
  visitor.visit(subject_);
}

}  // namespace orrery::vm

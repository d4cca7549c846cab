#include "web/structured_data/serializer.h"

#include <string>

#include "vm/bigint/bigint.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/shapes/shape.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Completion;
using vm::Object;
using vm::OwnProperty;
using vm::PropertyKey;
using vm::Thrown;
using vm::Value;

// Memory ----------------------------------------------------------------------------------------------------

std::size_t ObjectNumbers::home(const Object* object) const {
  constexpr std::uint64_t k_multiplier = 0x9e37'79b9'7f4a'7c15;  // 2^64 divided by the golden ratio
  const std::uint64_t hash = reinterpret_cast<std::uintptr_t>(object) * k_multiplier;
  return static_cast<std::size_t>(hash >> 32) & (places_.size() - 1);
}

ObjectNumbers::Found ObjectNumbers::find_or_add(Object* object) {
  if (objects_.size() * 2 >= places_.size()) grow();
  std::size_t place = home(object);
  for (; places_[place] != k_none; place = (place + 1) & (places_.size() - 1)) {
    if (objects_[places_[place]] == object) return {places_[place], false};
  }
  const auto number = static_cast<std::uint32_t>(objects_.size());
  places_[place] = number;
  objects_.push_back(object);
  return {number, true};
}

void ObjectNumbers::grow() {
  constexpr std::size_t k_least = 16;
  places_.assign(places_.empty() ? k_least : places_.size() * 2, k_none);
  for (std::uint32_t number = 0; number < objects_.size(); number++) {
    std::size_t place = home(objects_[number]);
    while (places_[place] != k_none) place = (place + 1) & (places_.size() - 1);
    places_[place] = number;
  }
}

// ------------------------------------------------------------------------------------------------------------

Serializer::Serializer(vm::Agent& agent, SerializedData& data)
    : RootBase(agent.heap()), agent_(agent), data_(data), bytes_(agent.heap()), loop_(agent) {}

void Serializer::visit(gc::Visitor& visitor) {
  numbers_.visit(visitor);
  for (const PropertyKey key : keys_) vm::visit_key(visitor, key);
  for (const Value value : values_) {
    if (value.is_cell()) visitor.visit(value.as_cell());
  }
  for (vm::Shape* shape : forms_) visitor.visit(static_cast<gc::Cell*>(shape));
  for (const KnownShape& known : known_shapes_) visitor.visit(static_cast<gc::Cell*>(known.shape));
}

void Serializer::clear() {
  numbers_ = {};
  frames_.clear();
  keys_.clear();
  values_.clear();
  forms_.clear();
  known_shapes_ = {};
}

Thrown Serializer::refuse(Value value) {
  return refuse(vm::describe_value(agent_, value) + " could not be cloned.");
}

Thrown Serializer::refuse(std::string_view message) {
  return webidl::throw_dom_exception(agent_, "DataCloneError", message);
}

/// What this needs for itself counts to the heap's limit, too.
Completion<void> Serializer::account() {
  constexpr std::size_t k_not_counted = std::size_t{1} << 20;
  constexpr std::size_t k_number = sizeof(Object*) + 4 * sizeof(std::uint32_t);
  const std::size_t needed = numbers_.size() * k_number + frames_.capacity() * sizeof(Frame) +
                             keys_.capacity() * sizeof(PropertyKey) + values_.capacity() * sizeof(Value);
  if (bytes_.has_failed()) return refuse("Data cannot be cloned, out of memory.");
  if (needed < k_not_counted || needed <= accounted_bytes_) return {};
  const std::size_t counted = needed + needed / 2;
  if (accounted_bytes_ == 0) {
    std::optional<gc::ExternalMemory> accounted = gc::ExternalMemory::try_make(agent_.heap(), counted);
    if (!accounted) return refuse("Data cannot be cloned, out of memory.");
    accounted_ = std::move(*accounted);
  } else if (!accounted_.try_resize(counted)) {
    return refuse("Data cannot be cloned, out of memory.");
  }
  accounted_bytes_ = counted;
  return {};
}

Completion<void> Serializer::run(Value value) {
  TRY(write(value));
  while (!frames_.empty()) TRY(step());
  TRY(account());
  data_.bytes = SerializedBytes(bytes_);
  return {};
}

/// Step 27: goes on with the innermost object, up to its end or to the next object within it.
Completion<void> Serializer::step() {
  TRY(account());
  const std::size_t depth = frames_.size();
  do {
    TRY(loop_.next_round());
    Frame& frame = frames_.back();
    if (frame.next == frame.end) {
      leave_frame();
      return {};
    }
    const Frame now = frame;
    frame.next++;
    Value value;
    switch (now.kind) {
      case Frame::Kind::Packed:
        value = TRY(packed_item(now, now.next));
        break;
      case Frame::Kind::Form:
        value = TRY(form_item(now, now.next));
        break;
      case Frame::Kind::Properties: {
        const PropertyKey key = keys_[now.next];
        value = TRY(property(now.object, key));
        if (!value.is_empty()) write_key(key);
        break;
      }
      case Frame::Kind::Values:
        value = values_[now.next];
        break;
    }
    if (!value.is_empty()) {
      TRY(write(value));
    } else if (now.kind != Frame::Kind::Properties) {
      bytes_.write(Tag::Absent);
    }
  } while (frames_.size() == depth);
  return {};
}

void Serializer::leave_frame() {
  const Frame& frame = frames_.back();
  if (frame.kind == Frame::Kind::Properties) {
    keys_.resize(frame.start);
    bytes_.write(Tag::End);
  } else if (frame.kind == Frame::Kind::Values) {
    values_.resize(frame.start);
  }
  frames_.pop_back();
}

/// Steps 27.4.1 and 27.4.1.1. \return Empty: there is no such property any more
Completion<Value> Serializer::property(Object* object, PropertyKey key) {
  OwnProperty own;
  if (!object->methods().find_own_property(agent_, object, key, &own)) return Value::empty();
  if (!own.attributes.is_accessor() && !own.attributes.is_lazy()) return own.value;
  return vm::get(agent_, object, key);
}

Completion<Value> Serializer::packed_item(const Frame& frame, std::uint32_t index) {
  const vm::Elements* elements = frame.object->elements();
  if (elements != nullptr && index < elements->length()) {
    const Value value = elements->get(index);
    if (!value.is_empty()) return value;
  }
  return property(frame.object, PropertyKey::index(index));
}

Completion<Value> Serializer::form_item(const Frame& frame, std::uint32_t slot) {
  if (frame.object->shape() == frame.shape) [[likely]]
    return frame.object->slot(slot);
  return property(frame.object, *frame.shape->key_of(slot));
}

// Primitive values ------------------------------------------------------------------------------------------

// Steps 4 and 5
Completion<void> Serializer::write(Value value) {
  if (value.is_int32()) {
    bytes_.write(Tag::Int32);
    bytes_.write_int32(value.as_int32());
  } else if (value.is_double()) {
    bytes_.write(Tag::Double);
    bytes_.write_double(value.as_double());
  } else if (value.is_object()) {
    return write_object(value.as_object());
  } else if (value.is_string()) {
    write_string(value.as_string());
  } else if (value.is_boolean()) {
    bytes_.write(value.is_true() ? Tag::True : Tag::False);
  } else if (value.is_null()) {
    bytes_.write(Tag::Null);
  } else if (value.is_undefined()) {
    bytes_.write(Tag::Undefined);
  } else if (value.is_bigint()) {
    const vm::BigInt* bigint = value.as_bigint();
    bytes_.write(Tag::BigInt);
    bytes_.write_byte(bigint->is_negative() ? 1 : 0);
    bytes_.write_number(bigint->limbs().size());
    bytes_.write_bytes(std::as_bytes(bigint->limbs()));
  } else {
    return refuse(value);
  }
  return {};
}

void Serializer::write_string(vm::String* string) {
  bytes_.write(string->is_latin1() ? Tag::Latin1String : Tag::Utf16String);
  bytes_.write_number(string->length());
  bytes_.write_bytes(string->is_latin1() ? std::as_bytes(string->latin1()) : std::as_bytes(string->utf16()));
}

void Serializer::write_key(PropertyKey key) {
  if (!key.is_index()) return write_string(key.as_atom());
  bytes_.write(Tag::IndexKey);
  bytes_.write_number(key.as_index());
}

// Arrays and ordinary objects
// ---------------------------------------------------------------------------------

// Steps 19 and 27
Completion<void> Serializer::write_array(vm::Array* array) {
  if (array->is_packed() && !array->has_flag(Object::k_has_sparse_elements) &&
      array->shape()->property_count() == 0) {
    bytes_.write(Tag::PackedArray);
    bytes_.write_number(array->length());
    frames_.push_back({Frame::Kind::Packed, 0, array->length(), 0, array});
    return {};
  }
  bytes_.write(Tag::Array);
  bytes_.write_number(array->length());
  return enter_properties(array);
}

// Steps 25 and 27
Completion<void> Serializer::write_ordinary_object(Object* object) {
  vm::Shape* shape = object->shape();
  if (object->elements() == nullptr && !shape->is_unshared()) {
    const KnownShape& known = known_shapes_[place_of(shape)];
    if (known.shape != shape) {
      write_new_form(shape);
    } else if (known.form != k_no_form) {
      bytes_.write(Tag::Form);
      bytes_.write_number(known.form);
    }
    if (known.form != k_no_form) {
      frames_.push_back({Frame::Kind::Form, 0, shape->slot_count(), 0, object, shape});
      return {};
    }
  }
  bytes_.write(Tag::Object);
  return enter_properties(object);
}

std::size_t Serializer::place_of(const vm::Shape* shape) const {
  constexpr unsigned k_alignment_bits = 4;
  return (reinterpret_cast<std::uintptr_t>(shape) >> k_alignment_bits) % known_shapes_.size();
}

/// Nothing is written where it cannot be a form.
void Serializer::write_new_form(vm::Shape* shape) {
  KnownShape& known = known_shapes_[place_of(shape)];
  known = {shape, k_no_form};
  if (!can_be_form(shape)) return;
  known.form = static_cast<std::uint32_t>(forms_.size());
  forms_.push_back(shape);
  bytes_.write(Tag::NewForm);
  bytes_.write_number(shape->slot_count());
  for (std::uint32_t slot = 0; slot < shape->slot_count(); slot++) write_key(*shape->key_of(slot));
}

bool Serializer::can_be_form(const vm::Shape* shape) {
  constexpr std::uint32_t k_most = 64;
  if (shape->slot_count() > k_most) return false;
  for (std::uint32_t slot = 0; slot < shape->slot_count(); slot++) {
    const std::optional<PropertyKey> key = shape->key_of(slot);
    if (!key || key->is_index() || !key->is_string()) return false;
    const vm::Attributes attributes = shape->attributes_of(slot);
    if (!attributes.enumerable() || attributes.is_accessor() || attributes.is_lazy()) return false;
  }
  return true;
}

/// Step 27.4: the keys that are there and enumerable now.
Completion<void> Serializer::enter_properties(Object* object) {
  const std::size_t start = keys_.size();
  TRY(vm::internal_own_property_keys(agent_, object, keys_));
  std::size_t end = start;
  for (std::size_t i = start; i < keys_.size(); i++) {
    OwnProperty own;
    if (keys_[i].is_symbol() || !object->methods().find_own_property(agent_, object, keys_[i], &own))
      continue;
    if (own.attributes.enumerable()) keys_[end++] = keys_[i];
  }
  keys_.resize(end);
  frames_.push_back({Frame::Kind::Properties, static_cast<std::uint32_t>(start),
                     static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(start), object});
  return {};
}

void Serializer::enter_values(Object* object, std::size_t start) {
  frames_.push_back({Frame::Kind::Values, static_cast<std::uint32_t>(start),
                     static_cast<std::uint32_t>(values_.size()), static_cast<std::uint32_t>(start), object});
}

}  // namespace orrery::web

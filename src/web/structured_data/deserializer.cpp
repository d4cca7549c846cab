#include "web/structured_data/deserializer.h"

#include <algorithm>

#include "vm/bigint/bigint_factory.h"
#include "vm/collections/keyed_collections.h"
#include "vm/errors/error_object.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "web/structured_data/error_parts.h"

namespace orrery::web {

using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

void Deserializer::visit(gc::Visitor& visitor) {
  for (Object* object : objects_) visitor.visit(static_cast<gc::Cell*>(object));
  for (const Frame& frame : frames_) visitor.visit(static_cast<gc::Cell*>(frame.object));
  for (const Form& form : forms_) visitor.visit(static_cast<gc::Cell*>(form.shape));
  for (const AbsentSlot& absent : absent_) vm::visit_key(visitor, absent.key);
}

void Deserializer::clear() {
  objects_.clear();
  frames_.clear();
  forms_.clear();
  absent_.clear();
}

Completion<Value> Deserializer::run() {
  const Value value = TRY(read());
  while (!frames_.empty()) TRY(step());
  return value;
}

/// Step 24: goes on with the innermost object, up to its end or to the next object within it.
Completion<void> Deserializer::step() {
  const std::size_t depth = frames_.size();
  do {
    TRY(loop_.next_round());
    const Frame now = frames_.back();
    if (now.kind == Frame::Kind::Properties ? reader_.next_tag() == Tag::End : now.next == now.end)
      return leave_frame();
    frames_.back().next++;
    switch (now.kind) {
      case Frame::Kind::Packed:
        TRY(read_packed_item(now.object));
        break;
      case Frame::Kind::Form:
        TRY(read_form_item(now, now.next));
        break;
      case Frame::Kind::Properties:
        TRY(read_property(now.object));
        break;
      case Frame::Kind::Map: {
        // 24.1.
        const Value key = TRY(read());
        TRY(static_cast<vm::Map*>(now.object)->set(agent_, key, TRY(read())));
        break;
      }
      case Frame::Kind::Set:  // 24.2.
        TRY(static_cast<vm::Set*>(now.object)->set(agent_, TRY(read()), Value::undefined()));
        break;
      case Frame::Kind::Cause:
        agent_.shapes().add(now.object, agent_.names().cause, TRY(read()), vm::k_hidden_attributes);
        break;
    }
  } while (frames_.size() == depth);
  return {};
}

Completion<void> Deserializer::leave_frame() {
  const Frame frame = frames_.back();
  if (frame.kind == Frame::Kind::Properties) reader_.read_tag();
  while (!absent_.empty() && absent_.back().depth == frames_.size()) {
    TRY(vm::delete_property_or_throw(agent_, frame.object, absent_.back().key));
    absent_.pop_back();
  }
  frames_.pop_back();
  return {};
}

Completion<void> Deserializer::read_packed_item(Object* array) {
  const bool is_absent = reader_.next_tag() == Tag::Absent;
  if (is_absent) reader_.read_tag();
  const Value value = is_absent ? Value::empty() : TRY(read());
  return vm::array_append(agent_, static_cast<vm::Array*>(array), value);
}

Completion<void> Deserializer::read_form_item(const Frame& frame, std::uint32_t slot) {
  if (reader_.next_tag() == Tag::Absent) {
    reader_.read_tag();
    absent_.push_back({static_cast<std::uint32_t>(frames_.size()), *frame.object->shape()->key_of(slot)});
    return {};
  }
  frame.object->set_slot(slot, TRY(read()));
  return {};
}

// Step 24.3
Completion<void> Deserializer::read_property(Object* object) {
  const PropertyKey key = TRY(read_key(reader_.read_tag()));
  return vm::create_data_property_or_throw(agent_, object, key, TRY(read()));
}

// Primitive values ------------------------------------------------------------------------------------------

// Steps 2 to 5
Completion<Value> Deserializer::read() {
  const Tag tag = reader_.read_tag();
  switch (tag) {
    case Tag::Undefined:
      return Value::undefined();
    case Tag::Null:
      return Value::null();
    case Tag::True:
      return Value::boolean(true);
    case Tag::False:
      return Value::boolean(false);
    case Tag::Int32:
      return Value::int32(reader_.read_int32());
    case Tag::Double:
      return Value::float64(reader_.read_double());
    case Tag::BigInt:
      return read_bigint();
    case Tag::Latin1String:
    case Tag::Utf16String:
      return TRY(read_string(tag));
    case Tag::Reference:
      return objects_[reader_.read_count()];
    default:
      return read_object(tag);
  }
}

Completion<vm::String*> Deserializer::read_string(Tag tag) {
  const std::uint32_t length = reader_.read_count();
  if (length == 0) return vm::empty_string(agent_);
  if (tag == Tag::Latin1String) {
    const auto* characters = reinterpret_cast<const std::uint8_t*>(reader_.read_bytes(length));
    if (length == 1) return vm::single_character(agent_, *characters);
    return vm::make_string(agent_, std::span(characters, length));
  }
  const auto unfilled = TRY(vm::make_unfilled_utf16(agent_, length));
  const std::byte* bytes = reader_.read_bytes(length * sizeof(char16_t));
  std::memcpy(unfilled.characters.data(), bytes, length * sizeof(char16_t));
  return unfilled.string;
}

Completion<PropertyKey> Deserializer::read_key(Tag tag) {
  if (tag == Tag::IndexKey) return PropertyKey::index(reader_.read_count());
  return vm::to_key(agent_, TRY(read_string(tag)));
}

Completion<Value> Deserializer::read_bigint() {
  const bool is_negative = reader_.read_byte() != 0;
  const std::size_t count = reader_.read_number();
  vm::BigInt* bigint = TRY(vm::BigIntFactory::make(agent_, count));
  const std::size_t size = count * sizeof(vm::kernels::Limb);
  if (size != 0) std::memcpy(vm::BigIntFactory::data(bigint), reader_.read_bytes(size), size);
  return TRY(vm::BigIntFactory::finish(agent_, bigint, is_negative));
}

// Arrays and ordinary objects -------------------------------------------------------------------------------

Value Deserializer::enter(Frame::Kind kind, Object* object, std::uint32_t count) {
  frames_.push_back({kind, 0, count, object});
  return object;
}

// Step 19
Completion<Value> Deserializer::read_array(Tag tag) {
  const std::uint32_t length = reader_.read_count();
  if (tag == Tag::PackedArray) {
    Object* array =
        add(TRY(vm::make_array(agent_, agent_.realm().shape(agent_, vm::CommonShape::Array), {})));
    TRY(vm::reserve_elements(agent_, array, length));
    return enter(Frame::Kind::Packed, array, length);
  }
  return enter(Frame::Kind::Properties, add(TRY(vm::array_create(agent_, length))), 0);
}

Completion<void> Deserializer::read_form() {
  const std::uint32_t count = reader_.read_count();
  Object* prototype = agent_.intrinsic(vm::Intrinsic::ObjectPrototype);
  vm::Shape* shape =
      agent_.shapes().root(prototype, vm::CellKind::Object, vm::Shapes::rounded_inline_capacity(count));
  forms_.push_back({shape, count});
  for (std::uint32_t i = 0; i < count; i++) {
    const PropertyKey key = TRY(read_key(reader_.read_tag()));
    // A root shape's descendants are shared, so there is one.
    shape = agent_.shapes().added(shape, key, vm::k_data_attributes);
    forms_.back().shape = shape;
  }
  return {};
}

Value Deserializer::enter_form(std::uint32_t form) {
  const Form& made = forms_[form];
  Object* object = add(vm::make_object(agent_, made.shape));
  if (made.slot_count != 0) object->reserve_slot(agent_.heap(), made.slot_count - 1);
  return enter(Frame::Kind::Form, object, made.slot_count);
}

}  // namespace orrery::web

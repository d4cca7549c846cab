#include "builtins/structured_data/json_stringify.h"

#include <algorithm>
#include <string>

#include "base/bytes16.h"
#include "builtins/structured_data/json_cycle.h"
#include "builtins/structured_data/json_to_json_cache.h"
#include "vm/agent.h"
#include "vm/collections/keyed_collections.h"
#include "vm/execution/frame.h"
#include "vm/functions/calls.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/ordinary_object.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/raw_json.h"
#include "vm/objects/string_object.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

// Strings ---------------------------------------------------------------------------------------------------

template <typename Unit>
bool must_be_escaped(std::span<const Unit> units, std::size_t i) {
  const Unit unit = units[i];
  if (unit < 0x20 || unit == '"' || unit == '\\') return true;
  if constexpr (sizeof(Unit) == 1) {
    return false;
  } else {
    return (unit & 0xF800) == 0xD800;
  }
}

void append_unicode_escape(StringBuilder& builder, char16_t unit) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  builder.append_ascii("\\u");
  for (int shift = 12; shift >= 0; shift -= 4)
    builder.append(static_cast<char16_t>(k_digits[unit >> shift & 15]));
}

/// Appends the escape for the unit at `i`, or a surrogate pair as it is. \return where it ends
template <typename Unit>
std::size_t append_escape(StringBuilder& builder, std::span<const Unit> units, std::size_t i) {
  constexpr std::string_view k_units = "\"\\\b\f\n\r\t";
  constexpr std::string_view k_letters = "\"\\bfnrt";
  const Unit unit = units[i];
  const std::size_t which = unit < 0x80 ? k_units.find(static_cast<char>(unit)) : std::string_view::npos;
  if (which != std::string_view::npos) {
    builder.append(u'\\');
    builder.append(static_cast<char16_t>(k_letters[which]));
    return i + 1;
  }
  const bool is_pair = (unit & 0xFC00) == 0xD800 && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00;
  if (is_pair) {
    builder.append(unit);
    builder.append(units[i + 1]);
    return i + 2;
  }
  append_unicode_escape(builder, unit);
  return i + 1;
}

/// The units that must be escaped, a bit for each.
std::uint32_t escaped_mask(base::Bytes16 units) {
  return (units.between(0, 0x1F) | units.equal('"') | units.equal('\\')).mask();
}

/// Where the first unit from `start` on is that must be escaped, or the end.
template <typename Unit>
std::size_t find_escaped(std::span<const Unit> units, std::size_t start) {
  std::size_t i = start;
  if constexpr (sizeof(Unit) == 1) {
    constexpr std::uint32_t k_half = base::Bytes16::k_size / 2;
    const auto* text = reinterpret_cast<const char*>(units.data());
    for (; units.size() - i >= base::Bytes16::k_size; i += base::Bytes16::k_size) {
      if (const std::uint32_t mask = escaped_mask(base::Bytes16::load(text + i)))
        return i + base::lowest_bit(mask);
    }
    if (units.size() - i >= k_half) {
      const std::uint32_t mask = escaped_mask(base::Bytes16::load_half(text + i)) & ((1u << k_half) - 1);
      if (mask != 0) return i + base::lowest_bit(mask);
      i += k_half;
    }
  }
  while (i < units.size() && !must_be_escaped(units, i)) i++;
  return i;
}

template <typename Unit>
Completion<void> append_quoted(NativeLoop& loop, StringBuilder& builder, std::span<const Unit> units) {
  constexpr std::size_t k_part = std::size_t{1} << 18;  // between looks for an interrupt
  builder.append(u'"');
  std::size_t start = 0;
  for (;;) {
    const std::size_t part_end = std::min(units.size(), start + k_part);
    const std::size_t i = find_escaped(units.first(part_end), start);
    builder.append(units.subspan(start, i - start));
    if (i == units.size()) break;
    TRY(i == part_end ? loop.next_rounds(k_part) : loop.next_round());
    start = i == part_end ? i : append_escape(builder, units, i);
  }
  builder.append(u'"');
  return {};
}

/// https://tc39.es/ecma262/#sec-quotejsonstring
Completion<void> append_quoted(NativeLoop& loop, StringBuilder& builder, String* string) {
  return string->is_latin1() ? append_quoted(loop, builder, string->latin1())
                             : append_quoted(loop, builder, string->utf16());
}

// Values ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-json-serialization-record, and the operations on it.
class Serializer {
 public:
  explicit Serializer(Agent& agent) : agent_(agent), property_list_(agent), loop_(agent), builder_(agent) {}

  Completion<void> set_replacer(Value replacer);
  Completion<void> set_space(Value space);
  /// SerializeJSONProperty of a wrapper object's only property.
  Completion<Value> serialize(Value value);

 private:
  /// What may have to be known of a property: its key, and the object that it is in.
  struct Place {
    Object* holder;  // null: the wrapper, if nobody has asked for it yet
    PropertyKey key;
  };

  Completion<void> add_to_property_list(String* name);
  Completion<Value> prepare(Value value, const Place& place);
  Completion<Value> unwrap(Object* object);
  Completion<void> write(Value value, PropertyKey key);
  Completion<void> write_object(Object* object, PropertyKey key);
  Completion<void> write_properties(Object* object, bool& is_first);
  Completion<void> keep_enumerable(Object* object, RootedKeys& keys, bool is_ordinary);
  Completion<void> write_properties_of_shape(Object* object, Shape* shape, bool& is_first);
  Completion<void> write_listed_properties(Object* object, const RootedKeys& keys, bool& is_first);
  Completion<void> write_property(Object* object, PropertyKey key, Value value, bool& is_first);
  Completion<void> write_array(Object* array, PropertyKey key);
  void write_separator(bool& is_first);
  void write_line_start();
  void write_end(char16_t bracket, bool is_empty);
  Completion<Object*> wrapper(Value value);

  Agent& agent_;
  Value replacer_function_;  // undefined: none
  RootedKeys property_list_;
  bool has_property_list_ = false;
  Set* listed_names_ = nullptr;  // those of the property list, if they are many
  String* gap_ = nullptr;        // null: none
  std::size_t indent_ = 0;
  std::vector<char16_t> line_start_;  // a line's end, and as many gaps as were needed so far
  JsonCycle stack_;
  JsonToJsonCache to_json_cache_;
  NativeLoop loop_;
  StringBuilder builder_;
};

/// JSON.stringify, step 4.
Completion<void> Serializer::set_replacer(Value replacer) {
  if (is_callable(replacer)) {
    replacer_function_ = replacer;
    return {};
  }
  if (!TRY(is_array(agent_, replacer))) return {};
  has_property_list_ = true;
  Object* list = replacer.as_object();
  const std::uint64_t length = TRY(length_of_array_like(agent_, list));
  for (std::uint64_t i = 0; i < length; i++) {
    TRY(loop_.next_round());
    const Value item = TRY(get(agent_, list, index_key(agent_, i)));
    const bool is_wrapped_number = item.is_cell_of(CellKind::PrimitiveObject) &&
                                   static_cast<PrimitiveObject*>(item.as_object())->primitive().is_number();
    const bool is_name =
        item.is_string() || item.is_number() || item.is_cell_of(CellKind::StringObject) || is_wrapped_number;
    if (!is_name) continue;
    TRY(add_to_property_list(TRY(to_string(agent_, item))));
  }
  return {};
}

/// If it is not there already.
Completion<void> Serializer::add_to_property_list(String* name) {
  constexpr std::size_t k_few = 16;  // are quicker looked through than found in a table
  std::vector<PropertyKey>& keys = property_list_.items();
  const PropertyKey key = to_key(agent_, name);
  if (keys.size() < k_few) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    return {};
  }
  if (listed_names_ == nullptr) {
    listed_names_ = make_set(agent_);
    for (const PropertyKey listed : keys)
      TRY(listed_names_->set(agent_, to_value(agent_, listed), Value::undefined()));
  }
  if (listed_names_->has(agent_, name)) return {};
  TRY(listed_names_->set(agent_, name, Value::undefined()));
  keys.push_back(key);
  return {};
}

/// JSON.stringify, steps 5 to 8.
Completion<void> Serializer::set_space(Value space) {
  constexpr std::uint32_t k_max_gap = 10;
  if (space.is_cell_of(CellKind::StringObject)) space = TRY(to_string(agent_, space));
  if (space.is_cell_of(CellKind::PrimitiveObject) &&
      static_cast<PrimitiveObject*>(space.as_object())->primitive().is_number()) {
    space = TRY(to_number(agent_, space));
  }
  if (space.is_number()) {
    const double count = std::clamp<double>(to_integer_or_infinity(space.as_number()), 0, k_max_gap);
    if (count >= 1) gap_ = make_ascii_string(agent_, std::string(static_cast<std::size_t>(count), ' '));
  } else if (space.is_string() && !space.as_string()->is_empty()) {
    String* text = space.as_string();
    gap_ = substring(agent_, text, 0, std::min(text->length(), k_max_gap));
  }
  return {};
}

Completion<Object*> Serializer::wrapper(Value value) {
  Object* object = ordinary_object_create(agent_, agent_.intrinsic(Intrinsic::ObjectPrototype), 1);
  MUST(create_data_property(agent_, object, agent_.names().empty, value));
  return object;
}

Completion<Value> Serializer::serialize(Value value) {
  const PropertyKey key = agent_.names().empty;
  // Only a function would see the wrapper.
  Object* holder = replacer_function_.is_undefined() ? nullptr : TRY(wrapper(value));
  const Value prepared = TRY(prepare(value, {holder, key}));
  if (prepared.is_undefined()) return Value::undefined();
  TRY(write(prepared, key));
  return builder_.finish();
}

/// https://tc39.es/ecma262/#sec-serializejsonproperty, steps 2 to 4, and whether the rest gives anything.
/// \return the value to be written; undefined: nothing
Completion<Value> Serializer::prepare(Value value, const Place& place) {
  if (!value.is_cell() && replacer_function_.is_undefined()) return value;
  // 2.
  const bool is_plain = value.is_object() && to_json_cache_.has_no_to_json(agent_, value.as_object());
  if (!is_plain && (value.is_object() || value.is_bigint())) {
    const Value to_json = TRY(get_v(agent_, value, agent_.names().toJSON));
    if (is_callable(to_json)) {
      const Value key = to_value(agent_, place.key);
      value = TRY(call(agent_, to_json, value, std::span(&key, 1)));
    }
  }
  // 3.
  if (!replacer_function_.is_undefined()) {
    const Value arguments[] = {to_value(agent_, place.key), value};
    value = TRY(call(agent_, replacer_function_, place.holder, arguments));
  }
  // 4., 12.
  if (value.is_object()) return unwrap(value.as_object());
  return value.is_symbol() ? Value::undefined() : value;
}

Completion<Value> Serializer::unwrap(Object* object) {
  if (object->kind() == CellKind::StringObject) return to_string(agent_, object);
  if (object->kind() == CellKind::PrimitiveObject) {
    const Value primitive = static_cast<PrimitiveObject*>(object)->primitive();
    if (primitive.is_number()) return to_number(agent_, object);
    if (!primitive.is_symbol()) return primitive;
  }
  return object->is_callable() ? Value::undefined() : Value(object);
}

/// The same, steps 5 to 11.
Completion<void> Serializer::write(Value value, PropertyKey key) {
  TRY(loop_.next_round());
  if (value.is_string()) {
    return append_quoted(loop_, builder_, value.as_string());
  } else if (value.is_int32()) {
    const NumberText text(value.as_int32());
    builder_.append(text.latin1());
  } else if (value.is_number()) {
    const NumberText text(value.as_double());
    builder_.append_ascii(std::isfinite(value.as_double()) ? text.view() : "null");
  } else if (value.is_boolean()) {
    builder_.append_ascii(value.as_boolean() ? "true" : "false");
  } else if (value.is_null()) {
    builder_.append_ascii("null");
  } else if (value.is_bigint()) {
    return agent_.throw_type_error("Do not know how to serialize a BigInt");
  } else if (value.is_cell_of(CellKind::RawJson)) {
    const Value raw = TRY(get(agent_, value.as_object(), PropertyKey::atom(intern(agent_, "rawJSON"))));
    builder_.append(raw.as_string());
  } else if (TRY(is_array(agent_, value))) {
    return write_array(value.as_object(), key);
  } else {
    return write_object(value.as_object(), key);
  }
  return {};
}

// Brackets --------------------------------------------------------------------------------------------------

/// Before a property or element.
void Serializer::write_separator(bool& is_first) {
  if (!is_first) builder_.append(u',');
  is_first = false;
  if (gap_ != nullptr) write_line_start();
}

void Serializer::write_line_start() {
  const std::size_t length = 1 + indent_ * gap_->length();
  if (line_start_.empty()) line_start_.push_back(u'\n');
  while (line_start_.size() < length) {
    const std::size_t old_size = line_start_.size();
    line_start_.resize(old_size + gap_->length());
    gap_->copy_to(line_start_.data() + old_size);
  }
  builder_.append(std::span<const char16_t>(line_start_).first(length));
}

/// \param bracket  that closes
void Serializer::write_end(char16_t bracket, bool is_empty) {
  indent_--;
  bool is_first = true;
  if (!is_empty) write_separator(is_first);
  builder_.append(bracket);
}

// Objects ---------------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-serializejsonobject
Completion<void> Serializer::write_object(Object* object, PropertyKey key) {
  const NativeEntry entry(agent_);
  TRY(entry.check());
  // 1., 2.
  TRY(stack_.push(agent_, object, key));
  // 3., 4.
  indent_++;
  builder_.append(u'{');
  // 5. - 10.
  bool is_empty = true;
  TRY(write_properties(object, is_empty));
  write_end(u'}', is_empty);
  // 11., 12.
  stack_.pop();
  return {};
}

Completion<void> Serializer::write_properties(Object* object, bool& is_first) {
  if (has_property_list_) return write_listed_properties(object, property_list_, is_first);
  const bool is_ordinary = object->methods().find_own_property == ordinary_find_own_property;
  Shape* shape = object->shape();
  if (is_ordinary && object->elements() == nullptr && !shape->is_unshared())
    return write_properties_of_shape(object, shape, is_first);
  RootedKeys keys(agent_);
  TRY(internal_own_property_keys(agent_, object, keys.items()));
  TRY(keep_enumerable(object, keys, is_ordinary));
  return write_listed_properties(object, keys, is_first);
}

/// https://tc39.es/ecma262/#sec-enumerableownproperties: sees all properties before any value is got.
/// \param keys  in: all of them; out: those that are wanted
Completion<void> Serializer::keep_enumerable(Object* object, RootedKeys& keys, bool is_ordinary) {
  std::vector<PropertyKey>& items = keys.items();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); i++) {
    TRY(loop_.next_round());
    const PropertyKey key = items[i];
    if (key.is_symbol()) continue;
    if (is_ordinary) {
      OwnProperty own;
      if (!ordinary_find_own_property(agent_, object, key, &own) || !own.attributes.enumerable()) continue;
    } else {
      const auto descriptor = TRY(internal_get_own_property(agent_, object, key));
      if (!descriptor || !*descriptor->enumerable) continue;
    }
    items[kept++] = key;
  }
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept), items.end());
  return {};
}

/// OPTIMIZATION: what will be written soon comes from memory while other things are written.
void prefetch(Value value) {
  constexpr std::size_t k_line = 64;
  if (!value.is_cell()) return;
  const auto* cell = reinterpret_cast<const char*>(value.as_cell());
  __builtin_prefetch(cell);
  __builtin_prefetch(cell + k_line);
}

/// What the value's cell, which is in the cache, refers to.
void prefetch_contents(Value value) {
  if (!value.is_object()) return;
  const Object* object = value.as_object();
  __builtin_prefetch(object->elements());
  const std::uint32_t count = std::min<std::uint32_t>(object->shape()->slot_count(), 16);
  for (std::uint32_t slot = 0; slot < count; slot++)
    if (object->has_slot(slot)) prefetch(object->slot(slot));
}

/// OPTIMIZATION: a shape that does not change is the list of keys, and says where the values are, too, until
/// a script makes the object another one.
/// \param shape  of the object, shared; all its properties are named ones
Completion<void> Serializer::write_properties_of_shape(Object* object, Shape* shape, bool& is_first) {
  const std::uint32_t count = shape->slot_count();
  for (std::uint32_t slot = 0; slot < count; slot++) prefetch(object->slot(slot));
  for (std::uint32_t slot = 0; slot < count && !builder_.has_failed(); slot++) {
    const PropertyKey key = *shape->key_of(slot);
    const Attributes attributes = shape->attributes_of(slot);
    if (key.is_symbol() || !attributes.enumerable()) continue;
    const bool is_in_slot = !attributes.is_accessor() && !attributes.is_lazy() && object->shape() == shape;
    const Value value = is_in_slot ? object->slot(slot) : TRY(get(agent_, object, key));
    TRY(write_property(object, key, value, is_first));
  }
  return {};
}

Completion<void> Serializer::write_listed_properties(Object* object, const RootedKeys& keys, bool& is_first) {
  for (const PropertyKey key : keys) {
    if (builder_.has_failed()) break;
    TRY(loop_.next_round());
    const Value value = TRY(get(agent_, object, key));
    TRY(write_property(object, key, value, is_first));
  }
  return {};
}

Completion<void> Serializer::write_property(Object* object, PropertyKey key, Value value, bool& is_first) {
  const Value prepared = TRY(prepare(value, {object, key}));
  if (prepared.is_undefined()) return {};
  write_separator(is_first);
  TRY(append_quoted(loop_, builder_, to_value(agent_, key).as_string()));
  builder_.append(u':');
  if (gap_ != nullptr) builder_.append(u' ');
  return write(prepared, key);
}

// Arrays ----------------------------------------------------------------------------------------------------

void prefetch_first_elements(const Object* array) {
  const Elements* elements = array->elements();
  if (array->kind() != CellKind::Array || elements == nullptr) return;
  const std::uint32_t count = std::min<std::uint32_t>(elements->length(), 6);
  for (std::uint32_t i = 0; i < count; i++) prefetch(elements->get(i));
}

/// An element of an array if it is in the place for it, so that Get would give just that; Empty if not.
/// OPTIMIZATION: most are.
Value try_element_fast(Object* array, std::uint64_t index) {
  if (array->kind() != CellKind::Array) return Value::empty();
  const Elements* elements = array->elements();
  if (elements == nullptr || index >= elements->length()) return Value::empty();
  constexpr std::uint64_t k_far = 6;
  constexpr std::uint64_t k_near = 3;
  if (index + k_far < elements->length()) prefetch(elements->get(static_cast<std::uint32_t>(index + k_far)));
  if (index + k_near < elements->length())
    prefetch_contents(elements->get(static_cast<std::uint32_t>(index + k_near)));
  return elements->get(static_cast<std::uint32_t>(index));
}

// https://tc39.es/ecma262/#sec-serializejsonarray
Completion<void> Serializer::write_array(Object* array, PropertyKey key) {
  const NativeEntry entry(agent_);
  TRY(entry.check());
  // 1., 2.
  TRY(stack_.push(agent_, array, key));
  // 3. - 5.
  indent_++;
  builder_.append(u'[');
  // 6. - 8.
  const std::uint64_t length = TRY(length_of_array_like(agent_, array));
  prefetch_first_elements(array);
  bool is_first = true;
  for (std::uint64_t i = 0; i < length && !builder_.has_failed(); i++) {
    const PropertyKey element_key = index_key(agent_, i);
    Value element = try_element_fast(array, i);
    if (element.is_empty()) element = TRY(get(agent_, array, element_key));
    const Value prepared = TRY(prepare(element, {array, element_key}));
    write_separator(is_first);
    TRY(write(prepared.is_undefined() ? Value::null() : prepared, element_key));
  }
  // 9. - 12.
  write_end(u']', is_first);
  stack_.pop();
  return {};
}

}  // namespace

Completion<Value> json_stringify(Agent& agent, NativeFrame& frame) {
  Serializer serializer(agent);
  TRY(serializer.set_replacer(frame.argument(1)));
  TRY(serializer.set_space(frame.argument(2)));
  return serializer.serialize(frame.argument(0));
}

}  // namespace orrery::builtins

// The entries between an object's braces, but for its properties.

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "display/inspector.h"
#include "vm/agent.h"
#include "vm/binary_data/array_buffer_view.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/promises/promise.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

/// How many of `count` elements are shown; none where the limit is no number.
std::size_t Inspector::shown_count(double count) const {
  const double most = options_.max_array_length;
  return most > 0 ? static_cast<std::size_t>(std::min(most, count)) : 0;
}

void Inspector::add_more_items(Subject& subject, double count) {
  if (count > 0) subject.entries.emplace_back(fmt::format("... {} more item{}", count, count > 1 ? "s" : ""));
}

Completion<void> Inspector::add_contents(Subject& subject) {
  switch (subject.contents) {
    case Contents::None:
    case Contents::Error:
      return {};
    case Contents::Array:
      return add_elements(subject);
    case Contents::TypedArray:
      return add_typed_elements(subject);
    case Contents::Set:
    case Contents::Map:
      return add_collection(subject);
    case Contents::CollectionIterator:
      return add_collection_iterator(subject);
    case Contents::Buffer:
      TRY(add_buffer(subject));
      [[fallthrough]];
    case Contents::BufferLength: {
      const auto length = static_cast<double>(static_cast<vm::BufferObject*>(subject.object)->byte_length());
      return add_extra(subject, "byteLength", Value::number(length));
    }
    case Contents::DataView: {
      const auto* view = static_cast<vm::DataView*>(subject.object);
      const bool is_out = view->is_out_of_bounds();
      TRY(add_extra(subject, "byteLength",
                    Value::number(is_out ? 0.0 : static_cast<double>(view->byte_length()))));
      TRY(add_extra(subject, "byteOffset",
                    Value::number(is_out ? 0.0 : static_cast<double>(view->byte_offset()))));
      return add_extra(subject, "buffer", view->buffer());
    }
    case Contents::Promise:
      return add_promise(subject);
    case Contents::Weak:
      // With `showHidden` Node shows those that are left: so when a collection comes would change what a
      // replay prints.
      subject.entries.emplace_back(styled(Style::Special, "<items unknown>"));
      return {};
    case Contents::Namespace:
      return add_namespace(subject);
  }
  __builtin_unreachable();
}

/// `[name]: value`, of what is in fact an inherited getter's.
/// \param value  what that gives, where no script may run
Completion<void> Inspector::add_extra(Subject& subject, std::string_view name, Value value) {
  if (reading_ == Reading::Running) {
    const auto key = PropertyKey::atom(vm::intern(agent_, name));
    value = TRY(read_if_it_goes(subject.object, key));
    if (value.is_empty()) {
      // That of a view which is out of its buffer's bounds throws; then it is the buffer's.
      const Value buffer =
          TRY(vm::get(agent_, subject.object, PropertyKey::atom(vm::intern(agent_, "buffer"))));
      value = TRY(vm::get_v(agent_, buffer, key));
    }
  }
  indentation_ += 2;
  Completion<GrowingText> added =
      this->value(value, subject.level + 1, subject.contents == Contents::TypedArray);
  indentation_ -= 2;
  GrowingText text = TRY(std::move(added));
  text.prepend(styled(Style::String, fmt::format("[{}]", name)) + ": ");
  return add_entry(subject, std::move(text));
}

// Elements --------------------------------------------------------------------------------------------------

Completion<void> Inspector::add_elements(Subject& subject) {
  Object* array = subject.object;
  const std::uint32_t length = static_cast<vm::Array*>(array)->length();
  const std::size_t limit = shown_count(length);
  for (std::size_t i = 0; i < limit; i++) {
    TRY(loop_.next_round());
    const auto key = PropertyKey::index(static_cast<std::uint32_t>(i));
    if (!TRY(has_own(array, key))) return add_sparse_elements(subject, limit);
    TRY(add_entry(subject, TRY(property(array, key, subject.level + 1, Sort::Element))));
  }
  add_more_items(subject, static_cast<double>(length - limit));
  return {};
}

/// The rest of an array from its first hole on: holes are counted.
Completion<void> Inspector::add_sparse_elements(Subject& subject, std::size_t limit) {
  Object* array = subject.object;
  std::vector<GrowingText>& entries = subject.entries;
  const auto add_holes = [&](std::uint64_t count) {
    entries.emplace_back(
        styled(Style::Undefined, fmt::format("<{} empty item{}>", count, count > 1 ? "s" : "")));
  };
  vm::RootedKeys keys(agent_);
  TRY(vm::internal_own_property_keys(agent_, array, keys.items()));
  std::uint64_t next = entries.size();  // the first index that is not shown yet
  for (const PropertyKey key : keys) {
    if (!key.is_array_index() || entries.size() >= limit) break;
    TRY(loop_.next_round());
    if (key.as_index() < next) continue;
    const auto element = TRY(own(array, key));
    if (!element || !element->enumerable.value_or(false)) continue;
    if (key.as_index() > next) {
      add_holes(key.as_index() - next);
      next = key.as_index();
      if (entries.size() == limit) break;
    }
    TRY(add_entry(subject, TRY(property(array, key, subject.level + 1, Sort::Element))));
    next++;
  }
  const std::uint64_t length = static_cast<vm::Array*>(array)->length();
  if (next >= length) return {};
  if (entries.size() == limit) {
    add_more_items(subject, static_cast<double>(length - next));
  } else {
    add_holes(length - next);
  }
  return {};
}

// Binary data -----------------------------------------------------------------------------------------------

Completion<void> Inspector::add_typed_elements(Subject& subject) {
  const auto* array = static_cast<vm::TypedArray*>(subject.object);
  const std::size_t length = array->length();
  const std::size_t shown = shown_count(static_cast<double>(length));
  for (std::size_t i = 0; i < shown; i++) {
    TRY(loop_.next_round());
    subject.entries.emplace_back(primitive(vm::typed_array_element(agent_, array, i)));
  }
  add_more_items(subject, static_cast<double>(length - shown));
  if (!options_.shows_hidden) return {};
  const auto number = [](std::size_t count) { return Value::number(static_cast<double>(count)); };
  TRY(add_extra(subject, "BYTES_PER_ELEMENT", number(array->element_size())));
  TRY(add_extra(subject, "length", number(length)));
  TRY(add_extra(subject, "byteLength", number(array->byte_length())));
  TRY(add_extra(subject, "byteOffset", number(array->is_out_of_bounds() ? 0 : array->byte_offset())));
  return add_extra(subject, "buffer", array->buffer());
}

/// The bytes.
Completion<void> Inspector::add_buffer(Subject& subject) {
  const auto* buffer = static_cast<vm::BufferObject*>(subject.object);
  if (buffer->is_detached()) {
    subject.entries.emplace_back(styled(Style::Special, "(detached)"));
    return {};
  }
  const std::size_t length = buffer->byte_length();
  const std::size_t shown = shown_count(static_cast<double>(length));
  std::string bytes;
  for (std::size_t i = 0; i < shown; i++) {
    TRY(loop_.next_round());
    if (i > 0) bytes += ' ';
    constexpr std::string_view k_digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned>(buffer->data()[i]);
    bytes += k_digits[byte >> 4];
    bytes += k_digits[byte & 15];
  }
  if (shown < length)
    bytes += fmt::format(" ... {} more byte{}", length - shown, length - shown > 1 ? "s" : "");
  subject.entries.emplace_back(fmt::format("{}: <{}>", styled(Style::Special, "[Uint8Contents]"), bytes));
  return {};
}

// Promises and collections ----------------------------------------------------------------------------------

Completion<void> Inspector::add_promise(Subject& subject) {
  const auto* promise = static_cast<vm::Promise*>(subject.object);
  const vm::Promise::State state = promise->state();
  if (state == vm::Promise::State::Pending) {
    subject.entries.emplace_back(styled(Style::Special, "<pending>"));
    return {};
  }
  GrowingText result = TRY(indented_value(promise->result(), subject.level + 1));
  if (state == vm::Promise::State::Rejected) result.prepend(styled(Style::Special, "<rejected>") + " ");
  TRY(add_entry(subject, std::move(result)));
  return {};
}

/// Custom inspection may change the collection meanwhile: a cursor follows it.
Completion<void> Inspector::add_collection(Subject& subject) {
  const auto* collection = static_cast<vm::KeyedCollection*>(subject.object);
  const std::uint32_t size = collection->size();
  const std::size_t shown = shown_count(size);
  vm::TableCursor cursor{collection->table()};
  while (subject.entries.size() < shown) {
    TRY(loop_.next_round());
    const std::optional<std::uint32_t> place = cursor.next();
    if (!place) break;
    const Value value = cursor.table->value(*place);
    GrowingText entry = TRY(indented_value(cursor.table->key(*place), subject.level + 1));
    if (subject.contents == Contents::Map) {
      GrowingText text = TRY(indented_value(value, subject.level + 1));
      entry.append(" => ");
      text.prepend(entry.view());
      entry = std::move(text);
    }
    TRY(add_entry(subject, std::move(entry)));
  }
  add_more_items(subject, static_cast<double>(size - shown));
  return {};
}

/// What the iterator has yet to give.
Completion<void> Inspector::add_collection_iterator(Subject& subject) {
  const auto* iterator = static_cast<vm::KeyedCollectionIterator*>(subject.object);
  const std::size_t limit = shown_count(std::numeric_limits<std::uint32_t>::max());
  const bool is_map = subject.object->kind() == CellKind::MapIterator;
  const double level = subject.level + 1;
  vm::TableCursor cursor = iterator->cursor();
  std::size_t rest = 0;
  while (cursor.table != nullptr) {
    TRY(loop_.next_round());
    const std::optional<std::uint32_t> place = cursor.next();
    if (!place) break;
    if (subject.entries.size() >= limit) {
      rest++;
      continue;
    }
    const Value key = cursor.table->key(*place);
    const Value other = is_map ? cursor.table->value(*place) : key;
    if (iterator->iteration_kind() != vm::IterationKind::Entries) {
      const bool has_keys = iterator->iteration_kind() == vm::IterationKind::Keys;
      TRY(add_entry(subject, TRY(indented_value(has_keys ? key : other, level))));
      continue;
    }
    std::vector<GrowingText> pair;
    pair.push_back(TRY(indented_value(key, level)));
    pair.push_back(TRY(indented_value(other, level)));
    indentation_ += 2;
    TRY(add_entry(subject, laid_out(pair, "", "[", "]", true, level, nullptr)));
    indentation_ -= 2;
  }
  add_more_items(subject, static_cast<double>(rest));
  return {};
}

/// What a module exports; bindings that are not initialized yet say so.
Completion<void> Inspector::add_namespace(Subject& subject) {
  for (const PropertyKey key : subject.keys) {
    TRY(loop_.next_round());
    if (!own(subject.object, key).is_thrown()) {
      TRY(add_entry(subject, TRY(property(subject.object, key, subject.level + 1, Sort::Object))));
      continue;
    }
    if (agent_.is_terminating()) return vm::Thrown{};
    agent_.take_exception();
    subject.entries.emplace_back(key_text(key, true) + ": " + styled(Style::Special, "<uninitialized>"));
  }
  subject.keys.items().clear();
  return {};
}

}  // namespace orrery::display

// What stands in front of an object's braces, and which braces.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "display/inspector.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/collections/keyed_collections.h"
#include "vm/dates/date_object.h"
#include "vm/dates/date_text.h"
#include "vm/errors/inspection.h"
#include "vm/objects/array.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/primitive_object.h"
#include "vm/objects/string_object.h"
#include "vm/operations/object_operations.h"
#include "vm/regexps/regexp_object.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

/// The text before the entries, and what there is to show without any.
Completion<void> Inspector::begin(Subject& subject) {
  // What cannot be iterated is none of these, whatever it was made as; what has no prototype may be.
  if (!subject.constructor || TRY(has_iterator(subject.object))) {
    if (TRY(begin_iterable(subject))) return {};
  }
  TRY(read_keys(subject, true));
  if (subject.object->is_callable()) {
    subject.base = TRY(function_base(subject));
    if (!subject.has_properties()) subject.finish(styled(Style::Special, subject.base));
    return {};
  }
  if (subject.constructor != "Object") return begin_other(subject);
  const CellKind kind = subject.object->kind();
  if (kind == CellKind::Arguments || kind == CellKind::MappedArguments) {
    subject.opening = "[Arguments] {";
  } else if (!subject.tag.empty()) {
    subject.opening = prefix(subject, "Object") + "{";
  }
  if (!subject.has_properties()) subject.finish(subject.opening + "}");
  return {};
}

Completion<bool> Inspector::begin_iterable(Subject& subject) {
  Object* object = subject.object;
  switch (object->kind()) {
    case CellKind::Array:
    case CellKind::TypedArray:
      TRY(begin_list(subject));
      return true;
    case CellKind::Map:
    case CellKind::Set: {
      const bool is_map = object->kind() == CellKind::Map;
      const std::uint32_t size = static_cast<vm::KeyedCollection*>(object)->size();
      subject.contents = is_map ? Contents::Map : Contents::Set;
      TRY(read_keys(subject, true));
      subject.opening = prefix(subject, is_map ? "Map" : "Set", fmt::format("({})", size)) + "{";
      if (size == 0 && !subject.has_properties()) subject.finish(subject.opening + "}");
      return true;
    }
    case CellKind::MapIterator:
    case CellKind::SetIterator: {
      const bool is_map = object->kind() == CellKind::MapIterator;
      const auto kind = static_cast<vm::KeyedCollectionIterator*>(object)->iteration_kind();
      const std::string usual = is_map ? "Map Iterator" : "Set Iterator";
      std::string name = subject.tag == usual  ? usual
                         : subject.tag.empty() ? usual
                                               : subject.tag + "] [" + usual;
      if (kind == vm::IterationKind::Entries) name.replace(name.size() - 8, 8, "Entries");
      subject.contents = Contents::CollectionIterator;
      subject.opening = fmt::format("[{}] {{", name);
      TRY(read_keys(subject, true));
      return true;
    }
    default:
      return false;
  }
}

/// `[`, `Class(3) [`, `Uint8Array(3) [`
Completion<void> Inspector::begin_list(Subject& subject) {
  Object* object = subject.object;
  const bool is_array = object->kind() == CellKind::Array;
  TRY(read_keys(subject, false));
  subject.is_list = true;
  subject.closing = "]";
  if (is_array) {
    const std::uint32_t length = static_cast<vm::Array*>(object)->length();
    const bool is_plain = subject.constructor == "Array" && subject.tag.empty();
    subject.opening = is_plain ? "[" : prefix(subject, "Array", fmt::format("({})", length)) + "[";
    subject.contents = Contents::Array;
    if (length == 0 && !subject.has_properties()) subject.finish(subject.opening + "]");
    return {};
  }
  const auto* array = static_cast<vm::TypedArray*>(object);
  subject.opening = prefix(subject, array->array_name(), fmt::format("({})", array->length())) + "[";
  subject.contents = Contents::TypedArray;
  if (array->length() == 0 && subject.keys.size() == 0 && !options_.shows_hidden)
    subject.finish(subject.opening + "]");
  return {};
}

Completion<void> Inspector::begin_other(Subject& subject) {
  const auto with = [&](Contents contents, std::string_view name) {
    subject.contents = contents;
    subject.opening = prefix(subject, name) + "{";
  };
  const CellKind kind = subject.object->kind();
  if (kind != CellKind::RegExp && kind != CellKind::Date && is_error(subject.object)) {
    subject.base = TRY(error_base(subject));
    subject.contents = Contents::Error;
    subject.is_done = !subject.has_properties();
    return {};
  }
  switch (kind) {
    case CellKind::RegExp:
      return begin_regexp(subject);
    case CellKind::Date:
      return begin_date(subject);
    case CellKind::ArrayBuffer:
    case CellKind::SharedArrayBuffer:
      begin_buffer(subject);
      return {};
    case CellKind::DataView:
      with(Contents::DataView, "DataView");
      return {};
    case CellKind::Promise:
      with(Contents::Promise, "Promise");
      return {};
    case CellKind::WeakSet:
      with(Contents::Weak, "WeakSet");
      return {};
    case CellKind::WeakMap:
      with(Contents::Weak, "WeakMap");
      return {};
    case CellKind::ModuleNamespace:
      with(Contents::Namespace, "Module");
      return {};
    default:
      if (TRY(begin_boxed(subject))) return {};
      subject.opening = general_prefix(subject) + "{";
      if (!subject.has_properties()) subject.finish(subject.opening + "}");
      return {};
  }
}

void Inspector::begin_buffer(Subject& subject) {
  const bool is_shared = subject.object->kind() == CellKind::SharedArrayBuffer;
  subject.opening = prefix(subject, is_shared ? "SharedArrayBuffer" : "ArrayBuffer") + "{";
  subject.contents = subject.is_in_typed_array ? Contents::BufferLength : Contents::Buffer;
  if (!subject.is_in_typed_array || subject.has_properties()) return;
  const auto length = static_cast<double>(static_cast<vm::BufferObject*>(subject.object)->byte_length());
  subject.finish(fmt::format("{} [byteLength]: {} }}", subject.opening, number(length)));
}

namespace {

Value boxed_primitive(Object* object) {
  if (object->kind() == CellKind::StringObject) return static_cast<vm::StringObject*>(object)->string();
  if (object->kind() == CellKind::PrimitiveObject)
    return static_cast<vm::PrimitiveObject*>(object)->primitive();
  return Value::empty();
}

struct Box {
  std::string_view name;
  Style style;
};

Box box_of(Value primitive) {
  if (primitive.is_string()) return {"String", Style::String};
  if (primitive.is_number()) return {"Number", Style::Number};
  if (primitive.is_boolean()) return {"Boolean", Style::Boolean};
  if (primitive.is_bigint()) return {"BigInt", Style::BigInt};
  return {"Symbol", Style::Symbol};
}

}  // namespace

/// `[Number: 3]`
Completion<bool> Inspector::begin_boxed(Subject& subject) {
  const Value value = boxed_primitive(subject.object);
  if (value.is_empty()) return false;
  const Box box = box_of(value);
  if (value.is_string()) {
    // The characters are no news.
    std::vector<PropertyKey>& keys = subject.keys.items();
    const std::size_t length = std::min<std::size_t>(value.as_string()->length(), keys.size());
    keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(length));
  }
  std::string text = fmt::format("[{}", box.name);
  if (!subject.constructor) {
    text += " (null prototype)";
  } else if (*subject.constructor != box.name) {
    text += fmt::format(" ({})", *subject.constructor);
  }
  text += fmt::format(": {}]", primitive(value, true));
  if (!subject.tag.empty() && subject.tag != subject.constructor) text += fmt::format(" [{}]", subject.tag);
  subject.base = text;
  if (!subject.has_properties() && subject.keys.size() == 0) subject.finish(styled(box.style, text));
  return true;
}

/// `2026-11-21T09:00:00.000Z`
Completion<void> Inspector::begin_date(Subject& subject) {
  const double time = static_cast<vm::Date*>(subject.object)->date_value();
  const std::string name = prefix(subject, "Date");
  subject.base =
      (name == "Date " ? "" : name) + (std::isnan(time) ? "Invalid Date" : vm::iso_date_text(time));
  if (!subject.has_properties()) subject.finish(styled(Style::Date, subject.base));
  return {};
}

/// `/pattern/flags`: what the object says now; where it has no prototype, and where no script may run, as it
/// was made.
Completion<void> Inspector::begin_regexp(Subject& subject) {
  std::string text;
  if (reading_ == Reading::Running && subject.constructor) {
    const auto part = [&](std::string_view name) -> Completion<std::string> {
      return TRY(text_of(TRY(read(subject.object, PropertyKey::atom(vm::intern(agent_, name))))));
    };
    text = "/" + TRY(part("source")) + "/" + TRY(part("flags"));
  } else {
    const vm::RegExpPattern* pattern = static_cast<vm::RegExpObject*>(subject.object)->pattern();
    const Completion<vm::String*> source = vm::escape_regexp_pattern(agent_, pattern->source());
    if (!source.is_thrown()) {
      text = fmt::format("/{}/{}", source.value()->to_wtf8(), vm::regexp_flags_text(pattern->flags()));
    } else {
      // Too long for a string.
      if (agent_.is_terminating()) return vm::Thrown{};
      agent_.take_exception();
      text = "[RegExp]";
    }
  }
  const std::string name = prefix(subject, "RegExp");
  if (name != "RegExp ") text.insert(0, name);
  subject.base = styled(Style::RegExp, text);
  subject.is_done = !subject.has_properties() || is_too_deep(subject.level);
  return {};
}

}  // namespace orrery::display

#pragma once

#include <cstddef>
#include <optional>

#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/strings/string.h"
#include "vm/value_list.h"

namespace orrery::builtins {

/// https://tc39.es/ecma262/#sec-json-parse-record: a value and where it came from, for JSON.parse with a
/// reviver. A cell that no script sees; null: there is no record.
class JsonRecord {
 public:
  JsonRecord() = default;
  explicit JsonRecord(vm::ValueList* list) : list_(list) {}
  /// \param source  the text that a primitive value was written as, else undefined
  static JsonRecord make(vm::Agent& agent, vm::Value value, vm::Value source);

  bool is_null() const { return list_ == nullptr; }
  vm::Value value() const { return list_->at(0); }
  vm::Value source() const { return list_->at(1); }
  /// The record of an element or property; a later one with the same key replaces an earlier one.
  vm::Completion<void> set_part(vm::Agent& agent, vm::PropertyKey key, JsonRecord part);
  JsonRecord part(vm::Agent& agent, vm::PropertyKey key) const;

 private:
  vm::ValueList* list_ = nullptr;  // the value, the source, and an object whose properties are the parts
};

/// https://tc39.es/ecma262/#sec-ParseJSON: the value of a JSON text, or a SyntaxError in V8's words.
/// \param record  gets the value's record; null: nobody wants it
/// \param error_position  gets where the text is wrong, in code units; null: nobody wants it
vm::Completion<vm::Value> parse_json(vm::Agent& agent, vm::String* text, JsonRecord* record = nullptr,
                                     std::optional<std::size_t>* error_position = nullptr);

}  // namespace orrery::builtins

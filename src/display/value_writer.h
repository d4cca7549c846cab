#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "display/value_text.h"
#include "vm/objects/object.h"
#include "vm/strings/property_key.h"

namespace orrery::display {

/// What a piece of text is, for its colour.
enum class Style : std::uint8_t {
  Plain,
  Special,
  Number,
  Boolean,
  Undefined,
  Null,
  String,
  Symbol,
  Date,
  RegExp
};

/// Texts of objects, one inside the other. See value_text.h.
class ValueWriter {
 public:
  ValueWriter(vm::Agent& agent, const ValueTextOptions& options) : agent_(agent), options_(options) {}

  /// \param level  how many objects are around it
  std::string value(vm::Value value, std::uint32_t level);

 private:
  /// An object being put together.
  struct Parts {
    std::string base;  // in front of the braces, or instead of them if there are no entries
    std::string opening = "{";
    std::string closing = "}";
    std::vector<std::string> entries;
    bool is_list = false;  // entries may be laid out in columns
    bool is_done = false;  // `base` is the whole text
  };
  using Keys = std::vector<vm::PropertyKey>;

  // value_writer.cpp
  std::string primitive(vm::Value value);
  std::string object(vm::Object* object, std::uint32_t level);
  std::string object_now(vm::Object* object, std::uint32_t level);
  /// The text before the entries, and what there is to show without any.
  void begin(vm::Object* object, const Keys& keys, Parts& parts);
  void begin_array(vm::Object* array, const Keys& keys, Parts& parts);
  void begin_typed_array(vm::Object* object, const Keys& keys, Parts& parts);
  void begin_other(vm::Object* object, const Keys& keys, Parts& parts);
  bool begin_collection(vm::Object* object, const Keys& keys, Parts& parts);
  bool begin_boxed(vm::Object* object, const Keys& keys, Parts& parts);
  void begin_date(vm::Object* date, const Keys& keys, Parts& parts);
  std::string styled(Style style, std::string_view text) const;

  // write_contents.cpp
  Keys keys_of(vm::Object* object);
  void add_contents(vm::Object* object, std::uint32_t level, Parts& parts);
  void add_elements(vm::Object* array, std::uint32_t level, Parts& parts);
  void add_typed_elements(vm::Object* object, Parts& parts);
  void add_buffer(vm::Object* object, Parts& parts);
  void add_data_view(vm::Object* object, std::uint32_t level, Parts& parts);
  void add_promise(vm::Object* object, std::uint32_t level, Parts& parts);
  void add_collection(vm::Object* object, std::uint32_t level, Parts& parts);
  void add_collection_iterator(vm::Object* object, std::uint32_t level, Parts& parts);
  void add_hidden_error_properties(vm::Object* error, std::uint32_t level, const Keys& keys, Parts& parts);
  std::string property(vm::Object* object, vm::PropertyKey key, std::uint32_t level);
  std::string property_value(vm::Object* object, vm::PropertyKey key, std::uint32_t level);
  std::string key_text(vm::PropertyKey key, bool is_enumerable) const;
  /// The same in the columns further to the right where nested values begin.
  std::string nested_value(vm::Value inner, std::uint32_t level);

  // write_names.cpp
  /// The name of its class; nothing for an object without prototype.
  std::optional<std::string> constructor_name(vm::Object* object, std::uint32_t level);
  std::string to_string_tag(vm::Object* object);
  std::string prefix(vm::Object* object, std::string_view fallback, std::string_view size = "");
  std::string function_base(vm::Object* function);
  std::string class_base(vm::Object* function, const std::optional<std::string>& constructor,
                         const std::string& tag);
  std::string error_base(vm::Object* error);
  std::string named_stack(vm::Object* error, std::string stack);
  std::string regexp_base(vm::Object* object);

  // layout.cpp
  std::string laid_out(Parts& parts, vm::Object* object, std::uint32_t level) const;
  std::vector<std::string> in_columns(const std::vector<std::string>& entries, vm::Object* list) const;
  bool has_only_numbers(vm::Object* list, std::size_t count) const;

  vm::Agent& agent_;
  const ValueTextOptions& options_;
  std::vector<vm::Object*> around_;       // the objects that are being written
  std::vector<vm::Object*> referred_to_;  // those that a circle leads back to; its place is its number
  std::uint32_t deepest_ = 0;             // level of the object written last
  std::size_t indentation_ = 0;
};

/// The own property, without running script: nothing for proxies, and for what fails.
std::optional<vm::PropertyDescriptor> own_property(vm::Agent& agent, vm::Object* object, vm::PropertyKey key);
/// What the error's `stack` is; of one that has none, its name and message.
std::string error_stack_text(vm::Agent& agent, vm::Object* error);
/// The columns of a text as util.inspect counts them: UTF-16 code units, escape sequences left out.
std::size_t shown_length(std::string_view text);

}  // namespace orrery::display

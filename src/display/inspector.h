#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "display/growing_text.h"
#include "display/inspect_options.h"
#include "display/style.h"
#include "gc/external_memory.h"
#include "gc/roots.h"
#include "vm/completion.h"
#include "vm/functions/native_loop.h"
#include "vm/objects/object.h"
#include "vm/rooted_keys.h"
#include "vm/strings/property_key.h"

namespace orrery::display {

/// How an object's properties are read.
enum class Reading : std::uint8_t {
  Looking,  // runs no script
  Running,  // runs what Node's util.inspect runs
};

/// Texts of values, one inside the other. See value_text.h.
class Inspector {
 public:
  Inspector(vm::Agent& agent, const InspectOptions& options, Reading reading);

  /// \param level  how many objects are around it; NaN: nobody knows, then they are laid out in lines of
  /// their own
  vm::Completion<std::string> value(vm::Value value, double level = 0) {
    return TRY(this->value(value, level, false)).take();
  }

  /// Whether `toString()` of the object is one of the language's own, for `%s`.
  vm::Completion<bool> has_builtin_to_string(vm::Object* object);

 private:
  using Text = vm::Completion<std::string>;
  /// What may have objects within objects.
  using NestedText = vm::Completion<GrowingText>;
  static constexpr double k_unknown_level = std::numeric_limits<double>::quiet_NaN();
  /// What an object has between its braces besides properties.
  enum class Contents : std::uint8_t {
    None,
    Array,
    TypedArray,
    Set,
    Map,
    CollectionIterator,
    Buffer,
    BufferLength,  // of a typed array's buffer
    DataView,
    Promise,
    Weak,
    Namespace,
    Error,
  };
  enum class Sort : std::uint8_t { Object, Element, List };
  /// An object being put together.
  struct Subject {
    Subject(vm::Agent& agent, vm::Object* object, double level)
        : object(object), level(level), keys(agent), memory(agent.heap(), 0) {}

    vm::Object* object;
    double level;
    bool is_in_typed_array = false;
    vm::RootedKeys keys;
    std::optional<std::string> constructor;  // the name of its class; nothing: it has no prototype
    std::string tag;                         // Symbol.toStringTag
    std::vector<std::string> prototype_properties;
    std::string base;  // in front of the braces, or instead of them if there are no entries
    std::string opening = "{";
    std::string closing = "}";
    Contents contents = Contents::None;
    std::vector<GrowingText> entries;
    gc::ExternalMemory memory;  // that of the long ones
    bool is_list = false;       // entries may be laid out in columns
    bool is_done = false;       // `base` is the whole text

    bool has_properties() const { return keys.size() != 0 || !prototype_properties.empty(); }
    void finish(std::string text) {
      base = std::move(text);
      is_done = true;
    }
  };

  // inspector.cpp
  NestedText value(vm::Value value, double level, bool is_in_typed_array);
  NestedText proxy(vm::Object* object, double level);
  vm::Completion<std::optional<std::string>> custom(vm::Object* object, vm::Object* context, double level);
  NestedText known_object(vm::Object* object, double level, bool is_in_typed_array);
  NestedText put_together(Subject& subject);
  vm::Completion<void> add_entries(Subject& subject);
  /// An entry that may be long: counted to the heap's limit for as long as the object is being put together.
  vm::Completion<void> add_entry(Subject& subject, GrowingText text);
  vm::Completion<void> sort_entries(Subject& subject);
  bool is_too_deep(double level) const { return level > depth_; }
  std::string styled(Style style, std::string_view text) const {
    return options_.colour ? coloured(style, text) : std::string(text);
  }
  /// The same as many columns further to the right.
  NestedText indented_value(vm::Value inner, double level, std::size_t columns = 2);

  // reading.cpp
  /// Without script code that is nothing if an accessor or a proxy is met.
  vm::Completion<vm::Value> read(vm::Object* object, vm::PropertyKey key);
  /// Empty if that throws, unless the script is to end.
  vm::Completion<vm::Value> read_if_it_goes(vm::Object* object, vm::PropertyKey key);
  vm::Completion<std::optional<vm::PropertyDescriptor>> own(vm::Object* object, vm::PropertyKey key);
  vm::Completion<void> go_to_prototype(vm::Object*& object);
  vm::Completion<bool> has_own(vm::Object* object, vm::PropertyKey key);
  vm::Completion<bool> is_instance(vm::Object* object, vm::Object* constructor);
  vm::Completion<bool> has_iterator(vm::Object* object);
  bool is_error(vm::Object* object) const;
  Text text_of(vm::Value value);
  vm::Completion<void> read_keys(Subject& subject, bool with_elements);

  // inspect_platform_objects.cpp
  vm::Completion<std::optional<std::string>> platform_object(vm::Object* object, double level);

  // inspect_sorts.cpp
  vm::Completion<void> begin(Subject& subject);
  vm::Completion<bool> begin_iterable(Subject& subject);
  vm::Completion<void> begin_list(Subject& subject);
  vm::Completion<void> begin_other(Subject& subject);
  void begin_buffer(Subject& subject);
  vm::Completion<bool> begin_boxed(Subject& subject);
  vm::Completion<void> begin_date(Subject& subject);
  vm::Completion<void> begin_regexp(Subject& subject);

  // inspect_contents.cpp
  vm::Completion<void> add_contents(Subject& subject);
  vm::Completion<void> add_elements(Subject& subject);
  vm::Completion<void> add_sparse_elements(Subject& subject, std::size_t limit);
  vm::Completion<void> add_typed_elements(Subject& subject);
  vm::Completion<void> add_buffer(Subject& subject);
  vm::Completion<void> add_extra(Subject& subject, std::string_view name, vm::Value value);
  vm::Completion<void> add_promise(Subject& subject);
  vm::Completion<void> add_collection(Subject& subject);
  vm::Completion<void> add_collection_iterator(Subject& subject);
  vm::Completion<void> add_namespace(Subject& subject);
  void add_more_items(Subject& subject, double count);
  std::size_t shown_count(double count) const;

  // inspect_properties.cpp
  NestedText property(vm::Object* object, vm::PropertyKey key, double level, Sort sort,
                      vm::Object* receiver = nullptr);
  NestedText property_value(const vm::PropertyDescriptor& property, double level, Sort sort,
                            vm::Object* receiver, std::string& space);
  Text getter(const vm::PropertyDescriptor& property, double level, vm::Object* receiver);
  std::string key_text(vm::PropertyKey key, bool is_enumerable) const;

  // inspect_names.cpp
  vm::Completion<void> name_class(Subject& subject);
  vm::Completion<std::optional<std::string>> constructor_name(vm::Object* object, double level,
                                                              std::vector<std::string>* prototype_properties);
  vm::Completion<void> add_prototype_properties(vm::Object* instance, vm::Object* first, double level,
                                                std::vector<std::string>& output);
  std::string kind_name(vm::Object* object);
  /// `Name(size) [Tag] `, with a space at its end.
  static std::string prefix(const std::optional<std::string>& constructor, std::string_view tag,
                            std::string_view fallback, std::string_view size = "");
  static std::string prefix(const Subject& subject, std::string_view fallback, std::string_view size = "") {
    return prefix(subject.constructor, subject.tag, fallback, size);
  }
  std::string general_prefix(const Subject& subject);
  Text function_base(Subject& subject);
  Text class_base(Subject& subject);

  // inspect_errors.cpp
  Text error_base(Subject& subject);
  Text stack_of(vm::Object* error);
  static bool has_unseen_stack(vm::Object* error);
  vm::Completion<void> add_stack(Subject& subject);
  Text text_of_error(vm::Object* error);
  Text named_stack(const Subject& subject, std::string stack, vm::Value name);
  vm::Completion<void> choose_error_keys(Subject& subject, std::string_view stack, vm::Value message,
                                         vm::Value name);
  vm::Completion<std::vector<std::string>> stack_lines(vm::Object* error, std::string_view frames);

  // inspect_primitives.cpp
  std::string primitive(vm::Value value, bool is_plain = false);
  std::string string(vm::String* string, bool is_plain);
  std::string number(double number) const;

  // layout.cpp
  GrowingText laid_out(std::vector<GrowingText>& entries, std::string_view base, std::string_view opening,
                       std::string_view closing, bool is_list, double level, vm::Object* list);
  std::vector<GrowingText> in_columns(std::vector<GrowingText> entries, vm::Object* list) const;
  bool has_only_numbers(vm::Object* list, std::size_t count) const;
  bool fits(const std::vector<GrowingText>& entries, std::size_t start, std::string_view base) const;

  vm::Agent& agent_;
  const InspectOptions& options_;
  Reading reading_;
  double depth_;  // of the options; -1 once there is too much text
  vm::NativeLoop loop_;
  gc::RootVector<vm::Object> around_;       // the objects that are being written
  gc::RootVector<vm::Object> referred_to_;  // those that a circle leads back to; its place is its number
  double deepest_ = 0;                      // level of the object written last
  std::size_t indentation_ = 0;
  std::vector<std::size_t> budget_;      // bytes written at each indentation
  vm::Symbol* custom_symbol_ = nullptr;  // once it was asked for; lives on the machine stack with the writer
};

/// The columns of a text as util.inspect counts them where it decides about line breaks: UTF-16 code units,
/// those of colours left out if `colour`.
std::size_t shown_length(std::string_view text, bool colour);
/// The text, its second line and all that follow as many columns further to the right.
std::string with_indented_lines(std::string_view text, std::size_t columns);

}  // namespace orrery::display

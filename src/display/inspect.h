#pragma once

#include <span>
#include <string>

#include "display/inspect_options.h"
#include "gc/roots.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/value.h"

namespace orrery::display {

/// The text that Node's util.inspect gives of the value, WTF-8. Runs the script code that Node's runs: custom
/// inspection, getters of Symbol.toStringTag, `stack`, `message`, `name` and `cause` of errors, `name` of
/// functions. What such a method throws is thrown; so is a termination.
vm::Completion<std::string> inspect(vm::Agent& agent, vm::Value value, const InspectOptions& options);

/// https://console.spec.whatwg.org/#formatter and https://console.spec.whatwg.org/#logger, as
/// util.formatWithOptions has them: strings stand for themselves; where the first is one and has specifiers
/// (%s %d %i %f %j %o %O %c), they take the arguments behind it.
vm::Completion<std::string> format_with_options(vm::Agent& agent, const InspectOptions& options,
                                                std::span<const vm::Value> arguments);

/// The text as a String.
vm::Completion<vm::String*> make_string_from_wtf8(vm::Agent& agent, std::string_view text);

/// The functions of util.inspect that scripts see, made when first asked for. `node:util`'s bindings and the
/// methods of objects get the same.
class InspectFunctions {
 public:
  /// \param realm  of the functions
  InspectFunctions(vm::Agent& agent, vm::Realm* realm);
  InspectFunctions(const InspectFunctions&) = delete;
  InspectFunctions& operator=(const InspectFunctions&) = delete;

  /// `inspect(value[, options])` and `inspect(value, showHidden, depth, colors)`
  vm::Object* inspect() { return function(inspect_, "inspect", 2, k_inspect); }
  /// `format(format, ...args)`
  vm::Object* format() { return function(format_, "format", 0, k_format); }
  /// `formatWithOptions(inspectOptions, format, ...args)`
  vm::Object* format_with_options() {
    return function(format_with_options_, "formatWithOptions", 1, k_format_with_options);
  }
  /// `stylize(text, styleName)` of the options that methods of objects get
  vm::Object* stylize(bool colour) {
    return colour ? function(stylize_with_colour_, "stylizeWithColor", 2, k_stylize_with_colour)
                  : function(stylize_without_colour_, "stylizeNoColor", 1, k_stylize_without_colour);
  }

  /// util.inspect.defaultOptions
  InspectOptions defaults();
  /// Assigns to util.inspect.defaultOptions.
  vm::Completion<void> set_defaults(vm::Object* given);

 private:
  static vm::Completion<vm::Value> call_inspect(vm::Agent& agent, vm::NativeFrame& frame);
  static vm::Completion<vm::Value> call_format(vm::Agent& agent, vm::NativeFrame& frame);
  static vm::Completion<vm::Value> call_format_with_options(vm::Agent& agent, vm::NativeFrame& frame);
  static constexpr vm::NativeCode k_inspect = call_inspect;
  static constexpr vm::NativeCode k_format = call_format;
  static constexpr vm::NativeCode k_format_with_options = call_format_with_options;
  static const vm::NativeCode k_stylize_with_colour;
  static const vm::NativeCode k_stylize_without_colour;

  using Place = gc::Root<vm::Object>;
  vm::Object* function(Place& place, std::string_view name, std::uint32_t length, vm::NativeCode code);

  vm::Agent& agent_;
  gc::Root<vm::Realm> realm_;
  Place inspect_;
  Place format_;
  Place format_with_options_;
  Place stylize_with_colour_;
  Place stylize_without_colour_;
  InspectOptions defaults_;
  Place comparator_;  // of defaults_
};

}  // namespace orrery::display

#include "display/inspect.h"

#include <cmath>
#include <utility>

#include "base/unicode/utf.h"
#include "display/inspector.h"
#include "display/style.h"
#include "display/value_text.h"
#include "vm/execution/frame.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/value_operations.h"
#include "vm/realm.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Object;
using vm::Value;

Completion<std::string> inspect(Agent& agent, Value value, const InspectOptions& options) {
  Completion<std::string> text = Inspector(agent, options, Reading::Running).value(value);
  // The text of a BigInt, which throws nothing, may have been ended.
  if (agent.is_terminating()) return vm::Thrown{};
  return text;
}

Completion<vm::String*> make_string_from_wtf8(Agent& agent, std::string_view text) {
  return vm::make_string_from_utf8(agent, text);
}

namespace {

/// The object whose function it is: the function's data is a number that is the address.
InspectFunctions& functions_of(NativeFrame& frame) {
  const auto* function = static_cast<vm::NativeFunction*>(frame.callee());
  // A pointer of user space fits into a double's 53 bits.
  const auto address = static_cast<std::uintptr_t>(function->data().as_number());
  return *reinterpret_cast<InspectFunctions*>(address);  // NOLINT(performance-no-int-to-ptr)
}

/// `stylize(text, styleName)`
template <bool has_colour>
Completion<Value> call_stylize(Agent& agent, NativeFrame& frame) {
  const Value text = frame.argument(0);
  if (!has_colour || !frame.argument(1).is_string()) return text;
  const std::optional<Style> style = style_called(frame.argument(1).as_string()->to_wtf8());
  if (!style) return text;
  const std::string plain = TRY(vm::to_string(agent, text))->to_wtf8();
  return TRY(make_string_from_wtf8(agent, coloured(*style, plain)));
}

}  // namespace

const vm::NativeCode InspectFunctions::k_stylize_with_colour = call_stylize<true>;
const vm::NativeCode InspectFunctions::k_stylize_without_colour = call_stylize<false>;

InspectFunctions::InspectFunctions(Agent& agent, vm::Realm* realm)
    : agent_(agent),
      realm_(agent.heap(), realm),
      inspect_(agent.heap()),
      format_(agent.heap()),
      format_with_options_(agent.heap()),
      stylize_with_colour_(agent.heap()),
      stylize_without_colour_(agent.heap()),
      comparator_(agent.heap()) {}

Object* InspectFunctions::function(Place& place, std::string_view name, std::uint32_t length,
                                   vm::NativeCode code) {
  if (place.get() != nullptr) return place.get();
  vm::NativeFunction* function =
      vm::create_builtin_function(agent_, realm_.get(), code, length, vm::intern(agent_, name), 0, nullptr);
  function->set_data(Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(this))));
  place.set(function);
  return function;
}

InspectOptions InspectFunctions::defaults() {
  InspectOptions options = defaults_;
  options.functions = this;
  return options;
}

Completion<void> InspectFunctions::set_defaults(Object* given) {
  InspectOptions options = defaults_;
  TRY(read_inspect_options(agent_, given, options));
  options.given = nullptr;
  comparator_.set(options.comparator);
  defaults_ = options;
  return {};
}

/// https://nodejs.org/api/util.html#utilinspectobject-options
Completion<Value> InspectFunctions::call_inspect(Agent& agent, NativeFrame& frame) {
  InspectOptions options = functions_of(frame).defaults();
  const Value given = frame.argument(1);
  // The old way: inspect(value, showHidden, depth, colors)
  if (!frame.argument(2).is_undefined()) {
    const Value depth = frame.argument(2);
    options.depth = depth.is_null() ? std::nan("") : TRY(vm::to_number(agent, depth)).as_number();
  }
  if (!frame.argument(3).is_undefined()) options.colour = vm::to_boolean(frame.argument(3));
  if (given.is_boolean()) options.shows_hidden = given.as_boolean();
  if (given.is_object()) TRY(read_inspect_options(agent, given.as_object(), options));
  return TRY(make_string_from_wtf8(agent, TRY(display::inspect(agent, frame.argument(0), options))));
}

/// https://nodejs.org/api/util.html#utilformatformat-args
Completion<Value> InspectFunctions::call_format(Agent& agent, NativeFrame& frame) {
  if (frame.argument_count() == 1 && frame.argument(0).is_string()) return frame.argument(0);
  const InspectOptions options = functions_of(frame).defaults();
  return TRY(
      make_string_from_wtf8(agent, TRY(display::format_with_options(agent, options, frame.arguments()))));
}

/// https://nodejs.org/api/util.html#utilformatwithoptionsinspectoptions-format-args
Completion<Value> InspectFunctions::call_format_with_options(Agent& agent, NativeFrame& frame) {
  const Value given = frame.argument(0);
  if (!given.is_object())
    return agent.throw_type_error("The \"inspectOptions\" argument must be of type object.");
  InspectOptions options = functions_of(frame).defaults();
  TRY(read_inspect_options(agent, given.as_object(), options));
  return TRY(make_string_from_wtf8(
      agent, TRY(display::format_with_options(agent, options, frame.arguments().subspan(1)))));
}

}  // namespace orrery::display

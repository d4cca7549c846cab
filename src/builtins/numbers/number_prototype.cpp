// %Number.prototype%: https://tc39.es/ecma262/#sec-properties-of-the-number-prototype-object

#include <double-conversion/double-conversion.h>

#include "builtins/numbers/tables.h"
#include "vm/agent.h"
#include "vm/functions/builtin.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/primitive_object.h"
#include "vm/operations/conversions.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

using double_conversion::DoubleToStringConverter;

// https://tc39.es/ecma262/#sec-thisnumbervalue
Completion<double> this_number_value(Agent& agent, NativeFrame& frame, std::string_view method) {
  Value value = frame.this_value();
  if (value.is_cell_of(CellKind::PrimitiveObject))
    value = static_cast<PrimitiveObject*>(value.as_object())->primitive();
  if (value.is_number()) return value.as_number();
  return agent.throw_type_error("Number.prototype." + std::string(method) +
                                " requires that 'this' be a Number");
}

/// How many digits a script asks for: an error unless they are `least` to 100.
Completion<int> check_digits(Agent& agent, double digits, int least, std::string_view method) {
  constexpr int k_most = 100;
  if (digits >= least && digits <= k_most) return static_cast<int>(digits);
  return agent.throw_range_error(std::string(method) + " argument must be between " + std::to_string(least) +
                                 " and 100");
}

/// Room for the longest text: 21 digits, a point, 100 digits, a sign, an exponent.
class DigitsText {
 public:
  double_conversion::StringBuilder& builder() { return builder_; }
  String* finish(Agent& agent) {
    const auto length = static_cast<std::size_t>(builder_.position());
    return make_ascii_string(agent, {builder_.Finalize(), length});
  }

 private:
  static constexpr int k_size = 160;
  char characters_[k_size];
  double_conversion::StringBuilder builder_{characters_, k_size};
};

// https://tc39.es/ecma262/#sec-number.prototype.toexponential
Completion<Value> to_exponential(Agent& agent, NativeFrame& frame) {
  // 1. - 5.
  const double x = TRY(this_number_value(agent, frame, "toExponential"));
  const double fraction_digits = TRY(vm::to_integer_or_infinity(agent, frame.argument(0)));
  if (!std::isfinite(x)) return number_to_string(agent, x);
  const int digits = TRY(check_digits(agent, fraction_digits, 0, "toExponential()"));
  // 6. - 15. All the digits that are needed, or as many as are wanted.
  DigitsText text;
  const bool is_free = frame.argument(0).is_undefined();
  DoubleToStringConverter::EcmaScriptConverter().ToExponential(x, is_free ? -1 : digits, &text.builder());
  return text.finish(agent);
}

// https://tc39.es/ecma262/#sec-number.prototype.tofixed
Completion<Value> to_fixed(Agent& agent, NativeFrame& frame) {
  // 1. - 6.
  const double x = TRY(this_number_value(agent, frame, "toFixed"));
  const double fraction_digits = TRY(vm::to_integer_or_infinity(agent, frame.argument(0)));
  const int digits = TRY(check_digits(agent, fraction_digits, 0, "toFixed() digits"));
  // 7. - 10.
  if (!(std::fabs(x) < 1e21)) return number_to_string(agent, x);
  DigitsText text;
  DoubleToStringConverter::EcmaScriptConverter().ToFixed(x, digits, &text.builder());
  return text.finish(agent);
}

// https://tc39.es/ecma262/#sec-number.prototype.toprecision
Completion<Value> to_precision(Agent& agent, NativeFrame& frame) {
  // 1. - 5.
  const double x = TRY(this_number_value(agent, frame, "toPrecision"));
  if (frame.argument(0).is_undefined()) return number_to_string(agent, x);
  const double precision = TRY(vm::to_integer_or_infinity(agent, frame.argument(0)));
  if (!std::isfinite(x)) return number_to_string(agent, x);
  const int digits = TRY(check_digits(agent, precision, 1, "toPrecision()"));
  // 6. - 14.
  DigitsText text;
  DoubleToStringConverter::EcmaScriptConverter().ToPrecision(x, digits, &text.builder());
  return text.finish(agent);
}

// https://tc39.es/ecma262/#sec-number.prototype.tostring
Completion<Value> to_string(Agent& agent, NativeFrame& frame) {
  const double x = TRY(this_number_value(agent, frame, "toString"));
  if (frame.argument(0).is_undefined()) return number_to_string(agent, x);
  const double radix = TRY(vm::to_integer_or_infinity(agent, frame.argument(0)));
  if (!(radix >= 2 && radix <= 36))
    return agent.throw_range_error("toString() radix argument must be between 2 and 36");
  return number_to_string(agent, x, static_cast<unsigned>(radix));
}

/// https://tc39.es/ecma262/#sec-number.prototype.tolocalestring, as it is without ECMA-402.
Completion<Value> to_locale_string(Agent& agent, NativeFrame& frame) {
  return number_to_string(agent, TRY(this_number_value(agent, frame, "toLocaleString")));
}

// https://tc39.es/ecma262/#sec-number.prototype.valueof
Completion<Value> value_of(Agent& agent, NativeFrame& frame) {
  return Value::number(TRY(this_number_value(agent, frame, "valueOf")));
}

constexpr BuiltinRow k_number_prototype_rows[] = {
    reference("constructor", Intrinsic::Number),
    method("toExponential", 1, to_exponential),
    method("toFixed", 1, to_fixed),
    method("toLocaleString", 0, to_locale_string),
    method("toPrecision", 1, to_precision),
    method("toString", 1, to_string),
    method("valueOf", 0, value_of),
};

/// It is a Number object itself.
Object* make_prototype(Agent& agent, Realm& realm) {
  Shape* shape =
      agent.shapes().root(realm.intrinsic(agent, Intrinsic::ObjectPrototype), CellKind::PrimitiveObject);
  return agent.heap().make<PrimitiveObject>(0, shape, Value::int32(0));
}

}  // namespace

constexpr ObjectTable k_number_prototype = custom_table(make_prototype, k_number_prototype_rows);

}  // namespace orrery::builtins

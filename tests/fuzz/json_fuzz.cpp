// libFuzzer target: JSON.parse takes what a second, plain reader of JSON takes, and makes the same of it,
// however the text is kept; what JSON.stringify writes is JSON, read again it is the same, and it means the
// same as an expression.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/unicode/utf.h"
#include "tests/fuzz/fuzz_engine.h"
#include "tests/fuzz/json_reference.h"

namespace {

using namespace orrery::fuzz;
using orrery::Value;

/// Gives an array: whether the text was read, a description (as describe() gives it), what JSON.stringify
/// wrote, whether whatever else must hold does.
constexpr std::string_view k_script = R"js(
(() => {
  const float = new Float64Array(1);
  const bits = new BigUint64Array(float.buffer);
  const units = (string) => {
    let text = '"';
    for (let i = 0; i < string.length; i++) text += string.charCodeAt(i).toString(16) + ".";
    return text;
  };
  const describe = (value) => {
    if (value === null) return "n";
    if (typeof value === "boolean") return value ? "t" : "f";
    if (typeof value === "string") return units(value);
    if (typeof value === "number") {
      float[0] = value;
      return "#" + bits[0].toString(16);
    }
    let text = "";
    if (Array.isArray(value)) {
      for (const member of value) text += ":" + describe(member);
      return "[" + text + "]";
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return "not an ordinary object";
    for (const key of Reflect.ownKeys(value)) text += units(key) + ":" + describe(value[key]);
    return "{" + text + "}";
  };
  const read = (text) => {
    try {
      return [JSON.parse(text)];
    } catch (error) {
      if (!(error instanceof SyntaxError) || error.message === "") throw error;
      return null;
    }
  };
  const keep = (key, value, context) => {
    if (typeof value === "number" && !Object.is(Number(context.source), value)) throw new Error("source");
    return value;
  };
  return (text) => {
    const result = read(text);
    const wide = read(("\u0100" + text).slice(1));
    if (result === null || wide === null) return [false, "", "", result === wide];
    const description = describe(result[0]);
    const written = JSON.stringify(result[0]);
    const spaced = JSON.stringify(result[0], null, 1);
    const again = describe(JSON.parse(written));
    let holds = describe(wide[0]) === description && describe(JSON.parse(text, keep)) === description &&
        JSON.stringify(JSON.parse(written)) === written && describe(JSON.parse(spaced)) === again &&
        JSON.stringify(wide[0]) === written;
    // Here an expression means something else.
    if (written.length < 300 && !written.includes("__proto__"))
      holds &&= describe((0, eval)("(" + written + ")")) === again;
    return [true, description, written, holds];
  };
})()
)js";

std::u16string utf16(std::string_view utf8) {
  return orrery::base::utf16_from_wtf8(utf8);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Value check = evaluate(k_script);
  const std::string text =
      orrery::base::replace_invalid_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
  bool is_too_deep = false;
  const auto expected = read_json(utf16(text), is_too_deep);
  if (is_too_deep) return 0;

  const auto result = check.call(Value::undefined(), {agent().realm().string(text).value()});
  require(result.has_value());
  const auto part = [&result](std::uint32_t index) { return result->get(index).value(); };
  require(part(3).to_boolean());
  require(part(0).to_boolean() == expected.has_value());
  if (!expected) return 0;
  require(*part(1).as_string() == describe(*expected, false));

  // Well-formed JSON.stringify: no lone surrogates, so that UTF-8 holds all of it.
  const auto written = read_json(utf16(*part(2).as_string()), is_too_deep);
  require(written.has_value());
  require(describe(*written, false) == describe(*expected, true));
  return 0;
}

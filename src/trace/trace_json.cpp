#include "trace/trace_json.h"

#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <string_view>

#include "base/json_text.h"
#include "base/number_text.h"
#include "trace/trace_fields.h"

namespace orrery::trace {

namespace events = trace_events;

namespace {

class FieldPrinter {
 public:
  explicit FieldPrinter(base::OutputBuffer& output) : output_(output) {}

  template <typename Field>
  void operator()(std::string_view name, const Field& field) {
    output_.append(",\"");
    output_.append(name);
    output_.append("\":");
    print(field);
  }

 private:
  void print(events::Number number) { output_.append_decimal(number); }
  void print(events::Flag flag) { output_.append(flag ? "true" : "false"); }
  void print(const events::Name& name) { base::append_json_string(output_, name.text); }
  void print(events::Text text) { base::append_json_string(output_, text); }
  void print(const events::Place& place) {
    if (place.script == 0) return output_.append("null");
    output_.append('[');
    print(place.script);
    output_.append(',');
    print(place.start);
    output_.append(',');
    print(place.end);
    output_.append(']');
  }

  void print(const events::Value& value) {
    using Tag = events::ValueTag;
    static constexpr std::array<std::string_view, events::k_value_tag_count> k_tags = {
        "none", "undefined", "null",   "false",  "true",   "",
        "",     "string",    "symbol", "bigint", "object", "function"};
    switch (value.tag) {
      case Tag::Null:
      case Tag::False:
      case Tag::True:
        return output_.append(k_tags[static_cast<std::size_t>(value.tag)]);
      case Tag::Integer:
        return output_.append(std::to_string(value.integer));
      case Tag::Double:
        return print_double(std::bit_cast<double>(value.bits));
      default:
        break;
    }
    output_.append("{\"type\":\"");
    output_.append(k_tags[static_cast<std::size_t>(value.tag)]);
    output_.append('"');
    FieldPrinter field(output_);
    if (value.tag == Tag::String) field("length", value.length);
    if (value.tag == Tag::String || value.tag == Tag::Symbol || value.tag == Tag::BigInt)
      field("text", value.text);
    if (value.tag == Tag::Object || value.tag == Tag::Function) field("object", value.object);
    if (value.tag == Tag::Function) field("function", value.function);
    output_.append('}');
  }

  void print_double(double number) {
    if (!std::isfinite(number) || (number == 0 && std::signbit(number)))
      return base::append_json_string(output_, number == 0          ? "-0"
                                               : std::isnan(number) ? "NaN"
                                               : number > 0         ? "Infinity"
                                                                    : "-Infinity");
    output_.append(base::number_text(number));
  }

  void print(events::Values values) {
    output_.append('[');
    for (std::size_t i = 0; i < values.size(); i++) {
      if (i != 0) output_.append(',');
      print(values[i]);
    }
    output_.append(']');
  }

  void print(events::Properties properties) {
    output_.append('[');
    for (std::size_t i = 0; i < properties.size(); i++) {
      output_.append(i == 0 ? "[" : ",[");
      print(properties[i].key);
      output_.append(',');
      print(properties[i].value);
      output_.append(']');
    }
    output_.append(']');
  }

  base::OutputBuffer& output_;
};

}  // namespace

#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)       \
  void TraceJson::on(const events::Name& event) { \
    output_.append("{\"event\":\"" #Name "\"");   \
    for_each_field(event, FieldPrinter(output_)); \
    output_.append("}\n");                        \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

}  // namespace orrery::trace

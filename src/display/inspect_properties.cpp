// Properties: `key: value`, `[Symbol(key)]: [Getter]`.

#include <algorithm>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "display/inspector.h"
#include "display/string_width.h"
#include "display/value_text.h"
#include "vm/agent.h"
#include "vm/functions/calls.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

/// \param receiver  whose getter it is, if the property is its prototype's; null: `object`
Completion<GrowingText> Inspector::property(Object* object, PropertyKey key, double level, Sort sort,
                                            Object* receiver) {
  const std::optional<vm::PropertyDescriptor> property = TRY(own(object, key));
  std::string space = " ";
  GrowingText text =
      !property ? GrowingText(styled(Style::Undefined, "undefined"))
                : TRY(property_value(*property, level, sort, receiver != nullptr ? receiver : object, space));
  if (sort == Sort::Element) return text;
  const bool is_enumerable = !property || property->enumerable.value_or(true);
  text.prepend(key_text(key, is_enumerable) + ":" + space);
  return text;
}

/// \param space  between the colon and the value
Completion<GrowingText> Inspector::property_value(const vm::PropertyDescriptor& property, double level,
                                                  Sort sort, Object* receiver, std::string& space) {
  if (property.value) {
    const std::size_t columns = options_.compact != InspectOptions::k_compact || sort != Sort::Object ? 2 : 3;
    GrowingText text = TRY(indented_value(*property.value, level, columns));
    // With `compact: true` a value that is longer than a line stands in the next one.
    if (columns == 3 &&
        options_.break_length < static_cast<double>(string_width(text.view(), options_.colour)))
      space = "\n" + std::string(indentation_ + columns, ' ');
    return text;
  }
  const bool has_getter = property.get && !property.get->is_undefined();
  const bool has_setter = property.set && !property.set->is_undefined();
  if (!has_getter)
    return GrowingText(has_setter ? styled(Style::Special, "[Setter]")
                                  : styled(Style::Undefined, "undefined"));
  using Getters = InspectOptions::Getters;
  const bool is_called = options_.getters == Getters::All ||
                         options_.getters == (has_setter ? Getters::WithSetter : Getters::WithoutSetter);
  if (is_called && reading_ == Reading::Running) return GrowingText(TRY(getter(property, level, receiver)));
  return GrowingText(styled(Style::Special, has_setter ? "[Getter/Setter]" : "[Getter]"));
}

/// `[Getter: 3]`
Completion<std::string> Inspector::getter(const vm::PropertyDescriptor& property, double level,
                                          Object* receiver) {
  const bool has_setter = property.set && !property.set->is_undefined();
  const std::string_view label = has_setter ? "[Getter/Setter" : "[Getter";
  const auto in_brackets = [&](std::string_view text) {
    return fmt::format("{} {}{}", styled(Style::Special, fmt::format("{}:", label)), text,
                       styled(Style::Special, "]"));
  };
  const Completion<Value> result = vm::call(agent_, *property.get, receiver);
  if (!result.is_thrown() && !result.value().is_object()) {
    indentation_ += 2;
    const std::string text = primitive(result.value());
    indentation_ -= 2;
    return in_brackets(text);
  }
  if (!result.is_thrown()) {
    const std::size_t around = around_.items().size();
    Completion<GrowingText> text = indented_value(result.value(), level);
    if (!text.is_thrown())
      return fmt::format("{} {}", styled(Style::Special, fmt::format("{}]", label)), text.value().view());
    around_.items().resize(around);
  }
  if (agent_.is_terminating()) return vm::Thrown{};
  const std::string text = TRY(indented_value(agent_.take_exception(), level)).take();
  return in_brackets(fmt::format("<Inspection threw ({})>", text));
}

namespace {

/// Those that util.inspect shows without quotation marks: fewer than the language allows.
bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_part);
}

}  // namespace

std::string Inspector::key_text(PropertyKey key, bool is_enumerable) const {
  const Value value = vm::to_value(agent_, key);
  std::string name;
  if (value.is_symbol()) {
    name = styled(Style::Symbol, escaped_text(primitive_text(agent_, value), '\''));
  } else {
    name = value.as_string()->to_wtf8();
    if (key == agent_.names().proto) {
      name = "['__proto__']";
    } else {
      name = is_plain_name(name) ? styled(Style::Name, name) : styled(Style::String, quoted_text(name));
    }
  }
  return is_enumerable ? name : fmt::format("[{}]", name);
}

}  // namespace orrery::display

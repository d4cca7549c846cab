// https://tc39.es/ecma262/#sec-additional-properties-of-the-string.prototype-object: methods that write HTML.

#include <algorithm>

#include "builtins/text_processing/string_methods.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

namespace {

Completion<void> append_escaped(Agent& agent, StringBuilder& builder, String* value) {
  NativeLoop loop(agent);
  for (std::uint32_t i = 0; i < value->length() && !builder.has_failed(); i++) {
    TRY(loop.next_round());
    const char16_t unit = value->code_unit_at(i);
    if (unit == u'"') {
      builder.append_ascii("&quot;");
    } else {
      builder.append(unit);
    }
  }
  return {};
}

/// https://tc39.es/ecma262/#sec-createhtml
/// \param attribute  whose value is the first argument; empty: none
Completion<Value> create_html(Agent& agent, const NativeFrame& frame, std::string_view method,
                              std::string_view tag, std::string_view attribute = {}) {
  // 1., 2.
  String* string = TRY(this_string(agent, frame, method));
  // 3., 4.
  StringBuilder html(agent);
  html.append(u'<');
  html.append_ascii(tag);
  if (!attribute.empty()) {
    String* value = TRY(to_string(agent, frame.argument(0)));
    html.append(u' ');
    html.append_ascii(attribute);
    html.append_ascii("=\"");
    TRY(append_escaped(agent, html, value));
    html.append(u'"');
  }
  // 5. - 8.
  html.append(u'>');
  html.append(string);
  html.append_ascii("</");
  html.append_ascii(tag);
  html.append(u'>');
  return html.finish();
}

}  // namespace

// https://tc39.es/ecma262/#sec-string.prototype.anchor
Completion<Value> string_prototype_anchor(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.anchor", "a", "name");
}

// https://tc39.es/ecma262/#sec-string.prototype.big
Completion<Value> string_prototype_big(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.big", "big");
}

// https://tc39.es/ecma262/#sec-string.prototype.blink
Completion<Value> string_prototype_blink(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.blink", "blink");
}

// https://tc39.es/ecma262/#sec-string.prototype.bold
Completion<Value> string_prototype_bold(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.bold", "b");
}

// https://tc39.es/ecma262/#sec-string.prototype.fixed
Completion<Value> string_prototype_fixed(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.fixed", "tt");
}

// https://tc39.es/ecma262/#sec-string.prototype.fontcolor
Completion<Value> string_prototype_fontcolor(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.fontcolor", "font", "color");
}

// https://tc39.es/ecma262/#sec-string.prototype.fontsize
Completion<Value> string_prototype_fontsize(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.fontsize", "font", "size");
}

// https://tc39.es/ecma262/#sec-string.prototype.italics
Completion<Value> string_prototype_italics(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.italics", "i");
}

// https://tc39.es/ecma262/#sec-string.prototype.link
Completion<Value> string_prototype_link(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.link", "a", "href");
}

// https://tc39.es/ecma262/#sec-string.prototype.small
Completion<Value> string_prototype_small(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.small", "small");
}

// https://tc39.es/ecma262/#sec-string.prototype.strike
Completion<Value> string_prototype_strike(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.strike", "strike");
}

// https://tc39.es/ecma262/#sec-string.prototype.sub
Completion<Value> string_prototype_sub(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.sub", "sub");
}

// https://tc39.es/ecma262/#sec-string.prototype.sup
Completion<Value> string_prototype_sup(Agent& agent, NativeFrame& frame) {
  return create_html(agent, frame, "String.prototype.sup", "sup");
}

}  // namespace orrery::builtins

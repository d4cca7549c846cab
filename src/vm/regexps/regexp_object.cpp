#include "vm/regexps/regexp_object.h"

#include <string>

#include <fmt/format.h>

#include "vm/agent.h"
#include "vm/functions/function.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string_builder.h"

namespace orrery::vm {

// Patterns --------------------------------------------------------------------------------------------------

namespace {

/// As V8 words it.
Thrown throw_invalid_pattern(Agent& agent, String* source, regexp::Flags flags, std::string_view message) {
  return agent.throw_syntax_error(fmt::format("Invalid regular expression: /{}/{}: {}", source->to_utf8(),
                                              regexp_flags_text(flags), message));
}

/// From a text and flags that may be anything.
Completion<RegExpPattern*> parse_pattern(Agent& agent, String* source, regexp::Flags flags) {
  if (RegExpPattern* pattern = agent.regexp_patterns().find(source, flags)) return pattern;
  if (const auto error = regexp::validate_pattern(source->to_wtf8(), flags))
    return throw_invalid_pattern(agent, source, flags, error->message);
  auto* pattern = agent.heap().make<RegExpPattern>(0, source, flags);
  agent.regexp_patterns().add(pattern);
  return pattern;
}

}  // namespace

Completion<const regexp::Program*> RegExpPattern::compile(Agent& agent) {
  auto program = regexp::compile(source()->to_wtf8(), flags_);
  if (!program) return throw_invalid_pattern(agent, source(), flags_, program.error().message);
  program_ = std::move(*program);
  program_memory_ = gc::ExternalMemory(agent.heap(), program_->memory_size());
  return program_.get();
}

Shape* RegExpPattern::make_groups_shape(Agent& agent, const regexp::Program& program) {
  const std::span<const regexp::NamedGroup> groups = program.named_groups();
  const auto count = static_cast<std::uint32_t>(groups.size());
  Shape* shape = agent.shapes().root(nullptr, CellKind::Object, Shapes::rounded_inline_capacity(count));
  for (const regexp::NamedGroup& group : groups) {
    // Names are identifiers, so none is an index.
    const PropertyKey key = to_key(agent, make_program_string(agent, group.name));
    shape = agent.shapes().added(shape, key, k_data_attributes);
    if (shape == nullptr) return nullptr;
  }
  groups_shape_.set(this, shape);
  return shape;
}

Completion<RegExpPattern*> make_regexp_pattern(Agent& agent, String* source, String* flags) {
  const auto parsed = regexp::parse_flags(flags->to_wtf8());
  if (!parsed) return agent.throw_syntax_error("Invalid regular expression flags");
  if (RegExpPattern* pattern = agent.regexp_patterns().find(source, *parsed)) return pattern;
  auto* pattern = agent.heap().make<RegExpPattern>(0, source, *parsed);
  agent.regexp_patterns().add(pattern);
  return pattern;
}

// Objects ---------------------------------------------------------------------------------------------------

namespace {

RegExpObject* allocate(Agent& agent, Shape* shape, Realm& realm, bool has_legacy_features) {
  auto* regexp = agent.heap().make<RegExpObject>(0, shape, &realm, has_legacy_features);
  regexp->reserve_slot(agent.heap(), RegExpObject::k_last_index_slot);
  regexp->set_last_index(0);
  return regexp;
}

}  // namespace

RegExpObject* make_regexp(Agent& agent, Realm& realm, RegExpPattern* pattern) {
  RegExpObject* regexp = allocate(agent, realm.shape(agent, CommonShape::RegExp), realm, true);
  regexp->set_pattern(pattern);
  return regexp;
}

// https://tc39.es/ecma262/#sec-regexpalloc
Completion<RegExpObject*> regexp_alloc(Agent& agent, Object* new_target) {
  Realm& realm = agent.realm();
  // OPTIMIZATION: its `prototype` cannot change.
  if (new_target == realm.intrinsic(agent, Intrinsic::RegExp))
    return allocate(agent, realm.shape(agent, CommonShape::RegExp), realm, true);
  // 1.
  Object* prototype = TRY(get_prototype_from_constructor(agent, new_target, Intrinsic::RegExpPrototype));
  Shape* shape = agent.shapes().root(prototype, CellKind::RegExp);
  shape = agent.shapes().added(shape, agent.names().lastIndex, Attributes(Attributes::k_writable));
  // 2. 3. The proposal's: classes that extend RegExp take no part in its static properties.
  return allocate(agent, shape, realm, false);
}

// https://tc39.es/ecma262/#sec-regexpinitialize
Completion<RegExpObject*> regexp_initialize(Agent& agent, RegExpObject* regexp, Value pattern, Value flags) {
  // 1. - 4.
  String* source = pattern.is_undefined() ? empty_string(agent) : TRY(to_string(agent, pattern));
  String* flags_text = flags.is_undefined() ? empty_string(agent) : TRY(to_string(agent, flags));
  // 5. - 9.
  const auto parsed = regexp::parse_flags(flags_text->to_wtf8());
  if (!parsed)
    return agent.throw_syntax_error(
        fmt::format("Invalid flags supplied to RegExp constructor '{}'", flags_text->to_utf8()));
  // 10. - 21.
  regexp->set_pattern(TRY(parse_pattern(agent, source, *parsed)));
  // 22.
  if (regexp->is_last_index_writable()) {
    regexp->set_last_index(0);
  } else {
    TRY(set(agent, regexp, agent.names().lastIndex, Value::int32(0), true));
  }
  // 23.
  return regexp;
}

// https://tc39.es/ecma262/#sec-regexpcreate
Completion<RegExpObject*> regexp_create(Agent& agent, Value pattern, Value flags) {
  RegExpObject* regexp = MUST(regexp_alloc(agent, agent.intrinsic(Intrinsic::RegExp)));
  return regexp_initialize(agent, regexp, pattern, flags);
}

// Texts -----------------------------------------------------------------------------------------------------

namespace {

/// What stands for a line terminator between slashes, without its backslash; else nothing.
std::string_view line_terminator_escape(char16_t unit) {
  switch (unit) {
    case u'\n':
      return "n";
    case u'\r':
      return "r";
    case u'\u2028':
      return "u2028";
    case u'\u2029':
      return "u2029";
    default:
      return {};
  }
}

bool needs_escapes(String* source) {
  for (std::uint32_t i = 0; i < source->length(); i++) {
    const char16_t unit = source->code_unit_at(i);
    if (unit == u'/' || !line_terminator_escape(unit).empty()) return true;
  }
  return false;
}

}  // namespace

// https://tc39.es/ecma262/#sec-escaperegexppattern: a slash in a class needs no escape.
Completion<String*> escape_regexp_pattern(Agent& agent, String* source) {
  if (source->is_empty()) return make_ascii_string(agent, "(?:)");
  if (!needs_escapes(source)) return source;
  StringBuilder result(agent);
  bool is_in_class = false;
  bool is_escaped = false;  // the backslash has been appended
  for (std::uint32_t i = 0; i < source->length(); i++) {
    const char16_t unit = source->code_unit_at(i);
    const std::string_view escape = line_terminator_escape(unit);
    if (!is_escaped && ((unit == u'/' && !is_in_class) || !escape.empty())) result.append(u'\\');
    if (escape.empty()) {
      result.append(unit);
    } else {
      result.append_ascii(escape);
    }
    if (is_escaped) {
      is_escaped = false;
    } else if (unit == u'\\') {
      is_escaped = true;
    } else if (unit == u'[') {
      is_in_class = true;
    } else if (unit == u']') {
      is_in_class = false;
    }
  }
  return result.finish();
}

std::string regexp_flags_text(regexp::Flags flags) {
  constexpr std::string_view k_letters = "dgimsuvy";
  std::string text;
  for (std::size_t i = 0; i < k_letters.size(); i++) {
    if ((flags.bits >> i & 1) != 0) text += k_letters[i];
  }
  return text;
}

}  // namespace orrery::vm

// Literals of numbers, templates, arrays and objects:
// https://tc39.es/ecma262/#sec-primary-expression-literals

#include <algorithm>
#include <string>

#include "base/number_text.h"
#include "compiler/function_compiler.h"

namespace orrery::compiler {

namespace {

/// Is it the canonical text of an array index or a number like it? Such keys are no names.
bool is_index_text(std::string_view text) {
  if (text.empty() || text.size() > 10) return false;
  if (text[0] == '0') return text.size() == 1;
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The digits of a BigInt literal as written in the source: without separators and the `n` at the end.
std::string digits_of(std::string_view source) {
  std::string digits;
  for (char c : source.substr(0, source.size() - 1)) {
    if (c != '_') digits += c;
  }
  // A prefix, in lower case.
  if (digits.size() > 1 && digits[0] == '0') digits[1] = static_cast<char>(digits[1] | 0x20);
  return digits;
}

/// Of such digits, which may have a prefix.
std::string decimal_digits(const std::string& digits) {
  if (digits.size() < 2 || digits[0] != '0') return digits;
  const char radix = digits[1];
  const unsigned bits = radix == 'x' ? 4 : radix == 'o' ? 3 : 1;
  return base::decimal_text(std::string_view(digits).substr(2), bits);
}

/// https://tc39.es/ecma262/#sec-static-semantics-trv: line terminators are line feeds.
std::string raw_text(std::string_view source) {
  std::string raw;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\r') {
      raw += source[i];
      continue;
    }
    raw += '\n';
    if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
  }
  return raw;
}

}  // namespace

void FunctionCompiler::compile_bigint(const Node* node) {
  const Name digits = intern(digits_of(source_of(node)));
  emit<Op::LoadConstant>(builder_.constant(bytecode::BigIntLiteral{string_id(digits)}));
}

void FunctionCompiler::compile(const syntax::RegExpLiteral& node) {
  const auto& text = unit_.source_text();
  const Name pattern = intern(text.slice({node.start + 1, node.flags_start - 1}));
  const Name flags = intern(text.slice({node.flags_start, node.end}));
  at(&node);
  emit<Op::CreateRegExp>(constant(pattern), constant(flags));
}

// Templates -------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-template-literals-runtime-semantics-evaluation: each value is converted
/// before the next is evaluated.
void FunctionCompiler::compile(const syntax::TemplateLiteral& node) {
  Temporaries temporaries(*this);
  const Name empty = intern("");
  auto part = [&](std::size_t i) { return as<syntax::TemplateElement>(node.quasis[i]).cooked; };
  if (node.expressions.empty()) return load_string(part(0));

  std::optional<Register> text;
  if (part(0) != empty) {
    load_string(part(0));
    text = keep();
  }
  for (std::size_t i = 0; i < node.expressions.size(); ++i) {
    const Node* expression = node.expressions[i];
    value(expression);
    at(expression);
    emit<Op::ToString>();
    if (text) {
      emit<Op::Add>(*text);
    } else {
      text = allocate();
    }
    if (part(i + 1) != empty) {
      store(*text);
      load_string(part(i + 1));
      emit<Op::Add>(*text);
    }
    if (i + 1 < node.expressions.size()) store(*text);
  }
}

void FunctionCompiler::load_template_object(const syntax::TemplateLiteral& node) {
  bytecode::TemplateLiteral literal;
  for (const Node* quasi : node.quasis) {
    const auto& element = as<syntax::TemplateElement>(quasi);
    literal.parts.push_back({.cooked = string_id(element.cooked),
                             .raw = string_id(intern(raw_text(source_of(quasi)))),
                             .has_cooked = element.cooked != Name::none});
  }
  emit<Op::GetTemplateObject>(builder_.constant(bytecode::Constant(std::move(literal))));
}

// Arrays ----------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-array-initializer
void FunctionCompiler::compile(const syntax::ArrayExpression& node) {
  Temporaries temporaries(*this);
  emit<Op::CreateArray>(static_cast<std::uint32_t>(node.elements.size()));
  if (node.elements.empty()) return;
  const Register array = keep();
  append_elements(node.elements, 0, array);
  load(array);
}

/// To an array or a list.
void FunctionCompiler::append_elements(const NodeList& elements, std::size_t first, Register array) {
  for (std::size_t i = first; i < elements.size(); ++i) {
    const Node* element = elements[i];
    if (element == nullptr) {
      emit<Op::LoadEmpty>();
    } else if (const auto* spread = try_as<syntax::SpreadElement>(element)) {
      value(spread->argument);
      at(spread->argument);
      emit<Op::AppendIterable>(array);
      continue;
    } else {
      value(element);
      at(element);
    }
    emit<Op::AppendElement>(array);
  }
}

// Objects ---------------------------------------------------------------------------------------------------

bool FunctionCompiler::is_named_key(const Node* key, Name& name) const {
  if (const auto* identifier = try_as<syntax::IdentifierName>(key)) {
    name = identifier->name;
  } else if (const auto* string = try_as<syntax::StringLiteral>(key)) {
    name = string->value;
  } else {
    return false;
  }
  return !is_index_text(text(name));
}

void FunctionCompiler::load_key(const Node* key, bool computed) {
  if (computed) {
    value(key);
    // Literals are keys already.
    if (is<syntax::StringLiteral>(key) || is<syntax::NumericLiteral>(key)) return;
    at(key);
    return emit<Op::ToPropertyKey>();
  }
  switch (key->type) {
    case NodeType::IdentifierName:
      return load_string(as<syntax::IdentifierName>(key).name);
    case NodeType::StringLiteral:
      return load_string(as<syntax::StringLiteral>(key).value);
    case NodeType::NumericLiteral:
      return load_number(as<syntax::NumericLiteral>(key).value);
    default:
      return load_string(name_of_key(key));
  }
}

Name FunctionCompiler::private_description(Name name) {
  return intern("#" + std::string(text(name)));
}

Name FunctionCompiler::name_of_key(const Node* key) {
  switch (key->type) {
    case NodeType::IdentifierName:
      return as<syntax::IdentifierName>(key).name;
    case NodeType::StringLiteral:
      return as<syntax::StringLiteral>(key).value;
    case NodeType::PrivateIdentifier:
      return private_description(as<syntax::PrivateIdentifier>(key).name);
    case NodeType::NumericLiteral:
      return intern(base::number_text(as<syntax::NumericLiteral>(key).value));
    default:
      return intern(decimal_digits(digits_of(source_of(key))));
  }
}

/// https://tc39.es/ecma262/#sec-object-initializer
void FunctionCompiler::compile(const syntax::ObjectExpression& node) {
  Temporaries temporaries(*this);
  emit<Op::CreateObject>(static_cast<std::uint32_t>(node.properties.size()));
  if (node.properties.empty()) return;
  const Register object = keep();
  for (const Node* member : node.properties) {
    if (const auto* spread = try_as<syntax::SpreadElement>(member)) {
      value(spread->argument);
      at(spread->argument);
      emit<Op::CopyDataProperties>(object, object, std::uint32_t{0});
    } else {
      compile_property(as<syntax::Property>(member), object);
    }
  }
  load(object);
}

void FunctionCompiler::compile_property(const syntax::Property& property, Register object) {
  using bytecode::MethodKind;
  Temporaries temporaries(*this);
  if (property.method || property.kind != syntax::PropertyKind::Init) {
    load_key(property.key, property.computed);
    const Register key = keep();
    compile_closure(property.value, {});
    const auto kind = property.kind == syntax::PropertyKind::Get   ? MethodKind::Getter
                      : property.kind == syntax::PropertyKind::Set ? MethodKind::Setter
                                                                   : MethodKind::Method;
    at(&property);
    return emit<Op::DefineMethod>(object, key,
                                  static_cast<std::uint32_t>(kind) | bytecode::k_enumerable_method);
  }

  Name name = Name::none;
  if (!property.computed && is_named_key(property.key, name)) {
    if (name == Name::proto && !property.shorthand) {
      value(property.value);
      return emit<Op::SetPrototypeOfLiteral>(object);
    }
    named_value(property.value, {.name = name});
    at(&property);
    return emit<Op::DefineNamed>(object, constant(name));
  }
  load_key(property.key, property.computed);
  const Register key = keep();
  if (property.computed) {
    named_value(property.value, {.key = key});
  } else {
    named_value(property.value, {.name = name_of_key(property.key)});
  }
  at(&property);
  emit<Op::DefineElement>(object, key);
}

}  // namespace orrery::compiler

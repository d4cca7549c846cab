#include "cli/repl/completion.h"

#include <algorithm>
#include <optional>
#include <set>

#include "display/value_text.h"
#include "vm/errors/inspection.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/object_operations.h"
#include "vm/rooted_keys.h"
#include "vm/strings/string.h"

namespace orrery::cli {

namespace {

using vm::Agent;
using vm::Object;
using vm::Value;

constexpr std::string_view k_keywords[] = {
    "async",    "await",  "break",  "case",  "catch",      "class",   "const", "continue", "debugger",
    "default",  "delete", "do",     "else",  "export",     "extends", "false", "finally",  "for",
    "function", "if",     "import", "in",    "instanceof", "let",     "new",   "null",     "return",
    "static",   "super",  "switch", "this",  "throw",      "true",    "try",   "typeof",   "undefined",
    "using",    "var",    "void",   "while", "with",       "yield"};

bool is_name(std::string_view text) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (c & 0x80) != 0;
  };
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') && std::ranges::all_of(text, is_part);
}

/// The names that `object` and its prototypes have and that begin with `prefix`.
void add_names(Agent& agent, Object* object, const std::string& prefix, std::set<std::string>& names) {
  for (; object != nullptr && object->kind() != vm::CellKind::Proxy; object = object->prototype()) {
    vm::RootedKeys keys(agent);
    if (vm::internal_own_property_keys(agent, object, keys.items()).is_thrown()) {
      if (!agent.is_terminating()) agent.take_exception();
      return;
    }
    for (const vm::PropertyKey key : keys) {
      if (!key.is_string()) continue;
      std::string name = key.as_atom()->to_utf8();
      if (name.starts_with(prefix) && is_name(name)) names.insert(std::move(name));
    }
  }
}

std::optional<Value> property_of(Agent& agent, Value value, std::string_view name) {
  if (value.is_nullish()) return std::nullopt;
  Object* object = value.is_object() ? value.as_object() : vm::prototype_of_primitive(agent, value);
  return vm::look_up_data_property(agent, object, vm::PropertyKey::atom(vm::intern(agent, name)));
}

/// The value of `a.b.c`.
std::optional<Value> value_of(Agent& agent, vm::Realm* realm, std::string_view path) {
  std::optional<Value> value;
  for (bool is_first = true;; is_first = false) {
    const std::string_view name = path.substr(0, path.find('.'));
    if (!is_name(name)) return std::nullopt;
    if (is_first) {
      value = property_of(agent, realm->global_lexicals(), name);
      if (!value)
        value = name == "this" ? realm->global_object() : property_of(agent, realm->global_object(), name);
    } else {
      value = property_of(agent, *value, name);
    }
    // Empty: a variable that has no value yet.
    if (!value || value->is_empty() || name.size() == path.size()) return value;
    path.remove_prefix(name.size() + 1);
  }
}

}  // namespace

std::vector<std::string> complete_expression(Agent& agent, vm::Realm* realm, const std::string& text) {
  const std::size_t dot = text.rfind('.');
  std::set<std::string> names;
  if (dot == std::string::npos) {
    add_names(agent, realm->global_lexicals(), text, names);
    add_names(agent, realm->global_object(), text, names);
    for (const std::string_view keyword : k_keywords)
      if (keyword.starts_with(text)) names.emplace(keyword);
    return {names.begin(), names.end()};
  }
  const std::optional<Value> value = value_of(agent, realm, std::string_view(text).substr(0, dot));
  if (!value || value->is_nullish() || value->is_empty()) return {};
  Object* object = value->is_object() ? value->as_object() : vm::prototype_of_primitive(agent, *value);
  add_names(agent, object, text.substr(dot + 1), names);
  std::vector<std::string> words;
  words.reserve(names.size());
  for (const std::string& name : names) words.push_back(text.substr(0, dot + 1) + name);
  return words;
}

}  // namespace orrery::cli

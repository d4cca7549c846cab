#include "node/commonjs/module_hints.h"

#include <algorithm>

#include <fmt/format.h>

#include "node/resolution/resolution.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/string.h"

namespace orrery::node {

namespace {

/// `b as c, d` as an object pattern has them: `b: c, d`. Empty: that is not plain to see.
std::string as_pattern(std::string_view names) {
  if (names.find_first_of("'\"/{") != std::string_view::npos) return "";
  std::string pattern(names);
  constexpr std::string_view k_as = " as ";
  for (std::size_t place = pattern.find(k_as); place != std::string::npos; place = pattern.find(k_as, place))
    pattern.replace(place, k_as.size(), ": ");
  while (pattern.ends_with(' ')) pattern.pop_back();
  return pattern;
}

}  // namespace

std::string describe_missing_export(std::string_view specifier, std::string_view name,
                                    std::string_view source) {
  std::string text = fmt::format(
      "Named export '{0}' not found. The requested module '{1}' is a CommonJS module, which may not support "
      "all module.exports as named exports.\n"
      "CommonJS modules can always be imported via the default export, for example using:\n\n"
      "import pkg from '{1}';\n",
      name, specifier);
  const std::size_t end = source.find('}');
  const std::string pattern = end == std::string_view::npos ? "" : as_pattern(source.substr(0, end));
  if (!pattern.empty()) text += fmt::format("const {{ {} }} = pkg;\n", pattern);
  return text;
}

namespace {

/// https://nodejs.org/api/errors.html#err_ambiguous_module_syntax
std::string ambiguous_syntax(std::string_view name) {
  std::string_view remedy = "use export instead of module.exports/exports";
  if (name == "require") remedy = "replace require() with import";
  if (name == "__filename") remedy = "use import.meta.filename instead";
  if (name == "__dirname") remedy = "use import.meta.dirname instead";
  return fmt::format(
      "Cannot determine intended module format because both '{}' and top-level await are present. If the "
      "code is "
      "intended to be CommonJS, wrap await in an async function. If the code is intended to be an ES module, "
      "{}.",
      name, remedy);
}

}  // namespace

void explain_commonjs_global(vm::Agent& agent, Resolver& resolver, vm::Value exception,
                             const std::string& path, bool awaits) {
  constexpr std::string_view k_commonjs_names[] = {"require", "module", "exports", "__filename", "__dirname"};
  constexpr std::string_view k_not_defined = " is not defined";
  if (!exception.is_cell_of(vm::CellKind::Error)) return;
  auto* error = static_cast<vm::ErrorObject*>(exception.as_object());
  const std::optional<vm::Value> message = vm::look_up_data_property(agent, error, agent.names().message);
  if (!message || !message->is_string()) return;
  std::string text = message->as_string()->to_utf8();
  if (!text.ends_with(k_not_defined)) return;
  const std::string name = text.substr(0, text.size() - k_not_defined.size());
  if (std::ranges::find(k_commonjs_names, name) == std::end(k_commonjs_names)) return;
  text += " in ES module scope";
  if (name == "require") text += ", you can use import instead";
  const Resolved<const PackageJson*> package = resolver.packages().scope_of(path);
  const bool is_said = package && *package != nullptr && (*package)->type == PackageJson::Type::Module;
  // Nothing but its text says that it is one.
  const bool is_ambiguous = awaits && path.ends_with(".js") && !is_said;
  if (is_ambiguous) {
    text = ambiguous_syntax(name);
    agent.shapes().add(error, vm::PropertyKey::atom(vm::intern(agent, "code")),
                       vm::intern(agent, "ERR_AMBIGUOUS_MODULE_SYNTAX"), vm::k_data_attributes);
  }
  if (path.ends_with(".js") && is_said)
    text += fmt::format(
        "\nThis file is being treated as an ES module because it has a '.js' file extension and '{}' "
        "contains \"type\": \"module\". To treat it as a CommonJS script, rename it to use the '.cjs' "
        "file extension.",
        (*package)->path());
  const vm::Completion<vm::String*> explained = vm::make_string_from_utf8(agent, text);
  if (explained.is_thrown()) {
    if (!agent.is_terminating()) (void)agent.take_exception();
    return;
  }
  const std::optional<vm::PropertyLocation> own = error->shape()->find(agent.names().message);
  if (own && !own->attributes.is_accessor() && !own->attributes.is_lazy())
    error->set_slot(own->slot, explained.value());
}

}  // namespace orrery::node

#include "node/commonjs/commonjs_exports.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "node/commonjs/commonjs.h"
#include "syntax/ast.h"
#include "syntax/ast_walk.h"
#include "syntax/parse/parser.h"
#include "syntax/source_text.h"

namespace orrery::node {

namespace {

using syntax::is;
using syntax::Node;
using syntax::try_as;

class ExportFinder {
 public:
  explicit ExportFinder(const syntax::SyntaxTree& tree) : tree_(tree) {}

  CommonJsExports find() {
    // Without recursion: a text may be nested deeply, or be a long chain.
    std::vector<const Node*> todo{&tree_.program()};
    std::vector<const Node*> children;
    while (!todo.empty()) {
      const Node* node = todo.back();
      todo.pop_back();
      look_at(node);
      children.clear();
      syntax::for_each_child(node, [&](const Node* child) { children.push_back(child); });
      todo.insert(todo.end(), children.rbegin(), children.rend());
    }
    return std::move(found_);
  }

 private:
  void look_at(const Node* node) {
    if (const auto* assignment = try_as<syntax::AssignmentExpression>(node)) {
      if (assignment->operator_ == syntax::AssignmentOperator::Assign) look_at_assignment(*assignment);
    } else if (const auto* call = try_as<syntax::CallExpression>(node)) {
      look_at_call(*call);
    } else if (const auto* declarator = try_as<syntax::VariableDeclarator>(node)) {
      remember_required(*declarator);
    }
  }

  // What things are
  // ------------------------------------------------------------------------------------------

  bool is_called(const Node* node, std::string_view name) const {
    const auto* identifier = try_as<syntax::Identifier>(node);
    return identifier != nullptr && tree_.text(identifier->name) == name;
  }

  /// The name in `a.b` and `a['b']`.
  std::optional<std::string_view> member_name(const Node* node) const {
    const auto* member = try_as<syntax::MemberExpression>(node);
    if (member == nullptr || member->optional) return std::nullopt;
    return key_text(member->property, member->computed);
  }

  std::optional<std::string_view> key_text(const Node* key, bool computed) const {
    if (const auto* literal = try_as<syntax::StringLiteral>(key)) return tree_.text(literal->value);
    if (computed) return std::nullopt;
    if (const auto* name = try_as<syntax::IdentifierName>(key)) return tree_.text(name->name);
    if (const auto* name = try_as<syntax::Identifier>(key)) return tree_.text(name->name);
    return std::nullopt;
  }

  bool is_module_exports(const Node* node) const {
    return member_name(node) == "exports" &&
           is_called(try_as<syntax::MemberExpression>(node)->object, "module");
  }

  bool is_exports(const Node* node) const { return is_called(node, "exports") || is_module_exports(node); }

  /// The specifier of `require('…')`.
  std::optional<std::string> required(const Node* node) const {
    const auto* call = try_as<syntax::CallExpression>(node);
    if (call == nullptr || !is_called(call->callee, "require") || call->arguments.size() != 1)
      return std::nullopt;
    const auto* specifier = try_as<syntax::StringLiteral>(call->arguments.front());
    return specifier == nullptr ? std::nullopt : std::optional(std::string(tree_.text(specifier->value)));
  }

  // Assignments ---------------------------------------------------------------------------------------------

  void add(std::string_view name) {
    if (std::ranges::find(found_.names, name) == found_.names.end()) found_.names.emplace_back(name);
  }

  void look_at_assignment(const syntax::AssignmentExpression& assignment) {
    if (is_module_exports(assignment.left)) {
      // Whatever was there before is exported no more; names are kept, for the text may not run in order.
      found_.reexports.clear();
      if (auto specifier = required(assignment.right)) {
        found_.reexports.push_back(*std::move(specifier));
      } else if (const auto* object = try_as<syntax::ObjectExpression>(assignment.right)) {
        look_at_object(*object);
      }
    } else if (const auto name = member_name(assignment.left)) {
      if (is_exports(try_as<syntax::MemberExpression>(assignment.left)->object)) add(*name);
    }
  }

  bool begins_with_word(const Node* node) const {
    const char first = tree_.text(node).front();
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_' || first == '$' ||
           (first & 0x80) != 0;
  }
  static bool is_word(const Node* node) {
    return is<syntax::Identifier>(node) || is<syntax::BooleanLiteral>(node) || is<syntax::NullLiteral>(node);
  }

  /// `module.exports = { … }`, up to the first property that is not simple.
  void look_at_object(const syntax::ObjectExpression& object) {
    for (const Node* each : object.properties) {
      if (const auto* spread = try_as<syntax::SpreadElement>(each)) {
        if (auto specifier = required(spread->argument)) found_.reexports.push_back(*std::move(specifier));
        continue;
      }
      const auto* property = try_as<syntax::Property>(each);
      if (property == nullptr || property->kind != syntax::PropertyKind::Init || property->computed) return;
      const auto name = key_text(property->key, false);
      if (!name) return;
      if (!begins_with_word(property->value)) return;
      add(*name);
      if (!is_word(property->value)) return;
    }
  }

  // Calls ---------------------------------------------------------------------------------------------------

  void look_at_call(const syntax::CallExpression& call) {
    const auto* callee = try_as<syntax::MemberExpression>(call.callee);
    const auto name = callee != nullptr ? member_name(callee) : std::nullopt;
    const bool is_star = is_called(call.callee, "__export") || is_called(call.callee, "__exportStar") ||
                         name == "__export" || name == "__exportStar";
    if (is_star && !call.arguments.empty()) {
      if (auto specifier = required(call.arguments.front()))
        found_.reexports.push_back(*std::move(specifier));
    } else if (name == "defineProperty" && is_called(callee->object, "Object")) {
      look_at_definition(call);
    } else if (name == "forEach") {
      look_at_loop(*callee, call);
    }
  }

  /// `Object.defineProperty(exports, 'name', descriptor)`
  void look_at_definition(const syntax::CallExpression& call) {
    if (call.arguments.size() < 3 || !is_exports(call.arguments[0])) return;
    const auto* name = try_as<syntax::StringLiteral>(call.arguments[1]);
    const auto* descriptor = try_as<syntax::ObjectExpression>(call.arguments[2]);
    if (name == nullptr || descriptor == nullptr) return;
    bool is_enumerable = false;
    for (const Node* each : descriptor->properties) {
      const auto* property = try_as<syntax::Property>(each);
      if (property == nullptr) return;
      const auto key = key_text(property->key, property->computed);
      const auto* flag = try_as<syntax::BooleanLiteral>(property->value);
      if (key == "enumerable" && flag != nullptr && flag->value) is_enumerable = true;
      const bool names_another = key == "get" && is_enumerable && is_plain_getter(property->value);
      if (key == "value" || names_another) return add(tree_.text(name->value));
    }
  }

  /// `function () { return a; }`, `{ return a.b; }` or `{ return a['b']; }`: what does more might have
  /// effects.
  static bool is_plain_getter(const Node* value) {
    const auto* function = try_as<syntax::FunctionExpression>(value);
    if (function == nullptr || function->async || function->generator || !function->params.empty())
      return false;
    const syntax::NodeList& statements = syntax::as<syntax::BlockStatement>(function->body).body;
    if (statements.size() != 1) return false;
    const auto* result = try_as<syntax::ReturnStatement>(statements.front());
    if (result == nullptr || result->argument == nullptr) return false;
    const auto* member = try_as<syntax::MemberExpression>(result->argument);
    if (member == nullptr) return is<syntax::Identifier>(result->argument);
    return is<syntax::Identifier>(member->object) &&
           (!member->computed || is<syntax::StringLiteral>(member->property));
  }

  /// `const a = require('…')`, maybe within a function that makes a namespace of it.
  void remember_required(const syntax::VariableDeclarator& declarator) {
    const auto* id = try_as<syntax::Identifier>(declarator.id);
    if (id == nullptr || declarator.init == nullptr) return;
    auto specifier = required(declarator.init);
    const auto* call = try_as<syntax::CallExpression>(declarator.init);
    if (!specifier && call != nullptr && call->arguments.size() == 1 &&
        (is_called(call->callee, "_interopRequireWildcard") ||
         member_name(call->callee) == "_interopRequireWildcard"))
      specifier = required(call->arguments.front());
    if (specifier) required_[id->name] = *std::move(specifier);
  }

  /// `Object.keys(a).forEach(function (key) { … exports[key] = … })`, as Babel and TypeScript write it.
  void look_at_loop(const syntax::MemberExpression& callee, const syntax::CallExpression& call) {
    const auto* keys = try_as<syntax::CallExpression>(callee.object);
    if (keys == nullptr || keys->arguments.size() != 1 || member_name(keys->callee) != "keys") return;
    if (!is_called(try_as<syntax::MemberExpression>(keys->callee)->object, "Object")) return;
    const auto* source = try_as<syntax::Identifier>(keys->arguments.front());
    const auto* function =
        call.arguments.empty() ? nullptr : try_as<syntax::FunctionExpression>(call.arguments.front());
    if (source == nullptr || function == nullptr || function->params.size() != 1) return;
    const auto* key = try_as<syntax::Identifier>(function->params.front());
    const auto known = required_.find(source->name);
    if (key != nullptr && known != required_.end() && exports_key(function->body, key->name))
      found_.reexports.push_back(known->second);
  }

  /// Does one of the statements export what the variable `key` names?
  bool exports_key(const Node* body, syntax::Name key) const {
    const auto is_key = [&](const Node* node) {
      const auto* identifier = try_as<syntax::Identifier>(node);
      return identifier != nullptr && identifier->name == key;
    };
    const auto is_export = [&](const Node* statement) {
      const auto* expression = try_as<syntax::ExpressionStatement>(statement);
      if (expression == nullptr) return false;
      if (const auto* assignment = try_as<syntax::AssignmentExpression>(expression->expression)) {
        const auto* member = try_as<syntax::MemberExpression>(assignment->left);
        return member != nullptr && member->computed && is_exports(member->object) &&
               is_key(member->property);
      }
      const auto* call = try_as<syntax::CallExpression>(expression->expression);
      return call != nullptr && member_name(call->callee) == "defineProperty" &&
             call->arguments.size() >= 2 && is_exports(call->arguments[0]) && is_key(call->arguments[1]);
    };
    const syntax::NodeList& statements = syntax::as<syntax::BlockStatement>(body).body;
    return std::any_of(statements.begin(), statements.end(), is_export);
  }

  const syntax::SyntaxTree& tree_;
  CommonJsExports found_;
  std::map<syntax::Name, std::string> required_;  // what variables hold
};

}  // namespace

CommonJsExports find_commonjs_exports(std::string_view contents) {
  const syntax::SourceText source = syntax::SourceText::from_utf8("", contents);
  const std::span<const std::string_view> parameters = k_commonjs_parameters;
  const auto tree = syntax::parse(source, {.goal = syntax::Goal::Script, .body_of = &parameters});
  return tree ? ExportFinder(*tree).find() : CommonJsExports{};
}

}  // namespace orrery::node

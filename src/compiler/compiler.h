#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bytecode/code_block.h"
#include "bytecode/expression_map.h"
#include "syntax/parse/parser.h"
#include "syntax/source_text.h"
#include "syntax/syntax_error.h"
#include "syntax/syntax_tree.h"

namespace orrery::compiler {

/// [DOC] From trees to code
///
/// A *unit* is one text: a script, a module or the code of an eval. Its top level is compiled at once; a
/// function in it when it is first called, from its FunctionHeader, which the code that makes the closure has
/// (CodeBlock::functions). Then its text is parsed once more, since the trees of functions are not kept.
/// Compiling the same function again gives the same bytecode.
///
/// *Registers.* r0 is `this`, then come the parameters, then one register for each variable that needs no
/// environment, then temporaries, which are a stack: whoever takes one gives it back before it returns, so
/// that a call's registers are always the topmost. An operand may be a variable's own register, unless what
/// is evaluated between reading and using it may assign to the variable.
///
/// *Environments.* A scope whose variables outlive or escape their registers has an Environment, kept in a
/// register as long as the scope is open. An inner scope's environment is made from the register of the next
/// one outwards, at last from the callee's. So an exception or a jump has nothing to restore: control goes
/// on somewhere else, where other registers count. Environments of functions around are reached by hops from
/// the callee's.
///
/// *Uninitialised variables.* Slots start empty, and accesses from inner functions check for that. In its own
/// function a declaration that stands before an access has been executed before it, too, since scopes are
/// entered at their beginning — but for those of `switch`; so no check is needed behind it, and in front of
/// it the access always throws.
///
/// *Finally.* A statement that must do something when control leaves it is on the stack of Controls
/// (function_compiler.h). `break`, `continue` and `return` walk that stack outwards. For a `finally` they put
/// a number into its token register, and the value to return into another, and go to its one copy of the
/// finalizer; JumpByTable behind it continues them. Closing an iterator is put in line instead. Handlers of
/// what has been left must not see what happens on the way: while code for a jump is emitted, the ranges of
/// those handlers have a gap.
///
/// *Code of a direct eval* finds names at run time (LoadDynamic), but `this`, super, new.target and private
/// names in slots that the descriptions of the environments around it tell (EvalEnvironment).

/// An environment around a direct eval call, as the code of the eval sees it.
struct EvalScope {
  const bytecode::Scope* scope;      // null: that of a `with`
  const bytecode::Program* program;  // that the scope's names are of
};
/// Inner before outer.
using EvalEnvironment = std::span<const EvalScope>;

/// What is wrong with a text, and the text again, to show it with.
struct ParseFailure {
  syntax::SyntaxError error;
  syntax::SourceText source;
};

/// A text that is being run, with all that is needed to compile its functions.
class Unit final : public bytecode::Program, public std::enable_shared_from_this<Unit> {
 public:
  /// \param allows_await  as of syntax::ParseOptions; a script with a top-level await gives a promise of its
  /// value
  static std::expected<std::shared_ptr<Unit>, ParseFailure> parse(syntax::SourceText source,
                                                                  syntax::Goal goal,
                                                                  bool allows_await = false);
  /// Of a direct eval, or, with no environment, of an indirect one. `is_strict`: of the code around.
  static std::expected<std::shared_ptr<Unit>, ParseFailure> parse_eval(syntax::SourceText source,
                                                                       bool is_strict,
                                                                       EvalEnvironment environment);
  /// Of a text put together by https://tc39.es/ecma262/#sec-createdynamicfunction: nothing but the
  /// declaration of a function, whose body begins at `body_start`. So neither its parameters nor its body
  /// reach out of their places, and each is sound by itself.
  static std::expected<std::shared_ptr<Unit>, ParseFailure> parse_dynamic_function(syntax::SourceText source,
                                                                                   std::uint32_t body_start);

  /// Of a text that is the body of a function with these parameters (syntax::ParseOptions::body_of).
  static std::expected<std::shared_ptr<Unit>, ParseFailure> parse_function_body(
      syntax::SourceText source, std::span<const std::string_view> parameters);

  /// Use the functions above.
  explicit Unit(syntax::SourceText source) : source_(std::move(source)) {}

  std::string_view string(bytecode::StringId id) const override {
    return tree_->text(static_cast<syntax::Name>(id));
  }
  /// Grows when functions are compiled: names made of numbers, digits, patterns are added then.
  std::uint32_t string_count() const override { return static_cast<std::uint32_t>(tree_->names().size()); }
  std::string_view source() const override { return source_.text(); }
  std::string_view file_name() const override { return source_.name(); }
  base::TextOrigin origin() const override { return source_.origin(); }

  const syntax::SourceText& source_text() const { return source_; }
  syntax::SyntaxTree& tree() { return *tree_; }
  /// About how much memory it takes.
  std::size_t size_in_bytes() const;
  /// From now on the code of its functions is kept, for agents that run the same text one after the other.
  void keep_code() { keeps_code_ = true; }
  bool is_eval() const { return is_eval_; }
  /// It is from parse_function_body().
  bool is_function_body() const { return is_function_body_; }
  /// The field or static block whose code function `index` is; null if it is no such function. Known once the
  /// code around has been compiled.
  const syntax::Node* initializer(std::uint32_t index) const {
    const auto found = initializers_.find(index);
    return found == initializers_.end() ? nullptr : found->second;
  }
  /// The function that the whole text is the body of, if `info` is that one's: its tree is kept. Else null.
  const syntax::Node* kept_function(const syntax::FunctionInfo& info) const;
  bool is_module() const { return tree_->program().source_type == syntax::SourceType::Module; }

 private:
  friend class FunctionCompiler;
  friend std::shared_ptr<const bytecode::CodeBlock> compile_function(const std::shared_ptr<Unit>&,
                                                                     const bytecode::FunctionHeader&);

  syntax::SourceText source_;
  std::optional<syntax::SyntaxTree> tree_;
  bool is_eval_ = false;
  bool is_function_body_ = false;
  std::vector<bytecode::Scope> eval_environment_;  // with names of this unit
  // Fields and static blocks, whose trees are those of the functions around: by FunctionInfo::index.
  std::unordered_map<std::uint32_t, const syntax::Node*> initializers_;
  bool keeps_code_ = false;
  // By FunctionInfo::index.
  std::unordered_map<std::uint32_t, std::shared_ptr<const bytecode::CodeBlock>> kept_code_;
};

/// The code of the script, module or eval itself.
std::shared_ptr<const bytecode::CodeBlock> compile_program(const std::shared_ptr<Unit>& unit);
/// The code of a script that gives the function of a unit from parse_dynamic_function() or
/// parse_function_body() as its value, without declaring it.
std::shared_ptr<const bytecode::CodeBlock> compile_dynamic_function(const std::shared_ptr<Unit>& unit);
/// The code of one function.
/// \param header  of CodeBlock::functions, of code that was compiled of `unit`
std::shared_ptr<const bytecode::CodeBlock> compile_function(const std::shared_ptr<Unit>& unit,
                                                            const bytecode::FunctionHeader& header);

/// What the instructions of `code`, which was compiled of `unit`, have to do with the source: compiles it
/// once more, which gives the same. Null: it did not, so that nothing is known.
std::unique_ptr<const bytecode::ExpressionMap> expression_map(const std::shared_ptr<Unit>& unit,
                                                              const bytecode::CodeBlock& code);

/// The names that a function of `unit`, or one inside it, mentions and does not declare, in the order of
/// their first use. They live as long as the unit.
std::vector<std::string_view> captured_names(Unit& unit, const bytecode::FunctionHeader& header);

}  // namespace orrery::compiler

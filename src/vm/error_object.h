#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/function.h"
#include "vm/object.h"

namespace orrery::vm {

enum class ErrorType : std::uint8_t;

/// An object with [[ErrorData]]: https://tc39.es/ecma262/#sec-properties-of-error-instances
class ErrorObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Error;
  explicit ErrorObject(Shape* shape) : Object(k_kind, shape) {}
  /// Of a SyntaxError that the parser found: what it says, with the place and its line; a String. Else
  /// undefined.
  Value syntax_error() const { return syntax_error_.get(); }
  void set_syntax_error(Value description) { syntax_error_.set(this, description); }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    if (syntax_error().is_cell()) visitor.visit(syntax_error().as_cell());
  }

 private:
  ValueField syntax_error_;
};

/// The frames at some moment, the innermost first. The property `stack` of an error is lazy, and this is what
/// its slot holds until somebody looks.
class StackTrace final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::StackTrace;
  static constexpr bool k_kind_has_finalizer = false;
  struct Entry {
    Executable* executable;  // null: a native function
    Object* callee;
    Value this_value;
    std::uint32_t offset;  // in the executable's code
    bool is_construct;
    bool is_async;  // it awaits (`at async f`)
  };

  /// With room for the entries behind it.
  StackTrace(Value header, std::span<const Entry> entries);
  std::span<const Entry> entries() const { return {reinterpret_cast<const Entry*>(this + 1), count_}; }
  /// What the text begins with, such as "TypeError: message"; a String.
  Value header() const { return header_.get(); }

  void visit(gc::Visitor& visitor);

 private:
  std::size_t count_;
  ValueField header_;
};

/// The frames that run now, at most the current realm's Error.stackTraceLimit, and then the async functions
/// that wait for the outermost of them. Runs no script.
/// \param header  a String
/// \param above  a function: only what called its innermost call; null: everything
StackTrace* capture_stack_trace(Agent& agent, Value header, Object* above = nullptr);
/// The text in V8's format, which tools parse: https://v8.dev/docs/stack-trace-api
String* stack_text(Agent& agent, const StackTrace& trace);

/// Where the innermost script code that runs is, as the file name of an eval's program says it:
/// "eval at f (file:1:2), <anonymous>". Runs no script.
std::string eval_file_name(Agent& agent);

/// Defines `stack`, as V8's Error.captureStackTrace does: on any object, with error_text() on top.
/// \param above  as of capture_stack_trace()
Completion<void> install_stack(Agent& agent, Object* object, Object* above = nullptr);
/// A new error with its stack. Its properties are `stack` and, if that is not null, `message`.
ErrorObject* make_error_object(Agent& agent, Object* prototype, String* message, Object* above = nullptr);
/// A new error of the current realm, with a message and its stack.
ErrorObject* make_error(Agent& agent, ErrorType type, String* message);
/// What uncaught errors are reported as: the text of `stack` if there is one, without running script code.
String* describe_exception(Agent& agent, Value exception);

}  // namespace orrery::vm

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/objects/object.h"

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
  /// What there is to say about where it was made: a StackTrace until somebody looks, then a String
  /// (error_stack()).
  Value stack() const { return stack_.get(); }
  void set_stack(Value stack) { stack_.set(this, stack); }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    for (const Value field : {syntax_error(), stack()}) {
      if (field.is_cell()) visitor.visit(field.as_cell());
    }
  }

 private:
  ValueField syntax_error_;
  ValueField stack_;
};

/// The frames at some moment, the innermost first: what an error holds, or the slot of a lazy property
/// `stack`, until somebody looks.
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

/// Defines an own property `stack`, as V8's Error.captureStackTrace does: on any object, with error_text() on
/// top.
/// \param above  as of capture_stack_trace()
Completion<void> install_stack(Agent& agent, Object* object, Object* above = nullptr);
/// The text of an error's stack. Runs no script.
String* error_stack(Agent& agent, ErrorObject* error);
/// What `object.stack` seems to be: a data property, or what %Error.prototype%'s getter would give; null if
/// neither is a String. Runs no script.
String* seen_stack(Agent& agent, Object* object);
/// A new error with its stack. It has the property `message`, unless that is null.
ErrorObject* make_error_object(Agent& agent, Object* prototype, String* message, Object* above = nullptr);
/// A new error of the current realm, with a message and its stack.
ErrorObject* make_error(Agent& agent, ErrorType type, String* message);
/// What uncaught errors are reported as: the text of `stack` if there is one, without running script code.
String* describe_exception(Agent& agent, Value exception);

}  // namespace orrery::vm

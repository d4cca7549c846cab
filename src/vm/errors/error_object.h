#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "gc/field.h"
#include "gc/visitor.h"
#include "vm/completion.h"
#include "vm/functions/function.h"
#include "vm/objects/object.h"
#include "vm/objects/platform_cell.h"

namespace orrery::vm {

enum class ErrorType : std::uint8_t;

/// Where in a source something was.
struct SourcePlace {
  Executable* executable = nullptr;  // of that source; null: nowhere that is known
  std::uint32_t offset = 0;          // in bytes
};

/// The name and the message of an error whose prototype has accessors for them: a DOMException
/// (https://webidl.spec.whatwg.org/#js-DOMException-specialness).
class ErrorDescription final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "ErrorDescription";
  /// \param extension  what an error of a class derived from DOMException has beside these; null: nothing
  ErrorDescription(String* name, String* message, PlatformCell* extension = nullptr)
      : PlatformCell(k_platform_cell_type<ErrorDescription>),
        name_(name),
        message_(message),
        extension_(extension) {}
  String* name() const { return name_.get(); }
  String* message() const { return message_.get(); }
  PlatformCell* extension() const { return extension_.get(); }
  void visit(gc::Visitor& visitor);

 private:
  gc::Field<String> name_;
  gc::Field<String> message_;
  gc::Field<PlatformCell> extension_;
};

/// An object with [[ErrorData]]: https://tc39.es/ecma262/#sec-properties-of-error-instances
class ErrorObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Error;
  explicit ErrorObject(Shape* shape) : Object(k_kind, shape) {}
  /// Of a SyntaxError that the parser found: what it says, with the place and its line; a String. Else
  /// undefined.
  Value syntax_error() const { return details_.get().is_string() ? details_.get() : Value::undefined(); }
  void set_syntax_error(Value description) { details_.set(this, description); }
  /// Of a DOMException; null: it is none.
  ErrorDescription* description() const { return as_platform_cell<ErrorDescription>(details_.get()); }
  void set_description(ErrorDescription* description) { details_.set(this, Value::cell(description)); }
  /// What there is to say about where it was made: a StackTrace until somebody looks, then a String
  /// (error_stack()), or what Error.prepareStackTrace has given (stack_value()).
  Value stack() const { return stack_.get(); }
  void set_stack(Value stack) { stack_.set(this, stack); }
  /// Of an error whose stack has become a text: where the innermost script code was.
  SourcePlace place() const { return {executable_.get(), offset_}; }
  void set_place(SourcePlace place) {
    executable_.set(this, place.executable);
    offset_ = place.offset;
  }
  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(executable_);
    for (const Value field : {details_.get(), stack()}) {
      if (field.is_cell()) visitor.visit(field.as_cell());
    }
  }

 private:
  ValueField details_;
  ValueField stack_;
  gc::Field<Executable> executable_;
  std::uint32_t offset_ = 0;
};

/// The frames at some moment, the innermost first: what an error holds, or the accessors of a property
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
    /// Offset is one in the source: the request of a module that could not be loaded.
    bool is_request = false;
    /// Set: not a frame, but a promise that is waited for with others, "Promise.all"; offset is its index.
    const char* combinator = nullptr;
  };

  /// With room for the entries behind it.
  StackTrace(Value header, std::span<const Entry> entries);
  std::span<const Entry> entries() const { return {reinterpret_cast<const Entry*>(this + 1), count_}; }
  /// What the text begins with, such as "TypeError: message": a String, or an error or another object, whose
  /// error_text() it is at the time when the text is made.
  Value header() const { return header_.get(); }
  void set_header(Value header) { header_.set(this, header); }
  /// Of the innermost frame that has a text.
  SourcePlace place() const;

  void visit(gc::Visitor& visitor);

 private:
  std::size_t count_;
  ValueField header_;
};

/// The frames that run now, at most the current realm's Error.stackTraceLimit, and then the async functions
/// that wait for the outermost of them. Runs no script.
/// \param header  of StackTrace::header()
/// \param above  a function: only what called its innermost call; null: everything
/// \param limit  in the place of Error.stackTraceLimit
StackTrace* capture_stack_trace(Agent& agent, Value header, Object* above = nullptr,
                                std::optional<std::size_t> limit = std::nullopt);
/// The text in V8's format, which tools parse: https://v8.dev/docs/stack-trace-api
String* stack_text(Agent& agent, const StackTrace& trace);

/// For the error of a module that could not be loaded: the trace, with the request of another module in
/// front.
/// \param offset  where the request is in the executable's source
StackTrace* trace_from_request(Agent& agent, const StackTrace& trace, Executable* executable,
                               std::uint32_t offset);

/// Where the innermost script code that runs is, as the file name of an eval's program says it:
/// "eval at f (file:1:2), <anonymous>". Runs no script.
std::string eval_file_name(Agent& agent);

/// Defines an own accessor `stack`, as V8's Error.captureStackTrace does: on any object, with error_text() on
/// top, as it is when somebody looks first.
/// \param above  as of capture_stack_trace()
Completion<void> install_stack(Agent& agent, Object* object, Object* above = nullptr);
/// What the error's `stack` is: what the current realm's Error.prepareStackTrace makes of it, where that is a
/// function and nobody has looked yet; else error_stack(), or what was assigned.
///
/// INTEROP: V8's, https://v8.dev/docs/stack-trace-api#customizing-stack-traces. Called at the first access,
/// as there; what it throws the access throws, and the next one calls it again; what it looks at itself
/// meanwhile has the usual text.
Completion<Value> stack_value(Agent& agent, ErrorObject* error);
/// Whether the current realm's Error.prepareStackTrace is a function, as far as is known without running
/// script code.
bool prepares_stacks(Agent& agent);
/// The text of an error's stack, or an empty one where that is none; it begins with the name and the message
/// that it has when this is asked first: constructors of subclasses set them late. Runs no script.
String* error_stack(Agent& agent, ErrorObject* error);
/// Where the innermost script code was when the error, or the stack that it was given later, was made.
SourcePlace error_place(Agent& agent, const ErrorObject* error);
/// Gives the stack, if it has no text yet, what the error is called now for good.
void freeze_stack_header(Agent& agent, ErrorObject* error);
/// What `object.stack` seems to be: a data property, or what %Error.prototype%'s getter or that of
/// install_stack() would give; null if neither is a String. Runs no script.
String* seen_stack(Agent& agent, Object* object);
/// A new error with its stack. It has the property `message`, unless that is null.
ErrorObject* make_error_object(Agent& agent, Object* prototype, String* message, Object* above = nullptr);
/// A new error of the current realm, with a message and its stack.
ErrorObject* make_error(Agent& agent, ErrorType type, String* message);
/// The innermost script code that runs throws the value, or rejects a promise with it: the agent remembers
/// where (Agent::thrown_places()).
void note_thrown_here(Agent& agent, Value value);
/// Where the value was made, if it is an error, or was thrown, as far as anybody knows.
SourcePlace thrown_place(Agent& agent, Value value);
/// What uncaught errors are reported as: the text of `stack` if there is one, without running script code.
String* describe_exception(Agent& agent, Value exception);

}  // namespace orrery::vm

#pragma once

#include "web/dom/error_event_bindings.h"
#include "web/dom/event.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/webappapis.html#errorevent
class ErrorEvent final : public Event {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<ErrorEvent*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                               vm::String* type, const ErrorEventInit& init) {
    return vm::construct_platform_object<ErrorEvent>(agent, frame, start_event(agent, type, init), init);
  }
  ErrorEvent(vm::Shape* shape, const EventStart& start, const ErrorEventInit& init)
      : Event(shape, k_interface, start),
        message_(init.message),
        filename_(init.filename),
        line_(init.lineno),
        column_(init.colno),
        error_(init.error) {}

  vm::String* message() const { return message_.get(); }
  vm::String* filename() const { return filename_.get(); }
  std::uint32_t lineno() const { return line_; }
  std::uint32_t colno() const { return column_; }
  vm::Value error() const { return error_.get(); }

  void visit_state(gc::Visitor& visitor) {
    Event::visit_state(visitor);
    visitor.visit(message_);
    visitor.visit(filename_);
    if (error().is_cell()) visitor.visit(error().as_cell());
  }

 private:
  gc::Field<vm::String> message_;
  gc::Field<vm::String> filename_;
  std::uint32_t line_;
  std::uint32_t column_;
  vm::ValueField error_;
};

}  // namespace orrery::web

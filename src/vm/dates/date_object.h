#pragma once

#include "vm/objects/object.h"

namespace orrery::vm {

/// https://tc39.es/ecma262/#sec-properties-of-date-instances
class Date final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::Date;

  Date(Shape* shape, double date_value) : Object(k_kind, shape), date_value_(date_value) {}

  /// [[DateValue]]: whole milliseconds since 1970-01-01 UTC (dates/calendar.h), or NaN
  double date_value() const { return date_value_; }
  void set_date_value(double value) { date_value_ = value; }

  void visit(gc::Visitor& visitor) { Object::visit(visitor); }

 private:
  double date_value_;
};

}  // namespace orrery::vm

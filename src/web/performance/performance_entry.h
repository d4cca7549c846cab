#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "vm/objects/platform_object.h"
#include "vm/strings/string.h"

namespace orrery::web {

/// https://w3c.github.io/timing-entrytypes-registry/: those of them that there are, by their names.
enum class PerformanceEntryType : std::uint8_t { LongTask, Mark, Measure, TaskAttribution };

struct PerformanceEntryTypeInfo {
  std::string_view name;
  /// How many entries are kept for those who ask later.
  std::uint32_t max_buffer_size;
  /// Whether getEntries() and its kin have them.
  bool available_from_timeline;
};
constexpr PerformanceEntryTypeInfo k_performance_entry_types[] = {
    {"longtask", 200, false},
    {"mark", UINT32_MAX, true},
    {"measure", UINT32_MAX, true},
    {"taskattribution", 0, false},
};
constexpr std::size_t k_performance_entry_type_count = std::size(k_performance_entry_types);

/// Nothing: there is no such type.
std::optional<PerformanceEntryType> performance_entry_type_of(vm::String* name);

/// What every entry begins with; times in milliseconds since the time origin.
struct PerformanceEntryStart {
  vm::String* name;
  PerformanceEntryType type;
  double start_time;
  double duration;
};

/// https://w3c.github.io/performance-timeline/#dom-performanceentry
class PerformanceEntry : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  // As IDL has it
  std::uint64_t id() const { return id_; }
  vm::String* name() const { return name_.get(); }
  vm::String* entry_type(vm::Agent& agent) const;
  double start_time() const { return start_time_; }
  double duration() const { return duration_; }
  /// There is no navigation: a page's only one is that in which the program began.
  std::uint64_t navigation_id() const { return 0; }
  vm::Completion<vm::Object*> to_json(vm::Agent& agent);
  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent);

  PerformanceEntryType type() const { return type_; }
  /// \param id  zero as long as it is not in a timeline
  void set_id(std::uint64_t id) { id_ = id; }

  void visit_state(gc::Visitor& visitor) { visitor.visit(name_); }

 protected:
  PerformanceEntry(vm::Shape* shape, const vm::Interface& interface, const PerformanceEntryStart& start)
      : PlatformObject(shape, interface),
        type_(start.type),
        name_(start.name),
        start_time_(start.start_time),
        duration_(start.duration) {}

 private:
  PerformanceEntryType type_;
  gc::Field<vm::String> name_;
  double start_time_;
  double duration_;
  std::uint64_t id_ = 0;
};

}  // namespace orrery::web

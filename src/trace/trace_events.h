#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace orrery::trace {

/// [DOC] Traces
///
/// What a run did, event by event: docs/trace-format.md. The events are in one table, trace_events.def.
/// Whoever knows what happens (an event loop, a tracer of calls) tells a TraceSink; sinks write files, print,
/// export.

/// How much of a run an event is about.
enum class TraceLevel : std::uint8_t {
  Definition,  // of what the others name by number
  Loop,        // always there
  Fine,        // only in the windows that were asked for
};

// The types of fields. Texts last as long as the call that tells of the event.
namespace trace_events {

using Number = std::uint64_t;
using Flag = bool;
using Text = std::string_view;

/// A text that is written once. The number is 0 if the text is empty, and else the place of its NameText.
struct Name {
  Number number = 0;
  std::string_view text;
  bool operator==(const Name&) const = default;
};

/// source[start, end) of a script, in UTF-16 code units.
struct Place {
  Number script = 0;  // 0: nobody knows, and the others are 0
  Number start = 0;
  Number end = 0;  // 0: not known
  bool operator==(const Place&) const = default;
};

enum class ValueTag : std::uint8_t {
  None,  // empty, or not initialised
  Undefined,
  Null,
  False,
  True,
  Integer,
  Double,
  String,
  Symbol,
  BigInt,
  Object,
  Function
};
constexpr std::size_t k_value_tag_count = 12;

/// A value as it can be shown.
struct Value {
  /// Of a string, in UTF-16 code units; of a BigInt, in digits.
  static constexpr std::size_t k_longest_text = 200;

  ValueTag tag = ValueTag::None;
  std::int64_t integer = 0;    // of Integer
  std::uint64_t bits = 0;      // of Double
  Number length = 0;           // of String: that of the whole, in UTF-16 code units
  std::string_view text = {};  // NOLINT(readability-redundant-member-init): may be left out
  Number object = 0;           // of Object, Function
  Number function = 0;         // of Function
  bool operator==(const Value&) const = default;
};

struct Property {
  Value key;
  Value value;
  bool operator==(const Property&) const = default;
};

using Values = std::span<const Value>;
using Properties = std::span<const Property>;

// A struct for each event.
#define FIELD(type, name) type name{};
#define TRACE_EVENT(Name_, code_, level_, ...)                \
  struct Name_ {                                              \
    static constexpr std::uint8_t k_code = code_;             \
    static constexpr TraceLevel k_level = TraceLevel::level_; \
    static constexpr std::string_view k_name = #Name_;        \
    __VA_ARGS__                                               \
  };
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

}  // namespace trace_events

}  // namespace orrery::trace

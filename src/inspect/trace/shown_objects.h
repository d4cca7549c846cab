#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/trace/definitions.h"
#include "inspect/trace/looking.h"
#include "trace/trace_sink.h"
#include "vm/objects/object.h"
#include "vm/value.h"

namespace orrery::vm {
class Agent;
class Promise;
}  // namespace orrery::vm

namespace orrery::inspect {

/// Values as a trace has them. Objects are shown (ObjectShown) before they are named: with what they hold,
/// and that with a little of what it holds, and so on to what is only named.
class ShownObjects {
 public:
  using Number = trace::trace_events::Number;
  using TracedValue = trace::trace_events::Value;

  /// All must outlive it.
  ShownObjects(vm::Agent& agent, Definitions& definitions, trace::TraceSink& sink)
      : agent_(agent), definitions_(definitions), sink_(sink) {}

  /// The texts of what value() gave are no longer needed.
  void forget_texts() { texts_.clear(); }
  /// Its text lasts until forget_texts().
  TracedValue value(vm::Value value) { return value_at(value, 0); }
  /// 0: nobody has named it.
  Number find(const vm::Object* object) const { return definitions_.objects().find(object); }
  /// Shows an object again, if it was named and is not as it was shown.
  void look_again(const vm::Object* object);
  /// What is told of it as PropertySet or PropertyDeleted need not be shown.
  void note_change(const vm::Object* object);
  std::uint64_t shown_count() const { return shown_count_; }

  /// Whether `promise` was never named; then it has been, as an object, too.
  struct PromiseNumbers {
    Number promise;
    Number object;
  };

 private:
  /// How much of an object has been shown.
  struct Shown {
    std::uint64_t fingerprint = 0;
    std::uint8_t depth = k_never;  // of where it was met: the less the more
  };
  static constexpr std::uint8_t k_never = 0xff;
  static constexpr std::uint8_t k_deepest = 2;

  TracedValue value_at(vm::Value value, std::uint8_t depth);
  TracedValue object_at(vm::Object* object, std::uint8_t depth);
  void show(const vm::Object* object, Number number, std::uint8_t depth);
  std::uint64_t fingerprint(const vm::Object* object) const;
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  vm::Agent& agent_;
  Definitions& definitions_;
  trace::TraceSink& sink_;
  std::vector<Shown> shown_;  // by number
  std::deque<std::string> texts_;
  std::uint64_t shown_count_ = 0;
};

}  // namespace orrery::inspect

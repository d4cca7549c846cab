#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "base/hash64.h"

namespace orrery::trace {

using Number = std::uint64_t;
using Text = std::string_view;
using Bytes = std::span<const std::byte>;

/// The events of semantic_events.def.
enum class SemanticEvent : std::uint8_t {
#define FIELD(type, name)
#define SEMANTIC_EVENT(Name, code, ...) Name = code,
#include "trace/semantic_events.def"
#undef SEMANTIC_EVENT
#undef FIELD
};

/// The types of an event's fields, as a tuple.
template <SemanticEvent event>
struct SemanticFields;
#define FIELD(type, name) type
#define SEMANTIC_EVENT(Name, code, ...)        \
  template <>                                  \
  struct SemanticFields<SemanticEvent::Name> { \
    using Type = std::tuple<__VA_ARGS__>;      \
  };
#include "trace/semantic_events.def"
#undef SEMANTIC_EVENT
#undef FIELD

/// How far a run has come.
struct Milestone {
  std::uint64_t turn;    // how many tasks have begun
  std::uint64_t digest;  // of all events so far
  bool operator==(const Milestone&) const = default;
};

/// Is told of milestones: every so many tasks and lines on the console, so in each run that is the same at
/// the same places.
class MilestoneObserver {
 public:
  virtual void reach(const Milestone& milestone) = 0;

 protected:
  ~MilestoneObserver() = default;
};

/// A hash of what a script could observe and of what the loop did, in order: two runs with the same hash were
/// the same run, for all that a program can tell. What is incidental (collections, tiers, how long something
/// took) is not in it. The same in every build.
class SemanticHash {
 public:
  /// The fields as semantic_events.def has them: `hash.add<SemanticEvent::Task>(source, sequence)`.
  template <SemanticEvent event, typename... Arguments>
  void add(const Arguments&... arguments) {
    begin(event);
    const typename SemanticFields<event>::Type fields(arguments...);
    std::apply([this](const auto&... field) { (this->add_field(field), ...); }, fields);
    if constexpr (event == SemanticEvent::Task) turn_++;
    if constexpr (event == SemanticEvent::Task || event == SemanticEvent::ConsoleOutput) {
      if (++steps_ % k_steps_to_milestone == 0 && observer_ != nullptr) observer_->reach(here());
    }
  }
  static constexpr std::uint64_t k_steps_to_milestone = 16;

  /// \param observer  must outlive this; null: nobody
  void set_observer(MilestoneObserver* observer) { observer_ = observer; }
  Milestone here() const { return {.turn = turn_, .digest = digest()}; }

  std::uint64_t digest() const { return hash_.digest(); }
  std::uint64_t event_count() const { return event_count_; }

 private:
  void begin(SemanticEvent event);
  void add_field(Number number);
  void add_field(Bytes bytes);
  void add_field(Text text) { add_field(std::as_bytes(std::span(text))); }

  base::Hash64 hash_;
  std::uint64_t event_count_ = 0;
  std::uint64_t turn_ = 0;
  std::uint64_t steps_ = 0;  // tasks, and lines on the console
  MilestoneObserver* observer_ = nullptr;
};

/// A digest as people see it: 16 hexadecimal digits.
std::string hash_text(std::uint64_t digest);

}  // namespace orrery::trace

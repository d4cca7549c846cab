#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/small_vector.h"
#include "gc/external_memory.h"
#include "regexp/matcher.h"
#include "vm/completion.h"
#include "vm/functions/native_loop.h"
#include "vm/strings/string_builder.h"

namespace orrery::vm {
class Agent;
}

namespace orrery::builtins {

/// A replacement text taken apart, for one pattern: GetSubstitution
/// (https://tc39.es/ecma262/#sec-getsubstitution) of many matches of it, where nobody has replaced their
/// parts. Lives on the machine stack, where the collector sees the text.
class ReplacementText {
 public:
  ReplacementText(vm::Agent& agent, vm::String* text, const regexp::Program& program);

  /// To be called first. A RangeError if it has too many parts for the heap's limit.
  vm::Completion<void> take_apart();
  /// Appends what replaces the match of `subject` with these captures.
  vm::Completion<void> append_to(vm::StringBuilder& result, vm::String* subject,
                                 std::span<const regexp::Capture> captures);

 private:
  struct Part {
    enum class Sort : std::uint8_t {
      Text,     // of the text itself, from `start` to `end`
      Before,   // $`
      After,    // $'
      Capture,  // number `start`; 0 is the whole match
      Name,     // the captures of named group `start`
    };
    Sort sort;
    std::uint32_t start;
    std::uint32_t end;
  };

  vm::Completion<void> add(Part part);
  vm::Completion<void> add_text(std::uint32_t start, std::uint32_t end);
  /// Adds what begins with a `$` at `index`. \return its length; 0 if that is only itself
  vm::Completion<std::uint32_t> add_reference(std::uint32_t index);
  vm::Completion<std::uint32_t> add_number(std::uint32_t index);
  vm::Completion<std::uint32_t> add_name(std::uint32_t index);
  std::optional<std::uint32_t> find_group(std::string_view name);
  char16_t unit_at(std::uint32_t index) const;

  vm::Agent& agent_;
  vm::String* text_;
  const regexp::Program& program_;
  base::SmallVector<Part, 8> parts_;
  gc::ExternalMemory parts_memory_;
  base::SmallVector<std::uint32_t, 8> groups_by_name_;  // empty: not needed yet
  vm::NativeLoop loop_;
  bool has_no_more_names_ = false;  // there is no > any more
};

}  // namespace orrery::builtins

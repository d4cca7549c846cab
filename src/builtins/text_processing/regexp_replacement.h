#pragma once

#include <cstdint>
#include <span>

#include "base/small_vector.h"
#include "regexp/matcher.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

/// A replacement text taken apart, for one pattern: GetSubstitution
/// (https://tc39.es/ecma262/#sec-getsubstitution) of many matches of it, where nobody has replaced their
/// parts. Lives on the machine stack, where the collector sees the text.
class ReplacementText {
 public:
  ReplacementText(vm::String* text, const regexp::Program& program);

  /// Appends what replaces the match of `subject` with these captures.
  void append_to(vm::StringBuilder& result, vm::String* subject,
                 std::span<const regexp::Capture> captures) const;

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

  void take_apart();
  /// What begins with a `$` at `index`; nothing if that is only itself.
  bool add_reference(std::uint32_t index, std::uint32_t& length);
  bool add_number(std::uint32_t index, std::uint32_t& length);
  bool add_name(std::uint32_t index, std::uint32_t& length);
  char16_t unit_at(std::uint32_t index) const;

  vm::String* text_;
  const regexp::Program& program_;
  base::SmallVector<Part, 8> parts_;
  bool has_no_more_names_ = false;  // there is no > any more
};

/// Appends the code units of `string` from `start` to before `end`.
void append_range(vm::StringBuilder& result, vm::String* string, std::uint32_t start, std::uint32_t end);

}  // namespace orrery::builtins

#pragma once

#include <cstdint>
#include <vector>

#include "bytecode/builder.h"
#include "syntax/name.h"

namespace orrery::compiler {

enum class JumpKind : std::uint8_t { Break, Continue, Return };

/// Something around the statement being compiled that a jump out of it ends at or must pass. They form a
/// stack; see "Finally" in compiler.h.
struct Control {
  enum class Kind : std::uint8_t {
    Break,          // where `break` goes
    Continue,       // where `continue` goes
    Handler,        // a region of a handler; nothing else happens when it is left
    Finally,        // leads to a finalizer
    Iterator,       // closes an iterator
    AsyncIterator,  // the same, awaiting
  };
  /// A jump that goes on behind a finalizer.
  struct Exit {
    JumpKind kind;
    const Control* target;  // null for Return
    bytecode::Label label;
  };

  Kind kind;
  Control* outer = nullptr;
  std::uint32_t depth = 0;

  // Break, Continue
  const std::vector<syntax::Name>* labels = nullptr;
  bool takes_unlabelled = false;
  bytecode::Label target{};

  // All others: the handler's region, which may be interrupted.
  bytecode::Label region_start{};
  bytecode::Label handler{};
  bytecode::Handler::Kind handler_kind = bytecode::Handler::Kind::Internal;
  bool is_region_open = false;

  // Finally
  bytecode::Label finalizer{};
  bytecode::Register token{};
  bytecode::Register value{};
  // NOLINTNEXTLINE(readability-redundant-member-init): lets designated initializers leave it out.
  std::vector<Exit> exits = {};

  // Iterator, AsyncIterator
  bytecode::Register iterator{};
};

}  // namespace orrery::compiler

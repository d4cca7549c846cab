#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "bytecode/instruction.h"
#include "vm/value.h"

namespace orrery::vm {

class Agent;
class Executable;
class Object;

/// [DOC] The frame protocol
///
/// JavaScript frames lie on a stack of their own, which grows upwards and ends in a guard page. A frame is
/// named by the address of its register 0 (`fp`); below it are k_frame_header words:
///
///   fp[-1]  callee            the function object being called
///   fp[-2]  new.target        or undefined; of generators and async functions, which cannot be constructed,
///                             their Activation
///   fp[-3]  executable        null: the frame of a native function
///   fp[-4]  caller            fp of the frame that is returned to
///   fp[-5]  arguments, flags  how many arguments were passed (low half), FrameFlags (high half)
///   fp[-6]  return pc         in the caller, behind the call's first byte at least, so that the byte
///                             before it belongs to the call; null if the caller is no bytecode
///   fp[-7]  return entry      the code that is jumped to with the result in the accumulator
///
/// fp[0] is `this`, and the arguments follow. A caller evaluates callee, `this` and arguments into its own
/// topmost registers, so that they are the callee's frame already and nothing is copied. Missing arguments
/// are filled with undefined; surplus ones lie where the callee's other registers are, and so are lost but to
/// CreateArguments and CreateRest, which come first.
///
/// Whoever returns jumps to the return entry: the interpreter's own goes on with the caller's next
/// instruction; construct's sees that an object comes of it; that of an entry from C++ leaves the
/// interpreter. So every tier can call every other, and a getter or a constructor needs no machine stack.
///
/// Only this header and FrameIterator know these words.

/// Bits.
enum class FrameFlags : std::uint32_t {
  None = 0,
  Construct = 1,
  Tail = 2,   // a proper tail call: may be dropped when the stack runs out
  Entry = 4,  // called by C++: the return entry leaves the interpreter
};

/// Words below fp, by index.
struct FrameWords {
  static constexpr std::ptrdiff_t k_callee = -1;
  static constexpr std::ptrdiff_t k_new_target = -2;
  static constexpr std::ptrdiff_t k_executable = -3;
  static constexpr std::ptrdiff_t k_caller = -4;
  static constexpr std::ptrdiff_t k_arguments = -5;
  static constexpr std::ptrdiff_t k_return_pc = -6;
  static constexpr std::ptrdiff_t k_return_entry = -7;
};
static_assert(bytecode::k_frame_header == 7);

/// A word of a frame's header that is an address: the caller, the return pc or the return entry.
template <typename Pointer>
Pointer frame_address(const Value* fp, std::ptrdiff_t word) {
  return reinterpret_cast<Pointer>(fp[word].bits());  // NOLINT(performance-no-int-to-ptr): frames are words
}

/// Where a frame ends, and the next one's header may begin.
Value* frame_end(Value* fp);

/// What a native function sees of its frame.
class NativeFrame {
 public:
  explicit NativeFrame(Value* fp) : fp_(fp) {}
  Value this_value() const { return fp_[0]; }
  std::uint32_t argument_count() const {
    return static_cast<std::uint32_t>(fp_[FrameWords::k_arguments].bits());
  }
  /// Undefined if it was not passed.
  Value argument(std::uint32_t index) const {
    return index < argument_count() ? fp_[1 + index] : Value::undefined();
  }
  std::span<const Value> arguments() const { return {fp_ + 1, argument_count()}; }
  Value new_target() const { return fp_[FrameWords::k_new_target]; }
  bool is_construct() const { return !new_target().is_undefined(); }
  Object* callee() const { return fp_[FrameWords::k_callee].as_object(); }

 private:
  Value* fp_;
};

/// A frame on the stack, as errors, debuggers and the viewer see it: native ones included, the innermost
/// first.
class FrameIterator {
 public:
  explicit FrameIterator(const Agent& agent);

  bool is_at_end() const { return fp_ == nullptr; }
  void next();
  Value* fp() const { return fp_; }
  Object* callee() const { return fp_[FrameWords::k_callee].as_object(); }
  /// Null: a native function's frame.
  Executable* executable() const;
  /// The instruction that runs, as an offset into the executable's code: of its first byte or one behind it.
  /// Not of native functions.
  std::uint32_t offset() const;
  bool is_construct() const;
  /// It was called by C++: of the frames outside some may belong to other runs of the interpreter.
  bool is_entry() const { return has(FrameFlags::Entry); }

 private:
  bool has(FrameFlags flag) const {
    return (fp_[FrameWords::k_arguments].bits() >> 32 & static_cast<std::uint32_t>(flag)) != 0;
  }
  Value* fp_;
  const std::uint8_t* pc_;
};

}  // namespace orrery::vm

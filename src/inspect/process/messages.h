#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace orrery::inspect {

/// A descriptor that is closed with it.
class OwnDescriptor {
 public:
  OwnDescriptor() = default;
  explicit OwnDescriptor(int descriptor) : descriptor_(descriptor) {}
  OwnDescriptor(OwnDescriptor&& other) noexcept : descriptor_(other.release()) {}
  OwnDescriptor& operator=(OwnDescriptor&& other) noexcept {
    reset(other.release());
    return *this;
  }
  ~OwnDescriptor() { reset(); }

  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }
  int release() { return std::exchange(descriptor_, -1); }
  void reset(int descriptor = -1);

 private:
  int descriptor_ = -1;
};

/// What the watch server and the processes that replay say to each other ([DOC] Keyframes, replayer.h), over
/// sockets of one machine. Numbers are words of 64 bits.
enum class MessageKind : std::uint32_t {
  // From a replayer
  Trace = 1,  // whole blocks
  Progress,   // ReplayState, how many turns were begun, how many bytes of the recording were read
  Keyframe,   // turn, blocks of the trace before it; its socket. Answered by Spacing
  Failed,     // why, as a text
  WindowEnd,  // whether it is complete, its first turn, its last, turns replayed; then why, as a text
  // To a replayer
  Spacing = 16,  // the next keyframe is to come after so many turns, or so many nanoseconds of work
  Limit,         // the live run has come so far (vm::Execution::polls_before)
  // To a keyframe
  Window,  // first turn, last turn, most bytes, limit; a socket for the answer
  Cancel,
};

enum class ReplayState : std::uint64_t { Starting, Following, Waiting, Done, Failed };

struct Message {
  MessageKind kind{};
  std::string contents;
  OwnDescriptor descriptor;

  /// The n-th number; 0: there is none.
  std::uint64_t number(std::size_t n) const;
  /// What is behind so many numbers.
  std::string_view text(std::size_t numbers) const;
};

std::string pack_numbers(std::initializer_list<std::uint64_t> numbers);

/// Waits until it is sent, or is sure to be. \param descriptor  a copy of which goes with it; -1: none
/// \return false: there is nobody any more
bool send_message(int socket, MessageKind kind, std::string_view contents, int descriptor = -1);

/// Takes messages from the bytes of a socket.
class MessageReader {
 public:
  enum class Result : std::uint8_t { Read, NothingYet, Ended };

  /// Reads once. \param waits  for something to come
  Result read(int socket, bool waits);
  /// The next that is whole.
  std::optional<Message> take();
  /// What has come makes no sense.
  bool is_broken() const { return is_broken_; }

 private:
  std::string bytes_;
  std::size_t start_ = 0;  // of what was not taken
  std::deque<OwnDescriptor> descriptors_;
  bool is_broken_ = false;
};

/// Two sockets that are each other's end.
std::optional<std::pair<OwnDescriptor, OwnDescriptor>> make_socket_pair();

}  // namespace orrery::inspect

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "cli/terminal.h"
#include "node/environment.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"
#include "web/console/port.h"

namespace orrery::cli {

/// Who is told what would be written.
class OutputListener {
 public:
  using Stream = web::console::Port::Stream;
  virtual void write(Stream stream, std::string_view text) = 0;

 protected:
  ~OutputListener() = default;
};

/// [DOC] What programs print
///
/// Node writes at once whatever a program prints. Here it waits in a buffer as long as nobody can tell: until
/// the program does anything else that is seen outside (standard error, files), waits or reads, until its
/// turn is over or it ends, and while it is at work until its next look whether it is interrupted
/// (vm::Agent::request_look()). So loops that print are not slowed down, and a program that is killed has
/// printed what it has printed: all of it where Orrery itself ends it, be it in the middle of a builtin that
/// takes no notice (LastWords); where somebody else kills it, all but what such a builtin keeps from being
/// looked at. At a terminal nothing waits.
///
/// What goes wrong with writing is known later than the program may go on; whoever wants to know asks by
/// flush().
class ConsoleOutput final : public web::console::Port {
 public:
  struct Terminal {
    bool colours_output = false;
    bool colours_error = false;
    bool is_output_terminal = false;
  };

  /// \param hash  to which what is written is added; null: to none
  /// \param node  whose streams a script may have changed; null: there is none
  ConsoleOutput(vm::Agent& agent, StandardOutput& output, Terminal terminal, trace::SemanticHash* hash,
                node::Environment* node)
      : agent_(agent), output_(output), terminal_(terminal), hash_(hash), node_(node) {}

  void write(Stream stream, std::string_view lines) override;
  bool is_replaced(Stream stream) const override {
    return node_ != nullptr && node_->has_own_write(node_stream(stream));
  }
  vm::Completion<void> call_replacement(Stream stream, std::string_view lines) override {
    return node_->call_own_write(node_stream(stream), lines);
  }
  /// To standard error.
  void warn(std::string_view message) override;
  bool uses_colour(Stream stream) const override {
    return stream == Stream::Output ? terminal_.colours_output : terminal_.colours_error;
  }
  void clear() override;

  /// A line of the program that runs the script.
  /// \param text  WTF-8
  void write_line(Stream stream, std::string_view text);
  /// Text that is hashed already, or is not to be.
  void emit(Stream stream, std::string_view text);
  /// Writes what is there. \return what went wrong since this was asked last, an errno; 0: nothing
  int flush(Stream stream);
  /// flush() of a pipe, which takes one error only: that its reader has gone. \return whether it has
  bool lose_reader(Stream stream);
  /// Whether something was written since the last flush() of that stream.
  bool has_written(Stream stream) const { return has_written_[index(stream)]; }
  /// Null, as at first: nobody. Who listens is told instead of its being written.
  void set_listener(OutputListener* listener) { listener_ = listener; }
  bool has_listener() const { return listener_ != nullptr; }

 private:
  static std::size_t index(Stream stream) { return stream == Stream::Output ? 0 : 1; }
  static node::Host::Stream node_stream(Stream stream) {
    return stream == Stream::Output ? node::Host::Stream::Output : node::Host::Stream::Error;
  }

  vm::Agent& agent_;
  StandardOutput& output_;
  Terminal terminal_;
  trace::SemanticHash* hash_;
  node::Environment* node_;
  OutputListener* listener_ = nullptr;
  std::array<bool, 2> has_written_{};
  int error_of_standard_error_ = 0;  // an errno
};

}  // namespace orrery::cli

#pragma once

#include <string_view>

#include "cli/terminal.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"
#include "vm/realm.h"
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

/// Where the console of `orrery run` writes. Standard output is buffered by the caller; before something goes
/// to standard error it is flushed, so that both come in order.
class ConsoleOutput final : public web::console::Port {
 public:
  struct Terminal {
    bool colours_output = false;
    bool colours_error = false;
    bool is_output_terminal = false;
  };

  /// \param hash  to which what is written is added; null: to none
  ConsoleOutput(StandardOutput& output, Terminal terminal, trace::SemanticHash* hash)
      : output_(output), terminal_(terminal), hash_(hash) {}

  void write(Stream stream, std::string_view lines) override;
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
  /// Null, as at first: nobody. Who listens is told instead of its being written.
  void set_listener(OutputListener* listener) { listener_ = listener; }

 private:
  StandardOutput& output_;
  Terminal terminal_;
  trace::SemanticHash* hash_;
  OutputListener* listener_ = nullptr;
};

/// Gives the realm `print`, as the shells of other engines have it: it writes its arguments as strings.
/// \param output  outlives the realm
void add_print(vm::Agent& agent, vm::Realm* realm, ConsoleOutput& output);

}  // namespace orrery::cli

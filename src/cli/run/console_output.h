#pragma once

#include <string_view>

#include "cli/terminal.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"
#include "vm/realm.h"
#include "web/console/port.h"

namespace orrery::cli {

/// Where the console of `orrery run` writes. Standard output is buffered by the caller; before something goes
/// to standard error it is flushed, so that both come in order.
class ConsoleOutput final : public web::console::Port {
 public:
  struct Colours {
    bool output = false;
    bool error = false;
  };

  /// \param hash  to which what is written is added; null: to none
  ConsoleOutput(StandardOutput& output, Colours colours, trace::SemanticHash* hash)
      : output_(output), colours_(colours), hash_(hash) {}

  void write(Stream stream, std::string_view lines) override;
  /// To standard error.
  void warn(std::string_view message) override;
  bool uses_colour(Stream stream) const override {
    return stream == Stream::Output ? colours_.output : colours_.error;
  }
  void clear() override;

  /// A line of the program that runs the script.
  /// \param text  WTF-8
  void write_line(Stream stream, std::string_view text);

 private:
  StandardOutput& output_;
  Colours colours_;
  trace::SemanticHash* hash_;
};

/// Gives the realm `print`, as the shells of other engines have it: it writes its arguments as strings.
/// \param output  outlives the realm
void add_print(vm::Agent& agent, vm::Realm* realm, ConsoleOutput& output);

}  // namespace orrery::cli

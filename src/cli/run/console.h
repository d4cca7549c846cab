#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "trace/semantic_hash.h"
#include "vm/agent.h"
#include "vm/realm.h"

namespace orrery::cli {

/// What a console remembers, and where it writes: https://console.spec.whatwg.org/. Standard output is
/// buffered by the caller; before something goes to standard error it is flushed, so that both come in order.
///
/// This is the command line's own console. When pages have one, both will be made of src/web/console.
class Console {
 public:
  /// https://console.spec.whatwg.org/#loglevel-severity, as far as it decides about where to write
  enum class Stream : std::uint8_t { Output, Error };

  struct Colours {
    bool output = false;
    bool error = false;
  };

  /// \param hash  to which what is written is added; null: to none
  Console(vm::Agent& agent, StandardOutput& output, Colours colours, trace::SemanticHash* hash);

  /// A line, indented as its groups are.
  void write_line(Stream stream, std::string_view text);
  /// https://console.spec.whatwg.org/#printer of one line: the arguments formatted
  vm::Completion<void> print(Stream stream, std::span<const vm::Value> arguments);
  bool uses_colour(Stream stream) const {
    return stream == Stream::Output ? colours_.output : colours_.error;
  }

  void open_group() { indentation_ += 2; }
  void close_group() { indentation_ -= indentation_ >= 2 ? 2 : 0; }
  std::map<std::string, std::uint32_t>& counts() { return counts_; }
  std::map<std::string, std::uint64_t>& timers() { return timers_; }

 private:
  vm::Agent& agent_;
  StandardOutput& output_;
  Colours colours_;
  trace::SemanticHash* hash_;
  std::size_t indentation_ = 0;
  std::map<std::string, std::uint32_t> counts_;
  std::map<std::string, std::uint64_t> timers_;  // nanoseconds
};

/// Gives the realm its `console`, and `print`, which writes its arguments as strings.
/// \param console  outlives the realm
void add_console(vm::Agent& agent, vm::Realm* realm, Console& console);

}  // namespace orrery::cli

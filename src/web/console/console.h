#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "display/inspect.h"
#include "gc/external_memory.h"
#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/realm.h"
#include "vm/value.h"
#include "web/console/port.h"

namespace orrery::web::console {

/// What a console knows by labels. Scripts choose how many and how long these are, so they count to the heap.
class LabelTable {
 public:
  explicit LabelTable(gc::Heap& heap) : heap_(heap) {}
  /// Null: there is none.
  std::uint64_t* find(std::string_view label);
  /// \param value  unless there is one. \return that of the label, and whether it is new
  std::pair<std::uint64_t&, bool> add(const std::string& label, std::uint64_t value);
  /// \return whether it was there
  bool remove(std::string_view label);

 private:
  struct Entry {
    std::uint64_t value;
    gc::ExternalMemory memory;
  };

  gc::Heap& heap_;
  std::map<std::string, Entry, std::less<>> entries_;
};

/// What the console namespace of a realm remembers: https://console.spec.whatwg.org/. The texts are Node's,
/// which leaves less to the implementation than the standard does.
class Console {
 public:
  using Stream = Port::Stream;

  /// \param realm  of the functions
  /// \param port   outlives the console
  Console(vm::Agent& agent, vm::Realm* realm, Port& port);

  /// https://console.spec.whatwg.org/#logger and https://console.spec.whatwg.org/#printer: the arguments
  /// formatted, as lines that are indented as the groups are
  vm::Completion<void> log(Stream stream, std::span<const vm::Value> arguments);
  /// A text, WTF-8, indented as the groups are.
  vm::Completion<void> write_text(Stream stream, std::string_view text);
  /// To the port. \param lines  UTF-8
  vm::Completion<void> write_lines(Stream stream, std::string_view lines) {
    if (port_.is_replaced(stream)) [[unlikely]]
      return port_.call_replacement(stream, lines);
    port_.write(stream, lines);
    return {};
  }
  void warn(std::string_view message) { port_.warn(message); }
  void clear() { port_.clear(); }

  /// The options with which values are shown there.
  display::InspectOptions inspect_options(Stream stream);
  /// util.inspect and its kin as functions of the realm, for whoever gives them to scripts (node:util).
  display::InspectFunctions& inspect_functions() { return inspect_functions_; }

  void open_group() { indentation_ += k_group_indentation; }
  void close_group() { indentation_ -= indentation_ >= k_group_indentation ? k_group_indentation : 0; }
  /// https://console.spec.whatwg.org/#count-map
  LabelTable& counts() { return counts_; }
  /// https://console.spec.whatwg.org/#timer-table: when they started, in nanoseconds
  LabelTable& timers() { return timers_; }

 private:
  static constexpr std::size_t k_group_indentation = 2;

  vm::Agent& agent_;
  Port& port_;
  display::InspectFunctions inspect_functions_;
  std::string line_;  // the last one, for its memory
  std::size_t indentation_ = 0;
  LabelTable counts_;
  LabelTable timers_;
};

/// Gives the realm its `console`.
/// \param console  outlives the realm
void add_console(vm::Agent& agent, vm::Realm* realm, Console& console);

}  // namespace orrery::web::console

#pragma once

#include <cstdint>
#include <string_view>

#include "vm/completion.h"

namespace orrery::web::console {

/// Where a console's lines go: the host's side. A terminal, a recording, a viewer.
class Port {
 public:
  /// https://console.spec.whatwg.org/#loglevel-severity, as far as it decides about where to write
  enum class Stream : std::uint8_t { Output, Error };

  Port() = default;
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  virtual ~Port() = default;

  /// Whole lines, with the break at their end, UTF-8. They come in the order in which the script made them.
  virtual void write(Stream stream, std::string_view lines) = 0;
  /// Whether a script has put something in the place of write(): then call_replacement() is called, which
  /// runs it.
  virtual bool is_replaced(Stream) const { return false; }
  virtual vm::Completion<void> call_replacement(Stream, std::string_view /*lines*/) { return {}; }
  /// What the user should know although the script did not print it, without a break: a label that does not
  /// exist.
  virtual void warn(std::string_view message) = 0;
  /// Are values on that stream to be coloured?
  virtual bool uses_colour(Stream stream) const = 0;
  /// Empties the screen, if there is one.
  virtual void clear() = 0;
};

}  // namespace orrery::web::console

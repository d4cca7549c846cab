#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace orrery::cli {

/// What goes on while a person thinks about the next line.
class IdleWork {
 public:
  /// Does what is due. \return how long until there is something again; nothing: until a line is typed
  virtual std::optional<std::chrono::milliseconds> work() = 0;
  /// Did anything interrupt that, or the waiting? Then there is no line.
  virtual bool is_interrupted() = 0;
  /// What `text` (the word before the cursor) could become; whole words.
  virtual std::vector<std::string> completions(const std::string& text) = 0;

 protected:
  ~IdleWork() = default;
};

struct TypedLine {
  enum class Sort : std::uint8_t { Line, End, Interrupted };
  Sort sort;
  std::string text;  // of a Line, without its end; Interrupted: what was typed before it, as far as known
};

/// Reads lines from standard input. On a terminal, with editing, history and completion, where the system has
/// the library for that (readline, opened when it is needed); else as they come.
class LineReader {
 public:
  virtual ~LineReader() = default;
  /// \param history_file  empty: history is forgotten
  static std::unique_ptr<LineReader> open(const std::string& history_file);

  virtual TypedLine read(const std::string& prompt, IdleWork& idle) = 0;
  /// Makes a text, of several lines maybe, something to come back to.
  virtual void remember(const std::string& text) = 0;
  /// Are lines typed by a person? Then results are shown to one.
  virtual bool is_interactive() const = 0;
};

}  // namespace orrery::cli

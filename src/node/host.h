#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vm/completion.h"

namespace orrery::vm {
class Agent;
class Object;
}  // namespace orrery::vm

namespace orrery::node {

/// What Node's globals need from whoever runs them.
class Host {
 public:
  enum class Stream : std::uint8_t { Output = 1, Error = 2 };

  /// What the door says about the machine and the process (host::Door::fact()); nothing: there is no such
  /// thing.
  virtual std::optional<std::string> fact(const std::string& name) = 0;
  /// A number that may differ between a run and its replay (host::Door::observe()).
  virtual std::uint64_t observe(std::string_view what, std::uint64_t value) = 0;
  /// Writes to a standard stream, soon.
  virtual void write(Stream stream, std::string_view bytes) = 0;
  /// Whether what a program writes to the descriptor of a standard stream, as to a file, is to be given to
  /// write_diverted(): where nobody would see it otherwise.
  virtual bool diverts_files() = 0;
  /// The same as write(), of that.
  virtual void write_diverted(Stream stream, std::string_view bytes) = 0;
  /// Whether something was written there since the last flush(), here or by the console.
  virtual bool has_written(Stream stream) = 0;
  /// Writes what is there. \return what went wrong since this was asked last, an errno (in a replay what went
  /// wrong then); 0: nothing
  virtual int flush(Stream stream) = 0;
  /// The same of a pipe; other errors stay for flush(). \return whether its reader has gone
  virtual bool lose_reader(Stream stream) = 0;
  /// The path of the program without links; empty: there is none.
  virtual std::string program_path() = 0;
  /// What a module of Node's own exports: "events". Runs it if it has not run.
  virtual vm::Completion<vm::Value> builtin_module(std::string_view id) = 0;

 protected:
  ~Host() = default;
};

}  // namespace orrery::node

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/run/console_output.h"
#include "cli/run/run_parts.h"
#include "node/builtin_modules.h"
#include "node/host.h"
#include "web/html/globals.h"

namespace orrery::cli {

/// What Node's globals, and `navigator`, ask of the machine and of standard streams: what a program reads
/// comes through the session's door, what it writes goes where the console's lines go.
class NodeHost final : public node::Host, public web::NavigatorPort {
 public:
  /// \param program  its file, as it was named; empty: there is none
  NodeHost(const RunParts& parts, node::BuiltinModules& builtins, std::string program)
      : parts_(parts), builtins_(builtins), program_(std::move(program)) {}

  std::optional<std::string> fact(const std::string& name) override {
    return parts_.session.door().fact(name);
  }
  std::uint64_t observe(std::string_view what, std::uint64_t value) override {
    return parts_.session.door().observe(what, value);
  }
  void write(Stream stream, std::string_view bytes) override;
  bool diverts_files() override;
  void write_diverted(Stream stream, std::string_view bytes) override;
  bool has_written(Stream stream) override;
  int flush(Stream stream) override;
  bool lose_reader(Stream stream) override;
  std::string program_path() override;
  /// What process.argv[1] is, whatever is asked later.
  void set_program_path(std::string path) { program_path_ = std::move(path); }
  vm::Completion<vm::Value> builtin_module(std::string_view id) override;

  std::uint64_t hardware_concurrency() override;

 private:
  const RunParts& parts_;
  node::BuiltinModules& builtins_;
  std::string program_;
  std::string program_path_;  // empty: nobody has asked, or there is none
};

}  // namespace orrery::cli

#include "cli/run/node_host.h"

#include <algorithm>
#include <cstdlib>

#include "trace/semantic_hash.h"

namespace orrery::cli {

namespace {

ConsoleOutput::Stream console_stream(node::Host::Stream stream) {
  return stream == node::Host::Stream::Output ? ConsoleOutput::Stream::Output : ConsoleOutput::Stream::Error;
}

}  // namespace

void NodeHost::write(Stream stream, std::string_view bytes) {
  if (trace::SemanticHash* hash = parts_.session.semantic_hash())
    hash->add<trace::SemanticEvent::ConsoleOutput>(static_cast<trace::Number>(stream), bytes);
  write_diverted(stream, bytes);
}

/// A replay writes no files, and what a listener hears is not written.
bool NodeHost::diverts_files() {
  return parts_.session.is_replay() || parts_.console_output.has_listener();
}

void NodeHost::write_diverted(Stream stream, std::string_view bytes) {
  parts_.console_output.emit(console_stream(stream), bytes);
}

bool NodeHost::has_written(Stream stream) {
  return parts_.console_output.has_written(console_stream(stream));
}

int NodeHost::flush(Stream stream) {
  const int error = parts_.console_output.flush(console_stream(stream));
  const std::string_view what = stream == Stream::Output ? "standard output" : "standard error";
  return static_cast<int>(observe(what, static_cast<std::uint64_t>(error)));
}

bool NodeHost::lose_reader(Stream stream) {
  const bool is_lost = parts_.console_output.lose_reader(console_stream(stream));
  return parts_.session.door().happens(
      stream == Stream::Output ? "standard output has no reader" : "standard error has no reader", is_lost);
}

std::string NodeHost::program_path() {
  if (program_path_.empty() && !program_.empty())
    program_path_ = parts_.session.door().canonical_path(program_);
  return program_path_;
}

vm::Completion<vm::Value> NodeHost::builtin_module(std::string_view id) {
  return builtins_.require(parts_.realm.get(), id);
}

std::uint64_t NodeHost::hardware_concurrency() {
  const std::string count = fact("processors").value_or("1");
  return static_cast<std::uint64_t>(std::max(std::atoll(count.c_str()), 1LL));
}

}  // namespace orrery::cli

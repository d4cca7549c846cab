#include "vm/errors/places.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "bytecode/code_block.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/execution/activation.h"
#include "vm/execution/origin.h"
#include "vm/functions/executable.h"
#include "vm/functions/function.h"
#include "vm/objects/bound_function.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

NamedPlace place_in_source(const Executable& executable, std::optional<std::uint32_t> offset) {
  ScriptSource* source = executable.source();
  NamedPlace place{.file = std::string(source->program().file_name())};
  if (place.file.empty()) place.file = "<anonymous>";
  if (!offset) return place;
  const base::LineColumn found = source->told_place(*offset);
  place.line = found.line;
  place.column = found.column_utf16 + 1;
  return place;
}

/// In bytes; nothing if nobody knows.
std::optional<std::uint32_t> offset_in_source(const Executable& executable, std::uint32_t offset) {
  if (!executable.is_prepared()) return std::nullopt;
  const std::vector<bytecode::Position>& positions = executable.code().positions;
  const auto behind = std::ranges::upper_bound(positions, offset, {}, &bytecode::Position::offset);
  if (behind == positions.begin()) return std::nullopt;
  return std::prev(behind)->source_start + std::prev(behind)->point;
}

/// Empty for programs, and for functions without one.
std::string name_in_source(const Executable& executable) {
  const bytecode::FunctionHeader& header = executable.header();
  const bool is_program =
      header.kind == bytecode::FunctionKind::Script || header.kind == bytecode::FunctionKind::Module;
  if (is_program || header.name == bytecode::StringId::none) return "";
  return std::string(executable.source()->program().string(header.name));
}

}  // namespace

std::string NamedPlace::to_text() const {
  std::string where = file;
  if (line != 0) where += ":" + std::to_string(line) + ":" + std::to_string(column);
  if (function.empty() || where.empty()) return function + where;
  return function + " (" + where + ")";
}

NamedPlace place_in_code(const Executable& executable, std::uint32_t offset) {
  NamedPlace place = place_in_source(executable, offset_in_source(executable, offset));
  place.function = name_in_source(executable);
  return place;
}

SourcePlace source_place(const CodePlace& place) {
  const std::optional<std::uint32_t> offset = offset_in_source(*place.code, place.offset);
  return offset ? SourcePlace{place.code, *offset} : SourcePlace{};
}

NamedPlace place_of_function(Agent& agent, Object* function) {
  NamedPlace place;
  std::string name = function_name_text(agent, function);
  while (function->kind() == CellKind::BoundFunction)
    function = static_cast<BoundFunction*>(function)->target();
  if (function->kind() == CellKind::Function) {
    const Executable* executable = static_cast<Function*>(function)->executable();
    place = place_in_source(*executable, executable->header().source_start);
  }
  place.function = std::move(name);
  return place;
}

NamedPlace place_of_activation(Agent& agent, const Activation& activation) {
  NamedPlace place = place_in_code(*activation.executable(), activation.offset());
  if (activation.callee() != nullptr) place.function = function_name_text(agent, activation.callee());
  return place;
}

}  // namespace orrery::vm

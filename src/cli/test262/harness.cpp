#include "cli/test262/harness.h"

#include <utility>

#include <fmt/format.h>

#include "host/files/files.h"

namespace orrery::cli {

base::Result<const engine::ParsedScript*> Test262Harness::script(const std::string& name) {
  const auto known = scripts_.find(name);
  if (known != scripts_.end()) return &known->second;
  const base::Result<std::string> text = host::read_file(fmt::format("{}/harness/{}", suite_, name));
  if (!text) return std::unexpected(text.error());
  auto script = engine::parse_script(syntax::SourceText::from_utf8(name, *text));
  if (!script) return base::error(fmt::format("harness file {}: {}", name, script.error().error.message));
  script->unit->keep_code();
  return &scripts_.emplace(name, std::move(*script)).first->second;
}

}  // namespace orrery::cli

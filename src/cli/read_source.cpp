#include "cli/read_source.h"

#include "host/files/files.h"

namespace orrery::cli {

base::Result<syntax::SourceText> read_source(const std::string& path) {
  const bool is_file = path != k_standard_input;
  const auto bytes = is_file ? host::read_file(path, syntax::SourceText::k_max_size)
                             : host::read_standard_input(syntax::SourceText::k_max_size);
  if (!bytes) return std::unexpected(bytes.error());
  return syntax::SourceText::from_utf8(is_file ? path : "<stdin>", *bytes);
}

syntax::Goal goal_for(std::string_view path, std::optional<syntax::Goal> wanted) {
  return wanted.value_or(path.ends_with(".mjs") ? syntax::Goal::Module : syntax::Goal::Script);
}

}  // namespace orrery::cli

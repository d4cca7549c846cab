#include <fmt/format.h>

#include "bytecode/names.h"
#include "bytecode/validation.h"

namespace orrery::bytecode {

namespace {

/// Indices and names of a ModuleRecord.
class ModuleChecks {
 public:
  ModuleChecks(Validation& validation, const ModuleRecord& module)
      : validation_(validation), code_block_(validation.code_block()), module_(module) {}

  void check() {
    const std::vector<Scope>& scopes = code_block_.scopes;
    if (scopes.empty() || scopes[0].kind != ScopeKind::Module)
      return require(false, "module: scope 0 does not describe its environment");
    slot_count_ = scopes[0].slot_count;
    for (std::size_t i = 0; i < module_.requests.size(); ++i) check_request(module_.requests[i], i);
    for (std::size_t i = 0; i < module_.imports.size(); ++i) check_import(module_.imports[i], i);
    for (std::size_t i = 0; i < module_.exports.size(); ++i) check_export(module_.exports[i], i);
    for (std::size_t i = 0; i < module_.functions.size(); ++i) check_function(module_.functions[i], i);
  }

 private:
  template <typename... Arguments>
  void require(bool holds, fmt::format_string<Arguments...> message, Arguments&&... arguments) {
    if (!holds) validation_.report(fmt::format(message, std::forward<Arguments>(arguments)...));
  }

  void check_request(const ModuleRequest& request, std::size_t index) {
    check_string(request.specifier, "request", index);
    for (const ModuleRequest::Attribute& attribute : request.attributes) {
      check_string(attribute.key, "request", index);
      check_string(attribute.value, "request", index);
    }
    check_source(request.source_start, request.source_end, "request", index);
  }

  void check_import(const ImportEntry& entry, std::size_t index) {
    check_request_index(entry.request, "import", index);
    check_slot(entry.slot, "import", index);
    if (entry.kind == ImportEntry::Kind::Name) check_string(entry.name, "import", index);
    check_source(entry.source_start, entry.source_end, "import", index);
  }

  void check_export(const ExportEntry& entry, std::size_t index) {
    const bool is_local = entry.kind == ExportEntry::Kind::Local;
    if (is_local) check_slot(entry.slot, "export", index);
    if (!is_local) check_request_index(entry.request, "export", index);
    if (entry.kind != ExportEntry::Kind::Star) check_string(entry.name, "export", index);
    if (entry.kind == ExportEntry::Kind::Indirect) check_string(entry.import_name, "export", index);
    check_source(entry.source_start, entry.source_end, "export", index);
  }

  void check_function(const ModuleRecord::HoistedFunction& function, std::size_t index) {
    check_slot(function.slot, "hoisted function", index);
    require(function.function < code_block_.functions.size(), "hoisted function {}: there is no function {}",
            index, function.function);
  }

  // What several of them have.
  void check_request_index(std::uint32_t request, std::string_view what, std::size_t index) {
    require(request < module_.requests.size(), "{} {}: there is no request {}", what, index, request);
  }
  void check_slot(std::uint32_t slot, std::string_view what, std::size_t index) {
    require(slot < slot_count_, "{} {}: there is no slot {}", what, index, slot);
  }
  void check_string(StringId id, std::string_view what, std::size_t index) {
    require(validation_.is_string(id), "{} {}: there is no string {}", what, index,
            static_cast<std::uint32_t>(id));
  }
  void check_source(std::uint32_t start, std::uint32_t end, std::string_view what, std::size_t index) {
    require(validation_.is_in_source(start, end), "{} {}: {} to {} is not in the source", what, index, start,
            end);
  }

  Validation& validation_;
  const CodeBlock& code_block_;
  const ModuleRecord& module_;
  std::uint32_t slot_count_ = 0;
};

}  // namespace

void check_module(Validation& validation) {
  const CodeBlock& code_block = validation.code_block();
  const bool is_module = code_block.header.kind == FunctionKind::Module;
  if (is_module != (code_block.module != nullptr))
    return validation.report(fmt::format("header: its kind is {}, {} a module record",
                                         to_string(code_block.header.kind), is_module ? "without" : "with"));
  if (is_module) ModuleChecks(validation, *code_block.module).check();
}

}  // namespace orrery::bytecode

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/number_text.h"
#include "bytecode/names.h"
#include "bytecode/operand_meaning.h"
#include "bytecode/printer.h"
#include "bytecode/reader.h"

namespace orrery::bytecode {

namespace {

/// Writes JSON with the commas where they belong.
class JsonWriter {
 public:
  explicit JsonWriter(base::OutputBuffer& output) : output_(output) {}

  JsonWriter& key(std::string_view name) {
    separate();
    base::append_json_string(output_, name);
    output_.append(':');
    needs_comma_ = false;
    return *this;
  }
  void string(std::string_view text) {
    separate();
    base::append_json_string(output_, text);
  }
  void number(std::int64_t value) { raw(fmt::format("{}", value)); }
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  /// What is JSON already.
  void raw(std::string_view json) {
    separate();
    output_.append(json);
  }
  template <typename Body>
  void object(Body body) {
    nest('{', '}', body);
  }
  template <typename List, typename Body>
  void array(const List& list, Body body) {
    nest('[', ']', [&] {
      for (const auto& item : list) body(item);
    });
  }

 private:
  void separate() {
    if (needs_comma_) output_.append(',');
    needs_comma_ = true;
  }
  template <typename Body>
  void nest(char open, char close, Body body) {
    separate();
    output_.append(open);
    needs_comma_ = false;
    body();
    output_.append(close);
    needs_comma_ = true;
  }

  base::OutputBuffer& output_;
  bool needs_comma_ = false;
};

class ListingWriter {
 public:
  ListingWriter(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                const MachineCodeLines* machine_code)
      : code_block_(code_block), lines_(lines), machine_code_(machine_code), json_(output) {}

  void write() {
    json_.object([&] {
      put_header(code_block_.header);
      json_.key("registerCount").number(code_block_.register_count);
      json_.key("needsAllArguments").boolean(code_block_.needs_all_arguments);
      json_.key("codeSize").number(static_cast<std::int64_t>(code_block_.code.size()));
      json_.key("instructions").array(Instructions(code_block_.code), [&](const Instruction& instruction) {
        put_instruction(instruction);
      });
      put_tables();
    });
  }

 private:
  void put_header(const FunctionHeader& header);
  void put_instruction(const Instruction& instruction);
  void put_operand(const Instruction& instruction, std::size_t operand);
  void put_machine_code(const Instruction& instruction);
  void put_tables();
  void put_scope(const Scope& scope);
  void put_variable(const ScopeVariable& variable);
  void put_module(const ModuleRecord& module);
  void put_request(const ModuleRequest& request);
  void put_import(const ImportEntry& entry);
  void put_export(const ExportEntry& entry);
  void put_range(std::uint32_t start, std::uint32_t end);
  void put_place(std::uint32_t offset);
  void put_string(StringId id);
  void put_index(std::string_view key, std::uint32_t index);
  void put_name(std::string_view key, StringId name, bool has_name);

  void put_constant(const Constant& constant);
  void put_value(double number);
  void put_value(StringId id) { put_string(id); }
  void put_value(const BigIntLiteral& literal) { put_string(literal.digits); }
  void put_value(const FunctionReference& reference) { json_.number(reference.index); }
  void put_value(const ScopeReference& reference) { json_.number(reference.index); }
  void put_value(const Declarations& declarations);
  void put_value(const TemplateLiteral& literal);
  void put_value(const JumpTable& table);

  const CodeBlock& code_block_;
  const base::LineMap& lines_;
  const MachineCodeLines* machine_code_;
  JsonWriter json_;
};

// Parts that several things have ----------------------------------------------------------------------------

void ListingWriter::put_string(StringId id) {
  if (static_cast<std::uint32_t>(id) < code_block_.program->string_count()) {
    json_.string(code_block_.program->string(id));
  } else {
    json_.null();
  }
}

/// Null for none.
void ListingWriter::put_index(std::string_view key, std::uint32_t index) {
  json_.key(key);
  if (index == Scope::k_none) {
    json_.null();
  } else {
    json_.number(index);
  }
}

/// Null for none.
void ListingWriter::put_name(std::string_view key, StringId name, bool has_name) {
  json_.key(key);
  if (has_name) {
    put_string(name);
  } else {
    json_.null();
  }
}

void ListingWriter::put_place(std::uint32_t offset) {
  const base::LineColumn place = lines_.locate(offset);
  json_.object([&] {
    json_.key("line").number(place.line);
    json_.key("column").number(place.column_utf16);
  });
}

/// Of the source.
void ListingWriter::put_range(std::uint32_t start, std::uint32_t end) {
  const auto size = static_cast<std::uint32_t>(code_block_.program->source().size());
  start = std::min(start, size);
  end = std::min(end, size);
  json_.key("start").number(lines_.utf16_offset(start));
  json_.key("end").number(lines_.utf16_offset(end));
  json_.key("loc").object([&] {
    json_.key("start");
    put_place(start);
    json_.key("end");
    put_place(end);
  });
}

void ListingWriter::put_header(const FunctionHeader& header) {
  json_.key("index").number(header.index);
  put_name("name", header.name, header.name != StringId::none);
  json_.key("kind").string(to_string(header.kind));
  json_.key("async").boolean(header.is_async);
  json_.key("generator").boolean(header.is_generator);
  json_.key("strict").boolean(header.is_strict);
  json_.key("usesThis").boolean(header.uses_this);
  json_.key("hasFields").boolean(header.has_fields);
  json_.key("length").number(header.length);
  json_.key("parameterCount").number(header.parameter_count);
  put_range(header.source_start, header.source_end);
}

// Instructions ----------------------------------------------------------------------------------------------

void ListingWriter::put_instruction(const Instruction& instruction) {
  json_.object([&] {
    json_.key("offset").number(instruction.offset());
    json_.key("size").number(instruction.end() - instruction.offset());
    json_.key("opcode").string(instruction.info().name);
    json_.key("wide").boolean(instruction.is_wide());
    json_.key("operands").object([&] {
      for (std::size_t i = 0; i < instruction.operand_count(); ++i) put_operand(instruction, i);
    });
    if (machine_code_ != nullptr) put_machine_code(instruction);
  });
}

/// Numbers as they are in the code, but jumps as the offsets of their targets, and enums as their names.
void ListingWriter::put_operand(const Instruction& instruction, std::size_t operand) {
  const std::string_view name = instruction.info().operands[operand].name;
  const std::uint32_t value = instruction.value(operand);
  json_.key(name);
  switch (instruction.type(operand)) {
    case OperandType::Jump:
      return json_.number(instruction.jump_target(operand));
    case OperandType::Small:
      return json_.number(instruction.signed_value(operand));
    case OperandType::Count: {
      const auto values = enumerators(instruction.opcode(), name);
      return value < values.size() ? json_.string(values[value]) : json_.number(value);
    }
    default:
      return json_.number(value);
  }
}

void ListingWriter::put_machine_code(const Instruction& instruction) {
  const auto found = machine_code_->find(instruction.offset());
  const auto lines = found == machine_code_->end() ? std::span<const MachineCodeLine>() : found->second;
  json_.key("machineCode").array(lines, [&](const MachineCodeLine& line) {
    json_.object([&] {
      json_.key("part").string(line.part);
      json_.key("offset").number(line.offset);
      json_.key("text").string(line.text);
    });
  });
}

// Constants -------------------------------------------------------------------------------------------------

void ListingWriter::put_constant(const Constant& constant) {
  json_.object([&] {
    json_.key("type").string(type_name(constant));
    json_.key("value");
    std::visit([&](const auto& value) { put_value(value); }, constant);
  });
}

/// Numbers that JSON has not are strings: "Infinity", "-Infinity", "NaN", and "-0".
void ListingWriter::put_value(double number) {
  if (number == 0 && std::signbit(number)) return json_.string("-0");
  if (!std::isfinite(number)) return json_.string(base::number_text(number));
  json_.raw(base::number_text(number));
}

void ListingWriter::put_value(const Declarations& declarations) {
  const auto put_names = [&](std::string_view key, const std::vector<StringId>& names) {
    json_.key(key).array(names, [&](StringId name) { put_string(name); });
  };
  json_.object([&] {
    put_names("variables", declarations.variables);
    put_names("functions", declarations.functions);
    put_names("hoistedFunctions", declarations.hoisted_functions);
    json_.key("lexicals").array(declarations.lexicals, [&](const Declarations::Lexical& lexical) {
      json_.object([&] {
        json_.key("name");
        put_string(lexical.name);
        json_.key("constant").boolean(lexical.is_constant);
      });
    });
  });
}

void ListingWriter::put_value(const TemplateLiteral& literal) {
  json_.array(literal.parts, [&](const TemplateLiteral::Part& part) {
    json_.object([&] {
      put_name("cooked", part.cooked, part.has_cooked);
      json_.key("raw");
      put_string(part.raw);
    });
  });
}

void ListingWriter::put_value(const JumpTable& table) {
  json_.object([&] {
    json_.key("first").number(table.first);
    json_.key("targets").array(table.targets, [&](std::uint32_t target) {
      return target == 0 ? json_.null() : json_.number(target);
    });
  });
}

// Tables ----------------------------------------------------------------------------------------------------

void ListingWriter::put_tables() {
  json_.key("constants").array(code_block_.constants, [&](const Constant& constant) {
    put_constant(constant);
  });
  json_.key("functions").array(code_block_.functions, [&](const FunctionHeader& header) {
    json_.object([&] { put_header(header); });
  });
  json_.key("scopes").array(code_block_.scopes, [&](const Scope& scope) { put_scope(scope); });
  json_.key("handlers").array(code_block_.handlers, [&](const Handler& handler) {
    json_.object([&] {
      json_.key("kind").string(to_string(handler.kind));
      json_.key("startOffset").number(handler.start);
      json_.key("endOffset").number(handler.end);
      json_.key("target").number(handler.target);
    });
  });
  json_.key("positions").array(code_block_.positions, [&](const Position& position) {
    json_.object([&] {
      json_.key("offset").number(position.offset);
      put_range(position.source_start, position.source_end);
    });
  });
  json_.key("feedbackWordCount").number(code_block_.feedback_word_count);
  json_.key("feedback").array(code_block_.feedback, [&](const FeedbackSite& site) {
    json_.object([&] {
      json_.key("firstWord").number(site.first_word);
      json_.key("kind").string(to_string(site.kind));
    });
  });
  json_.key("module");
  if (code_block_.module != nullptr) {
    put_module(*code_block_.module);
  } else {
    json_.null();
  }
}

void ListingWriter::put_scope(const Scope& scope) {
  json_.object([&] {
    json_.key("kind").string(to_string(scope.kind));
    put_index("parent", scope.parent);
    json_.key("startOffset").number(scope.start);
    json_.key("endOffset").number(scope.end);
    put_index("environment", scope.environment);
    json_.key("environmentOffset").number(scope.environment_at);
    json_.key("slotCount").number(scope.slot_count);
    json_.key("variableScope").boolean(scope.is_variable_scope);
    put_index("thisSlot", scope.this_slot);
    put_index("functionSlot", scope.function_slot);
    put_index("newTargetSlot", scope.new_target_slot);
    json_.key("functionKind").string(to_string(scope.function_kind));
    json_.key("strict").boolean(scope.is_strict);
    json_.key("parameterSlots").array(scope.parameter_slots, [&](std::uint32_t slot) {
      return slot == Scope::k_none ? json_.null() : json_.number(slot);
    });
    json_.key("variables").array(scope.variables, [&](const ScopeVariable& variable) {
      put_variable(variable);
    });
    json_.key("privateNames").array(scope.private_names, [&](const ScopeVariable& name) {
      put_variable(name);
    });
  });
}

void ListingWriter::put_variable(const ScopeVariable& variable) {
  json_.object([&] {
    json_.key("name");
    put_string(variable.name);
    json_.key("place").string(to_string(variable.place));
    json_.key("index").number(variable.index);
    json_.key("lexical").boolean(variable.is_lexical);
    json_.key("constant").boolean(variable.is_constant);
    json_.key("functionName").boolean(variable.is_function_name);
    json_.key("initializedOffset").number(variable.initialized_at);
  });
}

// Modules ---------------------------------------------------------------------------------------------------

void ListingWriter::put_module(const ModuleRecord& module) {
  json_.object([&] {
    json_.key("requests").array(module.requests, [&](const ModuleRequest& request) { put_request(request); });
    json_.key("imports").array(module.imports, [&](const ImportEntry& entry) { put_import(entry); });
    json_.key("exports").array(module.exports, [&](const ExportEntry& entry) { put_export(entry); });
    json_.key("functions").array(module.functions, [&](const ModuleRecord::HoistedFunction& function) {
      json_.object([&] {
        json_.key("slot").number(function.slot);
        json_.key("function").number(function.function);
      });
    });
  });
}

void ListingWriter::put_request(const ModuleRequest& request) {
  json_.object([&] {
    put_name("specifier", request.specifier, true);
    json_.key("attributes").array(request.attributes, [&](const ModuleRequest::Attribute& attribute) {
      json_.object([&] {
        put_name("key", attribute.key, true);
        put_name("value", attribute.value, true);
      });
    });
    json_.key("phase").string(to_string(request.phase));
    put_range(request.source_start, request.source_end);
  });
}

void ListingWriter::put_import(const ImportEntry& entry) {
  json_.object([&] {
    json_.key("kind").string(to_string(entry.kind));
    json_.key("request").number(entry.request);
    put_name("name", entry.name, entry.kind == ImportEntry::Kind::Name);
    json_.key("slot").number(entry.slot);
    put_range(entry.source_start, entry.source_end);
  });
}

void ListingWriter::put_export(const ExportEntry& entry) {
  using Kind = ExportEntry::Kind;
  const bool is_local = entry.kind == Kind::Local;
  json_.object([&] {
    json_.key("kind").string(to_string(entry.kind));
    put_name("name", entry.name, entry.kind != Kind::Star);
    put_index("slot", is_local ? entry.slot : Scope::k_none);
    put_index("request", is_local ? Scope::k_none : entry.request);
    put_name("importName", entry.import_name, entry.kind == Kind::Indirect);
    put_range(entry.source_start, entry.source_end);
  });
}

}  // namespace

void write_listing_json(const CodeBlock& code_block, const base::LineMap& lines, base::OutputBuffer& output,
                        const MachineCodeLines* machine_code) {
  ListingWriter(code_block, lines, output, machine_code).write();
}

}  // namespace orrery::bytecode

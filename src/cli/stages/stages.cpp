#include "cli/stages/stages.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/line_map.h"
#include "base/output_buffer.h"
#include "bytecode/code_block.h"
#include "bytecode/names.h"
#include "bytecode/printer.h"
#include "cli/terminal.h"
#include "compiler/compiler.h"
#include "host/files.h"
#include "node/commonjs.h"
#include "syntax/print/estree.h"
#include "syntax/print/token_printer.h"

namespace orrery::cli {

namespace {

using CodeBlocks = std::vector<std::shared_ptr<const bytecode::CodeBlock>>;

template <typename Write>
std::string written(const Write& write) {
  std::string text;
  base::OutputBuffer buffer([&text](std::string_view bytes) { text += bytes; });
  write(buffer);
  buffer.flush();
  return text;
}

std::string quoted(std::string_view text) {
  return written([text](base::OutputBuffer& output) { base::append_json_string(output, text); });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) return "";
  return text.substr(start, text.find_last_not_of(' ') + 1 - start);
}

/// JSON as the printers write it, without places as lines and columns. No string has a quote in it that is
/// not escaped, so what is looked for is never part of one.
std::string without_loc(std::string_view json) {
  constexpr std::string_view k_loc = R"(,"loc":{)";
  constexpr std::string_view k_end = "}}";
  std::string result;
  result.reserve(json.size() / 2);
  while (true) {
    const std::size_t start = json.find(k_loc);
    result += json.substr(0, start);
    if (start == std::string_view::npos) return result;
    json.remove_prefix(json.find(k_end, start) + k_end.size());
  }
}

/// Behind the value that begins at `at` in a sound JSON text.
std::size_t end_of_value(std::string_view json, std::size_t at) {
  int depth = 0;
  bool is_in_string = false;
  for (; at < json.size(); at++) {
    const char c = json[at];
    if (is_in_string) {
      if (c == '\\') at++;
      is_in_string = c != '"';
    } else if (c == '"') {
      is_in_string = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return at;
}

/// The outermost node that is the function with this text; "null": there is none.
std::string_view function_in_tree(std::string_view tree, std::uint32_t start, std::uint32_t end) {
  constexpr auto k_types = std::to_array<std::string_view>(
      {"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "MethodDefinition", "Property",
       "PropertyDefinition", "StaticBlock", "ClassDeclaration", "ClassExpression"});
  const std::string place = fmt::format(R"(","start":{},"end":{},)", start, end);
  constexpr std::string_view k_type = R"({"type":")";
  for (std::size_t at = tree.find(place); at != std::string_view::npos; at = tree.find(place, at + 1)) {
    const std::size_t node = tree.rfind(k_type, at);
    if (node == std::string_view::npos) continue;
    const std::string_view type = tree.substr(node + k_type.size(), at - node - k_type.size());
    if (std::ranges::find(k_types, type) != k_types.end())
      return tree.substr(node, end_of_value(tree, node) - node);
  }
  return "null";
}

/// The tokens of [start, end) of those in a JSON array of objects.
std::string tokens_between(std::string_view tokens, std::uint32_t start, std::uint32_t end) {
  constexpr std::string_view k_start = R"("start":)";
  std::string result = "[";
  for (std::size_t at = 1; at < tokens.size() && tokens[at] == '{';) {
    const std::size_t next = end_of_value(tokens, at);
    const std::string_view token = tokens.substr(at, next - at);
    const auto place = std::strtoul(token.data() + token.find(k_start) + k_start.size(), nullptr, 10);
    if (place >= end) break;
    if (place >= start) {
      if (result.size() > 1) result += ',';
      result += token;
    }
    at = next + 1;
  }
  return result + "]";
}

// Parsing ---------------------------------------------------------------------------------------------------

class Stages {
 public:
  explicit Stages(const StagesRequest& request) : request_(request) {}

  std::string make() {
    syntax::SourceText source = syntax::SourceText::from_utf8(request_.url, request_.text);
    if (parse(source)) compile(std::move(source));
    return fmt::format(R"({{"tokens":{},"tree":{},"functions":[{}],"problem":{}}})", tokens_, tree_,
                       functions_, quoted(problem_));
  }

 private:
  bool is_body() const { return request_.goal == "body"; }

  /// \return whether it is sound
  bool parse(const syntax::SourceText& source) {
    const std::span<const std::string_view> parameters = node::k_commonjs_parameters;
    syntax::EvalContext around;
    // What there is around an eval's code, nobody knows here; where something is missing it has been refused.
    around.allows_new_target = around.allows_super_property = around.allows_super_call = true;
    syntax::ParseOptions options{.goal = goal()};
    if (is_body()) options.body_of = &parameters;
    if (request_.goal == "eval") options.eval = &around;
    const auto tree = syntax::parse(source, options);
    if (!tree) {
      problem_ = tree.error().message;
      return false;
    }
    syntax::TokenStream stream(*tree);
    tokens_ = without_loc(written(
        [&](base::OutputBuffer& output) { syntax::write_tokens_json(stream, source, UINT32_MAX, output); }));
    tree_ = without_loc(written([&](base::OutputBuffer& output) { syntax::write_estree(*tree, output); }));
    if (request_.is_all) return true;
    tokens_ = tokens_between(tokens_, request_.start, request_.end);
    // The place of the whole text is that of the program.
    const bool is_top_level = request_.start == 0 && request_.end >= length_in_utf16(source);
    if (!is_top_level) tree_ = std::string(function_in_tree(tree_, request_.start, request_.end));
    return true;
  }

  static std::uint32_t length_in_utf16(const syntax::SourceText& source) {
    return source.line_map().utf16_offset(static_cast<std::uint32_t>(source.text().size()));
  }

  syntax::Goal goal() const {
    return request_.goal == "module" ? syntax::Goal::Module : syntax::Goal::Script;
  }

  void compile(syntax::SourceText source) {
    if (request_.goal == "eval") {
      problem_ = "eval";
      return;
    }
    const auto unit =
        is_body() ? compiler::Unit::parse_function_body(std::move(source), node::k_commonjs_parameters)
                  : compiler::Unit::parse(std::move(source), goal());
    if (!unit) return;
    CodeBlocks pending = {is_body() ? compiler::compile_dynamic_function(*unit)
                                    : compiler::compile_program(*unit)};
    bool is_wrapper = is_body();
    while (!pending.empty()) {
      const auto code = std::move(pending.back());
      pending.pop_back();
      // What makes the function that a module is the body of says nothing.
      if (!std::exchange(is_wrapper, false)) add(*unit, *code);
      for (const bytecode::FunctionHeader& header : std::views::reverse(code->functions))
        pending.push_back(compiler::compile_function(*unit, header));
    }
  }

  void add(const std::shared_ptr<compiler::Unit>& unit, const bytecode::CodeBlock& code) {
    const base::LineMap& lines = unit->source_text().line_map();
    if (!request_.is_all && !is_wanted(code, lines)) return;
    if (!functions_.empty()) functions_ += ',';
    const bytecode::FunctionHeader& header = code.header;
    const auto name = header.name == bytecode::StringId::none ? "" : unit->string(header.name);
    functions_ += fmt::format(R"({{"name":{},"kind":"{}","start":{},"end":{})", quoted(name),
                              bytecode::to_string(header.kind), lines.utf16_offset(header.source_start),
                              lines.utf16_offset(header.source_end));
    add_listing(written([&](base::OutputBuffer& output) {
      bytecode::print_listing(code, lines, output, {.colour = false});
    }));
    functions_ += R"(,"positions":[)";
    const char* separator = "";
    for (const bytecode::Position& position : code.positions)
      functions_ +=
          fmt::format("{}[{},{},{}]", std::exchange(separator, ","), position.offset,
                      lines.utf16_offset(position.source_start), lines.utf16_offset(position.source_end));
    functions_ += R"(],"notes":[)";
    separator = "";
    if (const auto map = compiler::expression_map(unit, code)) {
      for (const bytecode::ExpressionNote& note : map->notes()) {
        if (const std::optional<int> sort = sort_of(note.kind))
          functions_ +=
              fmt::format("{}[{},{},{},{}]", std::exchange(separator, ","), note.offset,
                          lines.utf16_offset(note.source_start), lines.utf16_offset(note.source_end), *sort);
      }
    }
    functions_ += R"(],"inner":[)";
    separator = "";
    for (const bytecode::FunctionHeader& inner : code.functions)
      functions_ +=
          fmt::format("{}[{},{},{}]", std::exchange(separator, ","),
                      quoted(inner.name == bytecode::StringId::none ? "" : unit->string(inner.name)),
                      lines.utf16_offset(inner.source_start), lines.utf16_offset(inner.source_end));
    functions_ += "]}";
  }

  static std::optional<int> sort_of(bytecode::ExpressionNote::Kind kind) {
    using Kind = bytecode::ExpressionNote::Kind;
    switch (kind) {
      case Kind::Statement:
        return 1;
      case Kind::True:
        return 2;
      case Kind::False:
        return 3;
      case Kind::Accumulator:
      case Kind::Register:
      case Kind::Remembered:
      case Kind::NotRemembered:
        return 0;
      case Kind::Remember:
      case Kind::Iteration:
      case Kind::IterationEnd:
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// What bytecode::print_listing() has written, for people, in its parts.
  void add_listing(std::string_view listing) {
    std::string code;
    std::string facts;
    for (std::size_t number = 0; !listing.empty(); number++) {
      const std::size_t end = std::min(listing.find('\n'), listing.size());
      const std::string_view line = listing.substr(0, end);
      listing.remove_prefix(std::min(end + 1, listing.size()));
      if (number == 0) continue;
      if (number == 1) {
        facts = trimmed(line);
      } else if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ') {
        // A title: what follows is not the code.
        break;
      } else if (!line.contains("\u2502")) {
        add_instruction(line, code);
      }
    }
    functions_ += fmt::format(R"(,"facts":{},"code":[{}])", quoted(facts), code);
  }

  /// `  L1: 0004  GetNamed               r1, k0, f0        ; key "length"`
  static void add_instruction(std::string_view line, std::string& code) {
    line = trimmed(line);
    std::string_view label;
    if (const std::size_t colon = line.find(':'); line.starts_with('L') && colon < line.find(' ')) {
      label = line.substr(0, colon);
      line = trimmed(line.substr(colon + 1));
    }
    const std::string_view offset = line.substr(0, line.find(' '));
    line = trimmed(line.substr(offset.size()));
    constexpr std::string_view k_gap = "  ";
    const std::string_view name = line.substr(0, line.find(k_gap));
    line = trimmed(line.substr(name.size()));
    const std::size_t semicolon = line.find("; ");
    const std::string_view comment = semicolon == std::string_view::npos ? "" : line.substr(semicolon + 2);
    if (!code.empty()) code += ',';
    code +=
        fmt::format("[{},{},{},{},{}]", std::strtoul(std::string(offset).c_str(), nullptr, 10), quoted(label),
                    quoted(name), quoted(trimmed(line.substr(0, semicolon))), quoted(comment));
  }

  bool is_wanted(const bytecode::CodeBlock& code, const base::LineMap& lines) const {
    const bytecode::FunctionHeader& header = code.header;
    const std::uint32_t start = lines.utf16_offset(header.source_start);
    const std::uint32_t end = lines.utf16_offset(header.source_end);
    return start == request_.start && (end == request_.end || (start == 0 && end < request_.end));
  }

  const StagesRequest& request_;
  std::string tokens_ = "[]";
  std::string tree_ = "null";
  std::string functions_;
  std::string problem_;
};

}  // namespace

std::string stages_of(const StagesRequest& request) {
  return Stages(request).make();
}

int run_stages(const StagesOptions& options) {
  base::Result<std::string> text = host::read_file(options.file, syntax::SourceText::k_max_size);
  if (!text) {
    print_error(text.error().message);
    return EXIT_FAILURE;
  }
  StandardOutput output;
  output.buffer().append(stages_of({.url = options.url,
                                    .text = *std::move(text),
                                    .goal = options.goal,
                                    .start = options.start,
                                    .end = options.end,
                                    .is_all = false}));
  return output.finish();
}

}  // namespace orrery::cli

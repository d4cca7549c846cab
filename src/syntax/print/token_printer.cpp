#include "syntax/print/token_printer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/json_text.h"
#include "base/line_map.h"
#include "base/number_text.h"
#include "base/styled_output.h"
#include "base/terminal_text.h"
#include "syntax/print/literal_text.h"

namespace orrery::syntax {

using base::Style;
using base::StyledOutput;

namespace {

constexpr std::size_t k_text_cells = 60;

Style style_of(TokenType type) {
  switch (info(type).token_class) {
    case TokenClass::Keyword:
      return Style::Modifier;
    case TokenClass::Punctuator:
      return Style::Plain;
    case TokenClass::Value:
      break;
  }
  const bool is_name = type == TokenType::Identifier || type == TokenType::PrivateIdentifier;
  return is_name ? Style::Name : Style::Literal;
}

/// The value of the current token if its text does not show it.
std::string surprising_value(TokenStream& tokens, std::string_view text) {
  const Token& token = tokens.token();
  switch (token.type) {
    case TokenType::NumericLiteral: {
      std::string value = base::number_text(tokens.numeric_value());
      return value == text ? "" : value;
    }
    case TokenType::BigIntLiteral: {
      std::string digits = bigint_digits(text);
      return digits == text.substr(0, text.size() - 1) ? "" : digits + "n";
    }
    case TokenType::Template:
    case TokenType::Identifier:
    case TokenType::PrivateIdentifier:
    case TokenType::StringLiteral:
      return token.has_escape ? base::shown_text(tokens.text_value(), k_text_cells) : "";
    default:
      return "";
  }
}

constexpr std::size_t k_type_width = [] {
  std::size_t width = 0;
  for (const TokenTypeInfo& type : k_token_types) width = std::max(width, type.name.size());
  return width;
}();

void write_json_value(TokenStream& tokens, const SourceText& source, base::OutputBuffer& output) {
  const Token& token = tokens.token();
  if (info(token.type).token_class != TokenClass::Value) return;
  output.append(R"(,"value":)");
  if (token.type == TokenType::NumericLiteral) {
    const double value = tokens.numeric_value();
    output.append(std::isfinite(value) ? base::number_text(value) : "null");
  } else if (token.type == TokenType::BigIntLiteral) {
    base::append_json_string(output, bigint_digits(source.slice(token.range())));
  } else if (token.type == TokenType::RegularExpressionLiteral) {
    output.append(R"({"pattern":)");
    base::append_json_string(output, source.slice({token.start + 1, tokens.flags_start() - 1}));
    output.append(R"(,"flags":)");
    base::append_json_string(output, source.slice({tokens.flags_start(), token.end}));
    output.append('}');
  } else if (token.type == TokenType::Template && tokens.is_template_without_value()) {
    output.append("null");
  } else {
    base::append_json_string(output, tokens.text_value());
  }
}

}  // namespace

void print_tokens(TokenStream& tokens, const SourceText& source, std::uint32_t limit,
                  base::OutputBuffer& output, bool colour) {
  constexpr std::size_t k_column_width = 3;
  StyledOutput styled(output, colour);
  base::LineMap::Cursor places(source.line_map());
  const std::size_t line_width = fmt::formatted_size("{}", source.line_map().line_count());
  while (tokens.next() && tokens.token().end <= limit) {
    const Token& token = tokens.token();
    const base::LineColumn place = places.locate(token.start);
    styled.put(Style::Position, fmt::format("{:>{}}:{:<{}}  ", place.line, line_width,
                                            place.column_code_points + 1, k_column_width));
    styled.put(Style::Type, info(token.type).name);
    styled.spaces(k_type_width - info(token.type).name.size() + 2);
    const std::string_view text = source.slice(token.range());
    styled.put(style_of(token.type), base::shown_text(text, k_text_cells));
    if (const std::string value = surprising_value(tokens, text); !value.empty()) {
      styled.put(Style::Fact, " = ");
      styled.put(Style::Literal, value);
    }
    if (token.type == TokenType::Template && tokens.is_template_without_value())
      styled.put(Style::Fact, " has no value");
    styled.put("\n");
  }
}

void write_tokens_json(TokenStream& tokens, const SourceText& source, const TokensJsonOptions& options,
                       base::OutputBuffer& output) {
  base::LineMap::Cursor starts(source.line_map());
  base::LineMap::Cursor ends(source.line_map());
  const auto write_place = [&](base::LineColumn place) {
    output.append(R"({"line":)");
    output.append_decimal(place.line);
    output.append(R"(,"column":)");
    output.append_decimal(place.column_utf16);
    output.append('}');
  };
  std::string_view separator = "[";
  while (tokens.next() && tokens.token().end <= options.range.end) {
    const Token& token = tokens.token();
    if (token.start < options.range.start) continue;
    output.append(separator);
    separator = ",";
    output.append(R"({"type":")");
    output.append(info(token.type).name);
    output.append(R"(","start":)");
    output.append_decimal(starts.utf16_offset(token.start));
    output.append(R"(,"end":)");
    output.append_decimal(ends.utf16_offset(token.end));
    if (options.has_loc) {
      output.append(R"(,"loc":{"start":)");
      write_place(starts.locate(token.start));
      output.append(R"(,"end":)");
      write_place(ends.locate(token.end));
      output.append('}');
    }
    write_json_value(tokens, source, output);
    output.append('}');
  }
  output.append(separator == "[" ? "[]" : "]");
}

}  // namespace orrery::syntax

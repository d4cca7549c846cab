#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "syntax/name.h"
#include "syntax/source_text.h"

namespace orrery::syntax {

enum class TokenType : std::uint8_t {
#define TOKEN(Type, description) Type,
#define PUNCTUATOR(Type, text, precedence) Type,
#define KEYWORD(Type, text, precedence) Type,
#include "syntax/tokens.def"
};

constexpr std::size_t k_token_type_count = 0
#define TOKEN(Type, description) +1
#define PUNCTUATOR(Type, text, precedence) +1
#define KEYWORD(Type, text, precedence) +1
#include "syntax/tokens.def"
    ;

enum class TokenClass : std::uint8_t { Value, Punctuator, Keyword };

struct TokenTypeInfo {
  std::string_view name;  // of the enumerator
  std::string_view text;  // as written, or a description where that varies
  TokenClass token_class;
  std::uint8_t precedence;
};

constexpr std::array<TokenTypeInfo, k_token_type_count> k_token_types = {{
#define TOKEN(Type, description) {#Type, description, TokenClass::Value, 0},
#define PUNCTUATOR(Type, text, precedence) {#Type, text, TokenClass::Punctuator, precedence},
#define KEYWORD(Type, text, precedence) {#Type, text, TokenClass::Keyword, precedence},
#include "syntax/tokens.def"
}};

constexpr const TokenTypeInfo& info(TokenType type) {
  return k_token_types[static_cast<std::size_t>(type)];
}

/// A separate array of bytes: asked for every operand of every expression.
constexpr auto k_precedences = [] {
  std::array<std::uint8_t, k_token_type_count> result{};
  for (std::size_t i = 0; i < k_token_type_count; ++i) result[i] = k_token_types[i].precedence;
  return result;
}();

/// The precedence of the binary operator `type`, 0 if it is none.
constexpr std::uint8_t precedence(TokenType type) {
  return k_precedences[static_cast<std::size_t>(type)];
}

constexpr bool is_assignment_operator(TokenType type) {
  return type >= TokenType::Equals && type <= TokenType::QuestionQuestionEquals;
}

struct Token {
  TokenType type = TokenType::End;
  bool newline_before = false;  // a line terminator stands between it and the token before
  bool has_escape = false;      // identifiers, strings, templates: text and value differ
  // Numbers and strings: a legacy octal or \8 \9 escape, which strict mode forbids. Templates: an escape
  // without a value, which only tagged templates may have.
  bool is_irregular = false;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  Name name = Name::none;  // of identifiers, keywords and private names

  SourceRange range() const { return {start, end}; }
  bool is_keyword() const { return info(type).token_class == TokenClass::Keyword; }
  /// Is it an IdentifierName (https://tc39.es/ecma262/#prod-IdentifierName), reserved or not?
  bool is_identifier_name() const { return type == TokenType::Identifier || is_keyword(); }
};

}  // namespace orrery::syntax

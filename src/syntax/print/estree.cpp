#include "syntax/print/estree.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <string>
#include <type_traits>

#include "base/json_text.h"
#include "base/line_map.h"
#include "base/number_text.h"
#include "syntax/ast_walk.h"
#include "syntax/print/literal_text.h"

namespace orrery::syntax {

namespace {

// Pieces of JSON that are put together when this file is compiled -------------------------------------------

template <FieldName name>
constexpr auto k_key_text = [] {
  FixedText<sizeof(name.text) + 4> key;
  for (char c : std::string_view(",\"")) key.add(c);
  for (char c : estree_field<name>()) key.add(c);
  for (char c : std::string_view("\":")) key.add(c);
  return key;
}();

/// `,"field":`
template <FieldName name>
constexpr std::string_view k_key = k_key_text<name>;

/// How an object for a node of each type begins.
constexpr std::string_view k_openings[] = {
#define NODE(Type, estree_name) R"({"type":")" estree_name R"(","start":)",
#define END(Type)
#define CHILD(field)
#define OPTIONAL(field)
#define LIST(field)
#define HOLEY_LIST(field)
#define FLAG(field)
#define ENUM(EnumType, field)
#define DATA(DataType, field)
#include "syntax/ast.def"
};

/// Writes into memory that is known to suffice.
struct Cursor {
  char* end;

  void put(std::string_view text) {
    std::memcpy(end, text.data(), text.size());
    end += text.size();
  }
  void put(std::uint32_t number) {
    constexpr std::ptrdiff_t k_max_digits = 10;
    end = std::to_chars(end, end + k_max_digits, number).ptr;
  }
};

// The writer ------------------------------------------------------------------------------------------------

/// Which of a node's fields are written: nodes with a left child are written in two halves.
enum class Part : std::uint8_t { All, UpToLeftChild, BehindLeftChild };

/// Machine stack: write() calls itself through other functions some thousands of times, as deep as the tree
/// is. What needs local variables is therefore in functions that call none of those.
class EstreeWriter {
 public:
  EstreeWriter(const SyntaxTree& tree, base::OutputBuffer& output, bool has_loc)
      : tree_(tree),
        output_(output),
        has_loc_(has_loc),
        starts_(tree.source().line_map()),
        ends_(tree.source().line_map()) {}

  void write(const Node* node) {
    spines_.walk(
        node,
        [this](const Node* link) {
          open(link);
          write_half<Part::UpToLeftChild>(link);
        },
        [this](const Node* leaf) {
          open(leaf);
          write_all_fields(leaf);
          output_.append('}');
        },
        [this](const Node* link) {
          write_half<Part::BehindLeftChild>(link);
          output_.append('}');
        });
  }

 private:
  template <Part part>
  struct FieldWriter;

  template <typename T, Part part>
  [[gnu::noinline]] void write_fields(const T& node) {
    for_each_field(node, FieldWriter<part>{*this});
    if constexpr (part == Part::All) write_special_fields(node);
  }
  void write_all_fields(const Node* node) {
    visit(node, [this](const auto& typed) {
      return write_fields<std::remove_cvref_t<decltype(typed)>, Part::All>(typed);
    });
  }
  template <Part part>
  void write_half(const Node* node) {
    visit_with_left_child(node, [this](const auto& typed) {
      return this->write_fields<std::remove_cvref_t<decltype(typed)>, part>(typed);
    });
  }

  void open(const Node* node);
  void write_optional(const Node* node) {
    if (node == nullptr) {
      output_.append("null");
    } else {
      write(node);
    }
  }
  void write_list(const NodeList& nodes) {
    output_.append('[');
    for (Node* const& node : nodes) {
      if (&node != nodes.begin()) output_.append(',');
      write_optional(node);
    }
    output_.append(']');
  }
  void write_boolean(bool value) {
    output_.append(value ? std::string_view("true") : std::string_view("false"));
  }
  void write_string(std::string_view text) { base::append_json_string(output_, text); }

  // What ESTree has and ast.def has not, or has in another way.
  void write_special_fields(const Node&) {}
  void write_special_fields(const Identifier& node) { write_name(node.name); }
  void write_special_fields(const IdentifierName& node) { write_name(node.name); }
  void write_special_fields(const PrivateIdentifier& node) { write_name(node.name); }
  void write_special_fields(const NullLiteral& literal);
  void write_special_fields(const BooleanLiteral& literal);
  void write_special_fields(const NumericLiteral& literal);
  void write_special_fields(const BigIntLiteral& literal);
  void write_special_fields(const StringLiteral& literal);
  void write_special_fields(const RegExpLiteral& literal);
  void write_special_fields(const TemplateElement& element);
  void write_special_fields(const UnaryExpression&) { output_.append(R"(,"prefix":true)"); }
  void write_special_fields(const ExpressionStatement& statement);
  void write_special_fields(const ImportExpression& node) { write_phase(node.phase); }
  void write_special_fields(const ImportDeclaration& node) { write_phase(node.phase); }
  void write_name(Name name);
  void write_raw(const Node& literal);
  void write_phase(ImportPhase phase);

  const SyntaxTree& tree_;
  base::OutputBuffer& output_;
  const bool has_loc_;
  base::LineMap::Cursor starts_;
  base::LineMap::Cursor ends_;
  LeftSpines spines_;
};

/// A visitor for for_each_field(). In types with a left child, that is the first child, and what is no child
/// comes before.
template <Part part>
struct EstreeWriter::FieldWriter {
  template <FieldName name>
  void child(const Node* node) {
    const bool is_left_child = part != Part::All && !seen_left_child;
    seen_left_child = true;
    if (is_left_child ? part == Part::UpToLeftChild : part != Part::UpToLeftChild)
      writer.output_.append(k_key<name>);
    if (!is_left_child && part != Part::UpToLeftChild) writer.write(node);
  }
  template <FieldName name>
  void optional(const Node* node) {
    writer.output_.append(k_key<name>);
    writer.write_optional(node);
  }
  template <FieldName name>
  void list(const NodeList& nodes) {
    if (part == Part::UpToLeftChild) return;
    writer.output_.append(k_key<name>);
    writer.write_list(nodes);
  }
  template <FieldName name>
  void holey_list(const NodeList& nodes) {
    list<name>(nodes);
  }
  template <FieldName name>
  void flag(bool value) {
    if (part == Part::BehindLeftChild) return;
    writer.output_.append(k_key<name>);
    writer.write_boolean(value);
  }
  template <FieldName name, typename Enum>
  void enumeration(Enum value) {
    if (part == Part::BehindLeftChild) return;
    writer.output_.append(k_key<name>);
    writer.output_.append('"');
    writer.output_.append(to_string(value));
    writer.output_.append('"');
  }
  template <FieldName, typename Data>
  void data(const Data&) {}

  EstreeWriter& writer;
  bool seen_left_child = false;
};

/// Everything up to the first field of its own.
void EstreeWriter::open(const Node* node) {
  constexpr std::size_t k_enough = 256;
  Cursor cursor{output_.reserve(k_enough)};
  cursor.put(k_openings[static_cast<std::size_t>(node->type)]);
  cursor.put(starts_.utf16_offset(node->start));
  cursor.put(R"(,"end":)");
  cursor.put(ends_.utf16_offset(node->end));
  if (has_loc_) {
    const base::LineColumn start = starts_.locate(node->start);
    const base::LineColumn end = ends_.locate(node->end);
    cursor.put(R"(,"loc":{"start":{"line":)");
    cursor.put(start.line);
    cursor.put(R"(,"column":)");
    cursor.put(start.column_utf16);
    cursor.put(R"(},"end":{"line":)");
    cursor.put(end.line);
    cursor.put(R"(,"column":)");
    cursor.put(end.column_utf16);
    cursor.put("}}");
  }
  output_.commit(cursor.end);
}

// Fields of single types ------------------------------------------------------------------------------------

void EstreeWriter::write_name(Name name) {
  output_.append(R"(,"name":)");
  write_string(tree_.text(name));
}

void EstreeWriter::write_raw(const Node& literal) {
  output_.append(R"(,"raw":)");
  write_string(tree_.text(&literal));
}

void EstreeWriter::write_special_fields(const NullLiteral& literal) {
  output_.append(R"(,"value":null)");
  write_raw(literal);
}

void EstreeWriter::write_special_fields(const BooleanLiteral& literal) {
  output_.append(R"(,"value":)");
  write_boolean(literal.value);
  write_raw(literal);
}

void EstreeWriter::write_special_fields(const NumericLiteral& literal) {
  output_.append(R"(,"value":)");
  if (literal.value < 1e9 && literal.value == std::floor(literal.value)) {
    output_.append_decimal(static_cast<std::uint64_t>(literal.value));
  } else if (std::isfinite(literal.value)) {
    output_.append(base::number_text(literal.value));
  } else {
    output_.append("null");
  }
  write_raw(literal);
}

void EstreeWriter::write_special_fields(const BigIntLiteral& literal) {
  output_.append(R"(,"value":null)");
  write_raw(literal);
  output_.append(R"(,"bigint":)");
  write_string(bigint_digits(tree_.text(&literal)));
}

void EstreeWriter::write_special_fields(const StringLiteral& literal) {
  output_.append(R"(,"value":)");
  write_string(tree_.text(literal.value));
  write_raw(literal);
}

void EstreeWriter::write_special_fields(const RegExpLiteral& literal) {
  const RegExpText text = regexp_text(tree_, literal);
  output_.append(R"(,"value":{})");
  write_raw(literal);
  output_.append(R"(,"regex":{"pattern":)");
  write_string(text.pattern);
  output_.append(R"(,"flags":)");
  write_string(text.flags);
  output_.append('}');
}

void EstreeWriter::write_special_fields(const TemplateElement& element) {
  const std::string_view text = tree_.text(&element);
  output_.append(R"(,"value":{"raw":)");
  write_string(text.contains('\r') ? raw_template_text(text) : std::string(text));
  output_.append(R"(,"cooked":)");
  if (element.cooked == Name::none) {
    output_.append("null");
  } else {
    write_string(tree_.text(element.cooked));
  }
  output_.append('}');
}

void EstreeWriter::write_special_fields(const ExpressionStatement& statement) {
  if (!statement.is_directive) return;
  output_.append(R"(,"directive":)");
  write_string(without_quotes(tree_.text(statement.expression)));
}

void EstreeWriter::write_phase(ImportPhase phase) {
  if (phase == ImportPhase::Evaluation) return;
  output_.append(R"(,"phase":")");
  output_.append(to_string(phase));
  output_.append('"');
}

}  // namespace

void write_estree(const SyntaxTree& tree, base::OutputBuffer& output, const EstreeOptions& options) {
  EstreeWriter(tree, output, options.has_loc).write(options.root != nullptr ? options.root : &tree.program());
}

}  // namespace orrery::syntax

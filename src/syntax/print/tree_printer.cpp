#include "syntax/print/tree_printer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/line_map.h"
#include "base/styled_output.h"
#include "syntax/ast_walk.h"
#include "syntax/print/node_summary.h"
#include "syntax/print/scope_facts.h"

namespace orrery::syntax {

namespace {

/// Nodes that are deeper are not indented further: their lines begin with how many levels were left out.
constexpr std::size_t k_max_guides = 32;

struct Child {
  const Node* node;        // null: a hole in an array
  std::string_view field;  // of the parent
  std::uint32_t index;     // in the field's list; k_no_list if it is none

  static constexpr std::uint32_t k_no_list = UINT32_MAX;
};

/// A visitor for for_each_field() that gathers the children that get lines of their own.
struct ChildCollector {
  template <FieldName name>
  void child(const Node* node) {
    add(node, estree_field<name>(), Child::k_no_list);
  }
  template <FieldName name>
  void optional(const Node* node) {
    if (node != nullptr) child<name>(node);
  }
  template <FieldName name>
  void list(const NodeList& nodes) {
    std::uint32_t index = 0;
    for (const Node* node : nodes) add(node, estree_field<name>(), index++);
  }
  template <FieldName name>
  void holey_list(const NodeList& nodes) {
    list<name>(nodes);
  }
  template <FieldName>
  void flag(bool) {}
  template <FieldName, typename Enum>
  void enumeration(Enum) {}
  template <FieldName, typename Data>
  void data(const Data&) {}

  void add(const Node* node, std::string_view field, std::uint32_t index) {
    if (node == nullptr || !is_in_summary(parent, node)) children.push_back({node, field, index});
  }

  const Node* parent;
  std::vector<Child>& children;
};

/// A visitor for for_each_field() that counts the fields with children.
struct FieldCounter {
  template <FieldName>
  void child(const Node*) {
    ++count;
  }
  template <FieldName>
  void optional(const Node*) {
    ++count;
  }
  template <FieldName>
  void list(const NodeList&) {
    ++count;
  }
  template <FieldName>
  void holey_list(const NodeList&) {
    ++count;
  }
  template <FieldName>
  void flag(bool) {}
  template <FieldName, typename Enum>
  void enumeration(Enum) {}
  template <FieldName, typename Data>
  void data(const Data&) {}

  unsigned count = 0;
};

/// A visitor for for_each_field() that finds what is known of a node's scope or function.
struct FactFinder {
  template <FieldName>
  void child(const Node*) {}
  template <FieldName>
  void optional(const Node*) {}
  template <FieldName>
  void list(const NodeList&) {}
  template <FieldName>
  void holey_list(const NodeList&) {}
  template <FieldName>
  void flag(bool) {}
  template <FieldName, typename Enum>
  void enumeration(Enum) {}
  template <FieldName, typename Data>
  void data(const Data& value) {
    if constexpr (std::is_same_v<Data, Scope*>) scope = value;
    if constexpr (std::is_same_v<Data, FunctionInfo*>) function = value;
  }

  const Scope* scope = nullptr;
  const FunctionInfo* function = nullptr;
};

/// Do the children of `parent` need their fields' names to be told apart?
bool names_fields(const Node* parent) {
  if (is<TemplateLiteral>(parent)) return false;  // its children are shown in the order of the text
  FieldCounter counter;
  visit(parent, [&](const auto& typed) { for_each_field(typed, counter); });
  return counter.count > 1;
}

class TreePrinter {
 public:
  TreePrinter(const SyntaxTree& tree, base::OutputBuffer& output, const TreePrinterOptions& options)
      : tree_(tree),
        options_(options),
        output_(output, options.colour),
        facts_(tree, output_),
        summary_(tree, output_, options.show_scopes ? &facts_ : nullptr),
        places_(tree.source().line_map()),
        line_width_(fmt::formatted_size("{}", tree.source().line_map().line_count())) {}

  void print() { print_node({&tree_.program(), {}, Child::k_no_list}, false); }

 private:
  // Machine stack: print_node() and print_children() call each other as deep as the tree is, and what needs
  // local variables is in functions that call neither.

  /// \param names_field  whether to name the field that it is in
  void print_node(const Child& child, bool names_field) {
    bool is_named = names_field;
    std::string_view field = child.field;
    std::uint32_t index = child.index;
    spines_.walk(
        child.node,
        [&](const Node* link) {
          put_node({link, field, index}, is_named);
          field = left_field(link);
          index = Child::k_no_list;
          is_named = true;
          guides_.push_back(has_other_children(link));
        },
        [&](const Node* leaf) {
          put_node({leaf, field, index}, is_named);
          print_children(leaf, 0);
        },
        [&](const Node* link) {
          guides_.pop_back();
          print_children(link, 1);
        });
  }

  /// Prints the children of `parent` from the one numbered `first` on.
  void print_children(const Node* parent, std::size_t first) {
    const std::size_t begin = children_.size();
    collect_children(parent);
    const std::size_t end = children_.size();
    for (std::size_t i = begin + first; i < end; ++i) {
      guides_.push_back(i + 1 < end);
      print_child(children_[i], parent);
      guides_.pop_back();
    }
    children_.resize(begin);
  }

  void print_child(Child child, const Node* parent) {
    if (guides_.size() > options_.max_depth) return;
    if (child.node == nullptr) {
      put_hole();
    } else {
      print_node(child, names_fields(parent));
    }
  }

  void collect_children(const Node* parent);
  std::string_view left_field(const Node* node);
  bool has_other_children(const Node* node);
  bool has_children(const Node* node);

  void put_node(const Child& child, bool names_field);
  void put_hole();
  void put_facts(const Node* node, bool has_children);
  void put_position(const Node* node);
  void put_guides(std::size_t count);

  const SyntaxTree& tree_;
  const TreePrinterOptions& options_;
  StyledOutput output_;
  ScopeFacts facts_;
  NodeSummary summary_;
  base::LineMap::Cursor places_;
  const std::size_t line_width_;
  LeftSpines spines_;
  std::vector<Child> children_;  // of the nodes that are being printed
  std::vector<bool>
      guides_;  // for the node that is being printed and its ancestors: are there siblings behind?
};

void TreePrinter::collect_children(const Node* parent) {
  const std::size_t begin = children_.size();
  visit(parent, [&](const auto& typed) { for_each_field(typed, ChildCollector{parent, children_}); });
  if (!is<TemplateLiteral>(parent)) return;
  std::sort(children_.begin() + static_cast<std::ptrdiff_t>(begin), children_.end(),
            [](const Child& a, const Child& b) { return a.node->start < b.node->start; });
}

/// The field of the left child. \pre there is one
std::string_view TreePrinter::left_field(const Node* node) {
  const std::size_t begin = children_.size();
  collect_children(node);
  const std::string_view field = children_[begin].field;
  children_.resize(begin);
  return field;
}

bool TreePrinter::has_other_children(const Node* node) {
  const std::size_t begin = children_.size();
  collect_children(node);
  const bool result = children_.size() - begin > 1;
  children_.resize(begin);
  return result;
}

bool TreePrinter::has_children(const Node* node) {
  const std::size_t begin = children_.size();
  collect_children(node);
  const bool result = children_.size() > begin;
  children_.resize(begin);
  return result;
}

// Lines -----------------------------------------------------------------------------------------------------

void TreePrinter::put_position(const Node* node) {
  constexpr std::size_t k_column_width = 3;
  const base::LineColumn place = places_.locate(node->start);
  output_.put(Style::Position, fmt::format("{:>{}}:{:<{}}  ", place.line, line_width_,
                                           place.column_code_points + 1, k_column_width));
}

/// Lines down to the siblings behind, of the program's child and so on, `count` in all.
void TreePrinter::put_guides(std::size_t count) {
  std::string text;
  std::size_t first = 0;
  if (guides_.size() > k_max_guides) {
    first = guides_.size() - k_max_guides;
    text = fmt::format("⋯{:<3} ", first);
  }
  for (std::size_t i = first; i < count; ++i) text += guides_[i] ? "│  " : "   ";
  output_.put(Style::Guide, text);
}

void TreePrinter::put_node(const Child& child, bool names_field) {
  if (guides_.size() > options_.max_depth) return;
  const Node* node = child.node;
  put_position(node);
  if (!guides_.empty()) {
    put_guides(guides_.size() - 1);
    output_.put(Style::Guide, guides_.back() ? "├─ " : "└─ ");
  }
  if (names_field) {
    const std::string index = child.index == Child::k_no_list ? "" : fmt::format("[{}]", child.index);
    output_.put(Style::Field, fmt::format("{}{}: ", child.field, index));
  }
  output_.put(Style::Type, to_string(node->type));
  summary_.put(node);
  const bool is_parent = has_children(node);
  const bool is_cut = is_parent && guides_.size() == options_.max_depth;
  output_.put(Style::Guide, is_cut ? " …" : "");
  if (options_.show_scopes) put_facts(node, is_parent && !is_cut);
  output_.put("\n");
}

void TreePrinter::put_hole() {
  constexpr std::size_t k_around_line = 6;
  output_.spaces(line_width_ + k_around_line);
  put_guides(guides_.size() - 1);
  output_.put(Style::Guide, guides_.back() ? "├─ " : "└─ ");
  output_.put(Style::Fact, "(hole)");
  output_.put("\n");
}

void TreePrinter::put_facts(const Node* node, bool has_children) {
  FactFinder found;
  visit(node, [&](const auto& typed) { for_each_field(typed, found); });
  // What a script or module declares is declared by a function, too, of which the node knows the scope only.
  if (is<Program>(node)) found.function = std::exchange(found.scope, nullptr)->function;
  if (found.scope == nullptr && found.function == nullptr) return;
  const auto new_line = [&] {
    constexpr std::size_t k_around_line = 6;
    output_.put("\n");
    output_.spaces(line_width_ + k_around_line);
    put_guides(guides_.size());
    output_.put(Style::Guide, has_children ? "│ " : "  ");
  };
  facts_.put_function(found.function, new_line);
  facts_.put_scope(found.scope, new_line);
}

}  // namespace

void print_tree(const SyntaxTree& tree, base::OutputBuffer& output, const TreePrinterOptions& options) {
  TreePrinter(tree, output, options).print();
}

}  // namespace orrery::syntax

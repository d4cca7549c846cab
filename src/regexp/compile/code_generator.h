#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <vector>

#include "regexp/compile/first_set.h"
#include "regexp/compile/tree.h"
#include "regexp/own_frame.h"
#include "regexp/program_code.h"

namespace orrery::regexp {

/// [DOC] From tree to program
///
/// One method for each type of node writes instructions that match it. Their argument `follow` says with
/// which code units may begin whatever is matched behind the node; where that and the node exclude each
/// other, nothing needs to be kept for backtracking:
///
///  - A repeated character that may not follow gives nothing back: [^"]*".
///  - A loop whose body and successor begin differently knows by the next character whether to go on.
///  - So do alternatives that begin differently.
///
/// Within look-behind assertions matching goes backwards (`is_backward_`): sequences are written from their
/// end, captures close before they open, and none of this is tried.
///
/// Registers: two for each capture; then, for each loop that needs them, a counter and the place where its
/// iteration began; for each assertion the height of the stack and the place where it began.
class CodeGenerator {
 public:
  explicit CodeGenerator(Tree& tree, bool is_unicode);

  /// Null: the program would be too large.
  std::unique_ptr<ProgramCode> generate();

 private:
  using Label = Word;

  // Nodes (code_generator.cpp)
  void emit(Node& node, const FirstSet& follow);
  REGEXP_OWN_FRAME void emit_text(const TextNode& node);
  REGEXP_OWN_FRAME void emit_text_back(const TextNode& node);
  REGEXP_OWN_FRAME void emit_class(const CodePointSet& set);
  REGEXP_OWN_FRAME void emit_class_back(const CodePointSet& set);
  REGEXP_OWN_FRAME void emit_assertion(const AssertionNode& node);
  REGEXP_OWN_FRAME void emit_back_reference(const BackReferenceNode& node);
  REGEXP_OWN_FRAME void emit_capture(const CaptureNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME void emit_sequence(const SequenceNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME void emit_alternatives(const AlternativesNode& node, const FirstSet& follow);

  /// What may come first in each alternative, and in any from it on.
  struct AlternativeFirsts {
    std::vector<const FirstSet*> firsts;
    std::vector<const FirstSet*> rests;
  };
  REGEXP_OWN_FRAME AlternativeFirsts firsts_of(const AlternativesNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME Label emit_split(const FirstSet& first, const FirstSet& other);
  REGEXP_OWN_FRAME void fill_switch(std::array<Word, 256>& targets, std::span<const FirstSet* const> firsts,
                                    std::span<const Label> starts) const;

  // Look-around (code_generator.cpp)
  REGEXP_OWN_FRAME void emit_look(const LookNode& node);
  REGEXP_OWN_FRAME bool try_emit_look_class(const LookNode& node);

  // Loops (generate_loops.cpp)
  REGEXP_OWN_FRAME void emit_repeat(const RepeatNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME bool try_emit_character_repeat(const RepeatNode& node, const FirstSet& follow);
  void emit_greedy_characters(const RepeatNode& node, const CodePointSet& set, const FirstSet& follow);
  void emit_lazy_characters(const RepeatNode& node, const CodePointSet& set, const FirstSet& follow);
  void emit_repeated_set(const CodePointSet& set, Word min, Word max, Word follow);
  REGEXP_OWN_FRAME void emit_optional(const RepeatNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME void emit_endless(const RepeatNode& node, const FirstSet& follow);
  REGEXP_OWN_FRAME void emit_counted(const RepeatNode& node, const FirstSet& follow);
  void emit_iteration_start(const RepeatNode& node, Word mark);
  REGEXP_OWN_FRAME Label emit_loop_exit(const RepeatNode& node, const FirstSet& follow);

  // What comes before the first instruction (search_plan.cpp)
  void plan_search();
  void plan_filter();
  void plan_run();
  const RepeatNode* leading_repeat(const Node& node) const;
  bool begins_with(Assertion assertion, const Node& node) const;
  bool append_prefix(const Node& node, std::vector<TextCharacter>& prefix) const;
  bool begins_with_any_characters(const Node& node) const;

  // Writing
  Label here() const { return static_cast<Label>(code_->words.size()); }
  REGEXP_OWN_FRAME Label write(Opcode opcode, std::initializer_list<Word> operands = {});
  /// Makes the instruction at `jump` go here.
  void land(Label jump);
  /// Puts characters where instructions can refer to them.
  Word add_text(std::span<const TextCharacter> characters);
  REGEXP_OWN_FRAME Word class_index(const CodePointSet& set);
  REGEXP_OWN_FRAME Word first_index(const FirstSet& set);
  Word new_register() { return code_->register_count++; }
  const FirstSet& first_of(Node& node) { return first_set_of(node, tree_, tree_.arena); }
  const FirstSet& keep(const FirstSet& set) { return *tree_.arena.make<FirstSet>(set); }

  // Sets
  bool is_character(const Node& node) const;
  CodePointSet set_of_character(const Node& node) const;
  bool is_everything(const CodePointSet& set) const;
  /// Can membership be told by one code unit, in a text of code points too?
  bool is_one_unit(const CodePointSet& set) const;
  const CodePointSet& set_of(const ClassNode& node) const { return tree_.sets[node.set]; }

  Tree& tree_;
  bool is_unicode_;
  bool is_backward_ = false;
  bool is_too_large_ = false;
  const RepeatNode* first_possessive_ = nullptr;  // the first loop written that gives nothing back
  std::unique_ptr<ProgramCode> code_;
  std::multimap<std::uint64_t, Word> classes_;
  std::multimap<std::uint64_t, Word> first_sets_;
  std::vector<CodePointSet> class_sets_;
  std::size_t class_bytes_ = 0;
};

}  // namespace orrery::regexp

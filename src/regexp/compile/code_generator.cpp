#include "regexp/compile/code_generator.h"

#include <algorithm>

#include "regexp/compile/class_contents.h"

namespace orrery::regexp {

namespace {

constexpr std::size_t k_max_class_bytes = std::size_t{32} << 20;
constexpr std::size_t k_alternatives_worth_switch = 4;
constexpr std::size_t k_max_switches = 64;

}  // namespace

CodeGenerator::CodeGenerator(Tree& tree, bool is_unicode)
    : tree_(tree), is_unicode_(is_unicode), code_(std::make_unique<ProgramCode>()) {}

std::unique_ptr<ProgramCode> CodeGenerator::generate() {
  code_->is_unicode = is_unicode_;
  code_->register_count = 2 * tree_.capture_count;
  write(Opcode::GiveUp);
  emit(*tree_.root, keep(FirstSet::anything()));
  write(Opcode::Accept);
  code_->restores = here();
  for (Word i = 0; i < code_->register_count; ++i) write(Opcode::RestoreRegister, {i});
  if (is_too_large_) return nullptr;
  plan_search();
  return std::move(code_);
}

// Writing ---------------------------------------------------------------------------------------------------

CodeGenerator::Label CodeGenerator::write(Opcode opcode, std::initializer_list<Word> operands) {
  const Label label = here();
  if (label >= k_max_program_words) {
    is_too_large_ = true;  // what follows is thrown away
    return 0;
  }
  const Word* operand = operands.begin();
  const Word first = operands.size() == 0 ? 0 : *operand++;
  code_->words.push_back(static_cast<Word>(opcode) | first << 8);
  code_->words.insert(code_->words.end(), operand, operands.end());
  return label;
}

void CodeGenerator::land(Label jump) {
  code_->words[jump] = (code_->words[jump] & 0xFF) | here() << 8;
}

Word CodeGenerator::add_text(std::span<const TextCharacter> characters) {
  const auto offset = static_cast<Word>(code_->units.size());
  const auto add_unit = [this](char32_t unit, char32_t mask) {
    code_->units.push_back(static_cast<char16_t>(unit));
    code_->masks.push_back(static_cast<char16_t>(mask));
    code_->latin1.push_back(static_cast<std::uint8_t>(unit < 256 ? unit : 0));
  };
  for (const auto [value, mask] : characters) {
    if (value <= 0xFFFF) {
      add_unit(value, mask);
    } else {
      add_unit(0xD800 + ((value - 0x10000) >> 10), 0);
      add_unit(0xDC00 + (value & 0x3FF), 0);
    }
  }
  return offset;
}

Word CodeGenerator::class_index(const CodePointSet& set) {
  std::uint64_t hash = 0;
  for (const auto range : set.ranges()) hash = (hash * 31 + range.first) * 31 + range.last;
  const auto [begin, end] = classes_.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (class_sets_[it->second] == set) return it->second;
  const auto index = static_cast<Word>(class_sets_.size());
  classes_.emplace(hash, index);
  class_sets_.push_back(set);
  code_->classes.emplace_back(set);
  class_bytes_ += code_->classes.back().memory_size();
  if (class_bytes_ > k_max_class_bytes) is_too_large_ = true;
  return index;
}

Word CodeGenerator::first_index(const FirstSet& set) {
  std::uint64_t hash = 0;
  for (const auto word : set.latin1) hash = (hash ^ word) * 0x9E37'79B9'7F4A'7C15 + (hash >> 32);
  const auto [begin, end] = first_sets_.equal_range(hash);
  for (auto it = begin; it != end; ++it)
    if (code_->first_sets[it->second] == set) return it->second;
  const auto index = static_cast<Word>(code_->first_sets.size());
  first_sets_.emplace(hash, index);
  code_->first_sets.push_back(set);
  return index;
}

// Sets ------------------------------------------------------------------------------------------------------

bool CodeGenerator::is_everything(const CodePointSet& set) const {
  const auto ranges = set.ranges();
  return ranges.size() == 1 && ranges[0].first == 0 &&
         ranges[0].last >= (is_unicode_ ? k_last_code_point : 0xFFFF);
}

bool CodeGenerator::is_one_unit(const CodePointSet& set) const {
  if (!is_unicode_) return true;
  return std::ranges::none_of(
             set.ranges(),
             [](CodePointRange range) { return range.last >= 0xD800 && range.first <= 0xDFFF; }) &&
         (set.is_empty() || set.ranges().back().last <= 0xFFFF);
}

// Does `node` match one character, whatever it is?
bool CodeGenerator::is_character(const Node& node) const {
  return node.type == NodeType::Class ||
         (node.type == NodeType::Text && as<TextNode>(node).characters.size() == 1);
}

CodePointSet CodeGenerator::set_of_character(const Node& node) const {
  if (node.type == NodeType::Class) return set_of(as<ClassNode>(node));
  const TextCharacter character = as<TextNode>(node).characters[0];
  CodePointSet set;
  set.add(character.value);
  set.add(character.value & ~character.mask);
  return set;
}

// Nodes -----------------------------------------------------------------------------------------------------

void CodeGenerator::emit(Node& node, const FirstSet& follow) {
  if (is_too_large_) return;
  switch (node.type) {
    case NodeType::Empty:
      return;
    case NodeType::Text:
      return is_backward_ ? emit_text_back(as<TextNode>(node)) : emit_text(as<TextNode>(node));
    case NodeType::Class:
      return is_backward_ ? emit_class_back(set_of(as<ClassNode>(node)))
                          : emit_class(set_of(as<ClassNode>(node)));
    case NodeType::Assertion:
      return emit_assertion(as<AssertionNode>(node));
    case NodeType::BackReference:
      return emit_back_reference(as<BackReferenceNode>(node));
    case NodeType::Capture:
      return emit_capture(as<CaptureNode>(node), follow);
    case NodeType::Look:
      return emit_look(as<LookNode>(node));
    case NodeType::Repeat:
      return emit_repeat(as<RepeatNode>(node), follow);
    case NodeType::Sequence:
      return emit_sequence(as<SequenceNode>(node), follow);
    case NodeType::Alternatives:
      return emit_alternatives(as<AlternativesNode>(node), follow);
  }
}

void CodeGenerator::emit_text(const TextNode& node) {
  const auto characters = node.characters;
  const auto [value, mask] = characters.front();
  if (characters.size() == 1 && value <= 0xFFFF) {
    if (mask == 0) {
      write(Opcode::Character, {value});
    } else {
      write(Opcode::CharacterMasked, {value, mask});
    }
    return;
  }
  const bool has_masks = std::ranges::any_of(characters, [](auto character) { return character.mask != 0; });
  const Word offset = add_text(characters);
  const auto length = static_cast<Word>(code_->units.size()) - offset;
  if (length >= 1U << 24) {
    is_too_large_ = true;
    return;
  }
  const bool is_wide = std::ranges::any_of(characters, [](auto character) { return character.value > 0xFF; });
  write(is_wide ? Opcode::WideText : has_masks ? Opcode::TextMasked : Opcode::Text, {length, offset});
}

void CodeGenerator::emit_text_back(const TextNode& node) {
  for (std::size_t i = node.characters.size(); i-- > 0;) {
    const auto [value, mask] = node.characters[i];
    if (value > 0xFFFF) {
      write(Opcode::CharacterBack, {0xDC00 + (value & 0x3FF)});
      write(Opcode::CharacterBack, {0xD800 + ((value - 0x10000) >> 10)});
    } else if (mask == 0) {
      write(Opcode::CharacterBack, {value});
    } else {
      write(Opcode::CharacterMaskedBack, {value, mask});
    }
  }
}

void CodeGenerator::emit_class(const CodePointSet& set) {
  if (set.is_empty()) {
    write(Opcode::Fail);
  } else if (!is_one_unit(set)) {
    write(Opcode::CodePointClass, {class_index(set)});
  } else if (set.is_single()) {
    write(Opcode::Character, {set.ranges()[0].first});
  } else if (is_everything(set)) {
    write(Opcode::Any);
  } else {
    CodePointSet missing = set;
    missing.complement(0xFFFF);
    if (missing == line_terminators()) {
      write(Opcode::NotLineTerminator);
    } else {
      write(Opcode::Class, {class_index(set)});
    }
  }
}

void CodeGenerator::emit_class_back(const CodePointSet& set) {
  write(is_one_unit(set) ? Opcode::ClassBack : Opcode::CodePointClassBack, {class_index(set)});
}

void CodeGenerator::emit_assertion(const AssertionNode& node) {
  switch (node.assertion) {
    case Assertion::Start:
      write(Opcode::Start);
      return;
    case Assertion::End:
      write(Opcode::End);
      return;
    case Assertion::LineStart:
      write(Opcode::LineStart);
      return;
    case Assertion::LineEnd:
      write(Opcode::LineEnd);
      return;
    case Assertion::WordBoundary:
    case Assertion::NotWordBoundary: {
      const CharacterMode mode{
          .is_unicode = node.folds_case, .is_unicode_sets = false, .ignores_case = node.folds_case};
      write(node.assertion == Assertion::WordBoundary ? Opcode::WordBoundary : Opcode::NotWordBoundary,
            {class_index(word_characters(mode))});
      return;
    }
  }
}

void CodeGenerator::emit_back_reference(const BackReferenceNode& node) {
  const Word flags = static_cast<Word>(node.case_mode) | (is_backward_ ? k_reference_backward : 0) |
                     (is_unicode_ ? k_reference_code_points : 0);
  write(Opcode::BackReference, {flags, static_cast<Word>(node.groups.size())});
  code_->words.insert(code_->words.end(), node.groups.begin(), node.groups.end());
}

// A capture is complete, and visible, when both of its registers are set: so it does not matter that the
// first is set long before the second.
void CodeGenerator::emit_capture(const CaptureNode& node, const FirstSet& follow) {
  const Word start = 2 * node.group;
  write(Opcode::SavePosition, {is_backward_ ? start + 1 : start});
  emit(*node.body, follow);
  write(Opcode::SavePosition, {is_backward_ ? start : start + 1});
}

void CodeGenerator::emit_sequence(const SequenceNode& node, const FirstSet& follow) {
  if (is_backward_) {
    for (std::size_t i = node.items.size(); i-- > 0;) emit(*node.items[i], follow);
    return;
  }
  // What follows each item: known from the end on, needed from the beginning on. Characters do not ask.
  const auto needs_follow = [](const Node& item) {
    return item.min_length == 0 || (item.type != NodeType::Text && item.type != NodeType::Class);
  };
  std::vector<const FirstSet*> follows(node.items.size(), &follow);
  for (std::size_t i = node.items.size() - 1; i > 0; --i) {
    if (!needs_follow(*node.items[i - 1])) continue;
    const FirstSet& first = first_of(*node.items[i]);
    follows[i - 1] = first.may_be_empty ? &keep(first.followed_by(*follows[i])) : &first;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) emit(*node.items[i], *follows[i]);
}

CodeGenerator::AlternativeFirsts CodeGenerator::firsts_of(const AlternativesNode& node,
                                                          const FirstSet& follow) {
  const std::size_t count = node.items.size();
  AlternativeFirsts result{.firsts = std::vector(count, &follow), .rests = std::vector(count, &follow)};
  if (is_backward_) return result;
  for (std::size_t i = count; i-- > 0;) {
    const FirstSet& first = first_of(*node.items[i]);
    result.firsts[i] = first.may_be_empty ? &keep(first.followed_by(follow)) : &first;
    if (i + 1 == count) {
      result.rests[i] = result.firsts[i];
    } else {
      FirstSet rest = *result.firsts[i];
      rest.add(*result.rests[i + 1]);
      result.rests[i] = &keep(rest);
    }
  }
  return result;
}

// https://tc39.es/ecma262/#sec-compilesubpattern, Disjunction
void CodeGenerator::emit_alternatives(const AlternativesNode& node, const FirstSet& follow) {
  const std::size_t count = node.items.size();
  const auto [firsts, rests] = firsts_of(node, follow);
  const bool has_switch =
      !is_backward_ && count >= k_alternatives_worth_switch && code_->switches.size() < k_max_switches;
  const auto switch_index = code_->switches.size();
  if (has_switch) {
    code_->switches.emplace_back();
    write(Opcode::Switch, {static_cast<Word>(switch_index)});
  }
  std::vector<Label> starts;
  std::vector<Label> ends;
  for (std::size_t i = 0; i < count; ++i) {
    starts.push_back(here());
    if (i + 1 == count) {
      emit(*node.items[i], follow);
      break;
    }
    const Label next = emit_split(*firsts[i], *rests[i + 1]);
    emit(*node.items[i], follow);
    ends.push_back(write(Opcode::Jump, {0}));
    land(next);
  }
  for (const Label end : ends) land(end);
  if (has_switch && !is_too_large_) fill_switch(code_->switches[switch_index], firsts, starts);
}

// Before an alternative or the body of a loop: tries it, and what is elsewhere if `first` and `other` allow
// that. Gives the instruction that is to land there.
CodeGenerator::Label CodeGenerator::emit_split(const FirstSet& first, const FirstSet& other) {
  if (is_backward_) return write(Opcode::Split, {0});
  if (first.is_disjoint_from(other)) return write(Opcode::SkipUnless, {0, first_index(first)});
  if (first.may_be_empty || first.is_full()) return write(Opcode::Split, {0});
  return write(Opcode::SplitFirst,
               {0, first_index(first), other.may_be_empty ? k_no_first_set : first_index(other)});
}

// OPTIMIZATION: of many alternatives, those that cannot match what comes first are passed over at once.
void CodeGenerator::fill_switch(std::array<Word, 256>& targets, std::span<const FirstSet* const> firsts,
                                std::span<const Label> starts) const {
  for (unsigned unit = 0; unit < targets.size(); ++unit) {
    std::size_t i = 0;
    // The last one will find out by itself.
    while (i + 1 < firsts.size() && !firsts[i]->may_be_empty && !firsts[i]->contains(unit)) ++i;
    targets[unit] = starts[i];
    // Nor need a SkipUnless ask again. The last alternative has none, and no instruction at all if it is
    // empty.
    if (i + 1 < firsts.size() && opcode_of(code_->words[starts[i]]) == Opcode::SkipUnless)
      targets[unit] += static_cast<Word>(info(Opcode::SkipUnless).size());
  }
}

// Look-around -----------------------------------------------------------------------------------------------

// https://tc39.es/ecma262/#sec-compileassertion
//
// What is on the stack when the assertion has matched is dropped: nothing goes back into it. Captures that
// it sets are put on the stack before, as they are, so that going back to before the assertion undoes them.
void CodeGenerator::emit_look(const LookNode& node) {
  if (try_emit_look_class(node)) return;
  const bool was_backward = is_backward_;
  is_backward_ = node.is_behind;
  if (!node.groups.is_empty())
    write(Opcode::SaveCaptures, {2 * node.groups.begin, 2 * (node.groups.end - node.groups.begin)});
  const Word height = new_register();
  const Word position = new_register();
  static_cast<void>(position);  // the one behind `height`
  if (node.is_negative) {
    const Label begin = write(Opcode::NegativeLookBegin, {0, height});
    emit(*node.body, keep(FirstSet::anything()));
    write(Opcode::NegativeLookEnd, {height});
    if (!is_too_large_) land(begin);
  } else {
    write(Opcode::LookBegin, {height});
    emit(*node.body, keep(FirstSet::anything()));
    write(Opcode::LookEnd, {height});
  }
  is_backward_ = was_backward;
}

// OPTIMIZATION: looking at one code unit needs no stack.
bool CodeGenerator::try_emit_look_class(const LookNode& node) {
  if (!is_character(*node.body)) return false;
  const CodePointSet set = set_of_character(*node.body);
  if (!is_one_unit(set)) return false;
  const Word flags = (node.is_negative ? k_look_negative : 0) | (node.is_behind ? k_look_behind : 0);
  write(Opcode::LookClass, {class_index(set), flags});
  return true;
}

}  // namespace orrery::regexp
